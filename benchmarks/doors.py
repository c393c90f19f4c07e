"""mneme as it is called from outside: the inner door of a hook, the script that pip writes, and nothing in between."""

from __future__ import annotations

import json
import os
import stat
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.ground import ROOT, WORK, write
from benchmarks.spawn import Case, run

if TYPE_CHECKING:
    from collections.abc import Mapping

_SCRIPT = """#!{python}
import sys
sys.path.insert(0, {root!r})
from mneme_cli.main import main
if __name__ == '__main__':
    sys.exit(main())
"""


class Doors(NamedTuple):
    """How mneme is called. script: the words of the portable command.  inner: those of the hook's own door."""

    script: tuple[str, ...]
    inner: tuple[str, ...]

    def check(self, root: str, *flags: str, codes: tuple[int, ...] = (0, 1)) -> Case:
        """Return `mneme check` in a repository."""
        return Case((*self.script, "check", *flags), root, codes=codes)

    def hook(self, root: str, event: bytes, *, inner: bool = True) -> Case:
        """Return one hook run on one event before a tool, as Claude Code sends it."""
        words = (*self.inner, "claude", "pre-tool") if inner else (*self.script, "hook", "claude", "pre-tool")
        return Case(words, root, text=event)

    def moment(self, client: str, moment: str, root: str, event: bytes) -> Case:
        """Return one hook run on one event of any client."""
        return Case((*self.inner, client, moment), root, text=event)


def doors(command: str = "") -> Doors:
    """Return the doors of this tree; command: another portable one, as one would type it."""
    inner = (sys.executable, "-I", "-S", "-E", f"{ROOT}/mneme_cli/inner.py")
    return Doors(script=tuple(command.split()) or (_script(),), inner=inner)


def _script() -> str:
    """Write the console script as today's pip does, but for this tree: another mneme may be installed."""
    path = f"{WORK}/bin/mneme"
    write(path, _SCRIPT.format(python=sys.executable, root=ROOT))
    os.chmod(path, os.stat(path).st_mode | stat.S_IXUSR)
    return path


def written(root: str, path: str, text: str) -> bytes:
    """Return an agent's event: a whole file is written."""
    return _event(root, "Write", {"file_path": f"{root}/{path}", "content": text})


def replaced(root: str, path: str, old: str, new: str) -> bytes:
    """Return an agent's event: one piece of a file is replaced."""
    return _event(root, "Edit", {"file_path": f"{root}/{path}", "old_string": old, "new_string": new})


def _event(root: str, tool: str, given: Mapping[str, str]) -> bytes:
    event = {"session_id": "measured", "transcript_path": f"{root}/.transcript.jsonl", "cwd": root}
    event |= {"permission_mode": "default", "hook_event_name": "PreToolUse", "tool_name": tool}
    return json.dumps({**event, "tool_input": given}).encode()


def findings(case: Case, *, through: bool = True) -> frozenset[tuple[str, str, int, str]]:
    """Return what a check finds: decision, path, line, target; for exactness, not for time.

    through: also what comes through a re-export, which the peers do not see.
    """
    said = json.loads(run(case._replace(argv=(*case.argv, "--format", "json"))).out)["findings"]
    return frozenset(_finding(each) for each in said if through or not any(hop["via"] for hop in each["chain"]))


def _finding(each: Mapping[str, Any]) -> tuple[str, str, int, str]:
    return each["decision"], each["path"], each["line"], each["target"]
