"""The command that stands in a client's settings: what the client would run, not what this version would write there.

What a repository's settings hold is somebody's text. Where it is more than a call of `mneme hook` it is not run: a
doctor who does would be the way in.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mneme_cli.commands.doctor.check import Check
from mneme_cli.commands.doctor.probe import probe
from mneme_cli.commands.installing.door import command
from mneme_cli.commands.installing.marks import commands, of, spots
from mneme_cli.commands.installing.write import read
from mneme_cli.errors import MnemeError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mneme_cli.commands.installing import Target
    from mneme_cli.harnesses._wiring import Hook

    Pair = tuple[Check, Check]

_CALL = re.compile(r"(?:exec )?mneme hook(?: [\w=.-]+)+")
UNREAD = (Check("firing", "unused", "-"), Check("denying", "unused", "-"))


def tried(where: Sequence[Target]) -> Pair:
    """Try what stands before a tool in each of some settings; what is to be mended goes before what is well."""
    found = [pair for at in where for pair in _tried(at)]
    return next((pair for pair in found if any(check.state != "ok" for check in pair)), found[0])


def readable(at: Target) -> bool:
    """Tell whether settings can be read; the client cannot either, where we cannot."""
    try:
        text = read(at.path, at.shown)
        return bool(at.wiring.text or text is None or at.file.parse(text))
    except MnemeError:
        return False


def _tried(at: Target) -> Iterable[Pair]:
    hook = next(each for each in at.wiring.hooks if each.moment == "pre-tool")
    lines = _lines(at, hook)
    mend = f"mneme install {at.harness} --{at.scope}"
    if not lines:
        yield Check("firing", "mend", f"{at.shown} has no hook of ours before a tool", mend), UNREAD[1]
    for line in lines:
        if _safe(at, hook, line):
            yield probe(at.wiring, line)
        else:
            said = f"not tried, for it is more than a call of mneme: {line}"
            yield Check("firing", "unknown", said, mend), Check("denying", "unknown", "not tried")


def _lines(at: Target, hook: Hook) -> list[str]:
    """Return the commands of ours before a tool, as they stand; of a client with a program of ours, its own."""
    if at.wiring.text:
        return [command(at.harness, at.wiring, hook, at.scope)]
    node = at.file.parse(read(at.path, at.shown) or "{}")
    entries = (part.node.plain() for _, _, part in spots(node, at.harness))
    lines = (line for entry in entries for line in commands(entry))
    return list(dict.fromkeys(line for line in lines if of(line, at.harness) == hook.moment))


def _safe(at: Target, hook: Hook, line: str) -> bool:
    """Tell whether a command may be run here: a person's own may, a repository's only if it is mneme and no more."""
    guard = command(at.harness, at.wiring, hook, "project").rpartition("exec ")[0]
    return at.scope == "user" or _CALL.fullmatch(line.removeprefix(guard).strip()) is not None
