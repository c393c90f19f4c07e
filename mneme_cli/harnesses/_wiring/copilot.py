"""GitHub Copilot, CLI and cloud agent: a file of ours in `.github/hooks/`, camelCase events, matchers anchored."""

from __future__ import annotations

from mneme_cli.harnesses._wiring import Hook, Off, Wiring, _groups

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from mneme_cli.model.event import Said

_TOOLS = "create|edit|str_replace_editor|apply_patch|bash"


def entry(hook: Hook, command: str, closed: bool) -> Any:  # noqa: ARG001 (a failure denies anyway)
    """Write a handler."""
    tools = {"matcher": hook.tools} if hook.tools else {}
    return {"type": "command", **tools, "bash": command, "timeoutSec": hook.seconds}


def probe(cwd: str, path: str, text: str) -> Any:
    """Return the payload of a write that is about to happen."""
    given = {"path": f"{cwd}/{path}", "file_text": text}
    return {"sessionId": "mneme-doctor", "cwd": cwd, "toolName": "create", "toolArgs": given}


def denied(said: Said) -> bool:
    """Tell whether an answer denies: flat."""
    return said.code == 0 and _groups.of(said, "permissionDecision") == "deny"


WIRING = Wiring(
    project=".github/hooks/mneme.json",
    user=".copilot/hooks/mneme.json",
    hooks=(
        Hook(event="sessionStart", moment="session-start"),
        Hook(event="subagentStart", moment="subagent-start"),
        Hook(event="userPromptSubmitted", moment="prompt"),
        Hook(event="preToolUse", moment="pre-tool", tools=_TOOLS),
        Hook(event="postToolUse", moment="post-tool", tools=_TOOLS),
        Hook(event="agentStop", moment="stop"),
    ),
    entry=entry,
    probe=probe,
    denied=denied,
    frame=(("version", 1),),
    programs=("copilot",),
    off=(
        Off(path=".github/hooks/mneme.json", keys=("disableAllHooks",)),
        Off(path=".github/copilot/settings.json", keys=("disableAllHooks",)),
    ),
    next="trust the folder in copilot (unattended: --trust-folder): an untrusted one has no hooks",
)
