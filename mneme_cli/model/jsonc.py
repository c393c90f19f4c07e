"""JSON as editors write it in tsconfig files: comments and trailing commas are taken out, then it is plain JSON."""

from __future__ import annotations

from mneme_cli.model.scan import loads

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def read(raw: bytes) -> dict[str, Any]:
    """Return an object; {} if the text is none (its own tools complain about it)."""
    try:
        found = loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        found = _lenient(raw.decode("utf-8-sig", "replace"))
    return found if isinstance(found, dict) else {}


def _lenient(text: str) -> Any:
    try:
        return loads(_plain(text))
    except (ValueError, RecursionError):
        return {}


def _plain(text: str) -> str:
    """Take comments and trailing commas out, strings untouched."""
    out: list[str] = []
    at, size = 0, len(text)
    while at < size:
        char = text[at]
        if char == '"':
            end = _string_end(text, at)
            out.append(text[at:end])
            at = end
        elif text.startswith("//", at):
            at = _until(text, "\n", at)
        elif text.startswith("/*", at):
            at = _until(text, "*/", at) + 2
        else:
            if char in "]}":
                _drop_comma(out)
            out.append(char)
            at += 1
    return "".join(out)


def _drop_comma(out: list[str]) -> None:
    place = len(out) - 1
    while place >= 0 and out[place].isspace():
        place -= 1
    if place >= 0 and out[place] == ",":
        del out[place]


def _until(text: str, mark: str, at: int) -> int:
    end = text.find(mark, at)
    return end if end >= 0 else len(text)


def _string_end(text: str, at: int) -> int:
    at += 1
    while at < len(text) and text[at] != '"':
        at += 2 if text[at] == "\\" else 1
    return at + 1
