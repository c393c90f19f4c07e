"""The lines of mneme.yaml that pin a pack, changed in place: comments, order and everything else stay as they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mneme_cli.decisions import documents
from mneme_cli.decisions.ground import CONFIG
from mneme_cli.errors import MnemeError

if TYPE_CHECKING:
    from collections.abc import Mapping

_VALUE = re.compile(r"\"[^\"]*\"|'[^']*'|[^\s,}#]+")


def pinned(text: str, at: int, keys: Mapping[str, str]) -> str:
    """Return mneme.yaml with these keys of the entry at this place in `extends`.

    Raises:
        MnemeError: it is written in a way in which they cannot be put; a person has to.
    """
    out = text
    for key, value in keys.items():
        out = _put(out, at, key, value)
    before, _ = documents.settings(CONFIG, text.encode())
    after, wrong = documents.settings(CONFIG, out.encode())
    wanted = [{**pack, **keys} if number == at else pack for number, pack in enumerate(before.extends)]
    if wrong or [dict(pack) for pack in after.extends] != [dict(pack) for pack in wanted]:
        entry = ", ".join(f"{key}: {value}" for key, value in keys.items())
        raise MnemeError(
            f"{CONFIG} cannot be changed by a program; nothing was written", f"write there yourself {entry}"
        )
    return out


def _put(text: str, at: int, key: str, value: str) -> str:
    places = documents.settings(CONFIG, text.encode())[0].places
    lines = text.splitlines(keepends=True)
    if place := places.get(f"extends.{at}.{key}"):
        line = lines[place.line - 1]
        found = _VALUE.match(line, place.column - 1)
        lines[place.line - 1] = line[: place.column - 1] + value + line[found.end() if found else place.column - 1 :]
        return "".join(lines)
    behind = next(one for one in ("commit", "git", "name") if f"extends.{at}.{one}" in places)
    place = places[f"extends.{at}.{behind}"]
    line = lines[place.line - 1]
    found = _VALUE.match(line, place.column - 1)
    own = re.match(rf"(\s*(?:-\s+)?)[\"']?{behind}[\"']?\s*:", line)
    if own is None or "{" in line[: place.column]:  # all of the entry stands on one line
        end = found.end() if found else len(line)
        lines[place.line - 1] = f"{line[:end]}, {key}: {value}{line[end:]}"
    else:
        ending = "\r\n" if line.endswith("\r\n") else "\n"
        whole = line if line.endswith("\n") else line + ending
        lines[place.line - 1] = f"{whole}{' ' * len(own[1])}{key}: {value}{ending}"
    return "".join(lines)
