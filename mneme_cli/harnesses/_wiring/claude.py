"""Claude Code: `.claude/settings.json`, groups of handlers; `onFailure` closes what would stay open."""

from __future__ import annotations

from mneme_cli.harnesses._wiring import Hook, Off, Wiring, _groups

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def entry(hook: Hook, command: str, closed: bool) -> Any:
    """Write a group; before a tool a failure counts as a denial if the policy wants that."""
    fails = {"onFailure": "block"} if closed and hook.moment == "pre-tool" else {}
    return _groups.group(hook, {"type": "command", "command": command, "timeout": hook.seconds, **fails})


WIRING = Wiring(
    project=".claude/settings.json",
    user=".claude/settings.json",
    hooks=_groups.hooks("Write|Edit|MultiEdit|NotebookEdit|Bash"),
    entry=entry,
    probe=_groups.probe,
    denied=_groups.denied,
    moved=("CLAUDE_CONFIG_DIR", ".claude"),
    plugin=".claude-plugin",
    load=("claude plugin marketplace add {folder}", "claude plugin install mneme@mneme --scope project"),
    programs=("claude",),
    off=tuple(
        Off(path=path, keys=("disableAllHooks",))
        for path in (".claude/settings.json", ".claude/settings.local.json", "~/.claude/settings.json")
    ),
)
