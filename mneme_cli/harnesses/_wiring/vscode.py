"""VS Code's agent: a file of ours in `.github/hooks/`, Claude's events, no groups and no matchers; not driven here."""

from __future__ import annotations

from mneme_cli.harnesses._wiring import Hook, Wiring, _groups

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def entry(hook: Hook, command: str, closed: bool) -> Any:  # noqa: ARG001 (no such switch here)
    """Write a handler."""
    return {"type": "command", "command": command, "timeout": hook.seconds}


def probe(cwd: str, path: str, text: str) -> Any:
    """Return the payload of a write that is about to happen."""
    given = {"filePath": f"{cwd}/{path}", "content": text}
    return {**_groups.probe(cwd, path, text), "tool_name": "create_file", "tool_input": given}


WIRING = Wiring(
    project=".github/hooks/mneme-vscode.json",
    user=".copilot/hooks/mneme-vscode.json",
    hooks=_groups.hooks(""),
    entry=entry,
    probe=probe,
    denied=_groups.denied,
    frame=(("version", 1),),
    programs=("code",),
)
