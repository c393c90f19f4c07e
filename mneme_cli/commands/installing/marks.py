"""Which entries of a client's settings are ours: those whose command is `mneme hook`, for this agent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from mneme_cli.commands.installing.lossless import Node, Part

_OURS = re.compile(r"(?:\bmneme['\"]? hook|[/\\]mneme_cli[/\\]inner\.py['\"]?) ([a-z]+) ([a-z-]+)(?: [\w=.-]+)*\s*$")
_WORDS = ("command", "bash")


def moment(node: Node, harness: str) -> str:
    """Return the moment that an entry calls us at, "" if it is not ours, or not ours alone."""
    found = set(_marks(node.plain(), harness))
    return found.pop() if len(found) == 1 else ""


def spots(node: Node, harness: str, keys: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Node, Part]]:
    """Find our entries: the keys that lead to their list, that list, the entry; the outermost that is all ours."""
    for at, part in enumerate(node.parts):
        if node.kind == "[" and moment(part.node, harness):
            yield keys, node, part
        else:
            yield from spots(part.node, harness, (*keys, part.key if node.kind == "{" else str(at)))


def _marks(entry: Any, harness: str) -> Iterator[str]:
    """Yield the moments of an entry's commands, "" for a command of somebody else."""
    return (of(command, harness) for command in commands(entry))


def of(command: str, harness: str) -> str:
    """Return the moment of a command of ours, "" if it is not ours."""
    found = _OURS.search(command)
    return found[2] if found and found[1] == harness else ""


def commands(entry: Any) -> Iterator[str]:
    """Yield every command of an entry."""
    if isinstance(entry, dict):
        yield from (entry[word] for word in _WORDS if isinstance(entry.get(word), str))
        yield from commands(entry.get("action"))
        for inner in entry["hooks"] if isinstance(entry.get("hooks"), list) else ():
            yield from commands(inner)
