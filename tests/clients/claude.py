"""Claude Code: a native program, settings in `.claude/settings.json`, Anthropic Messages."""

from __future__ import annotations

import os

from tests.clients import dialect
from tests.clients.client import BASE, MACHINE, Client, Place, Tools, install, put
from tests.clients.script import Call, Turn

VERSION = "2.1.328"
ALLOWED = ["Write", "Edit", "NotebookEdit", "Read", "Agent", "Bash"]


def settle(place: Place) -> None:
    """Let it use its tools without a question; deny and ask of a hook still bind."""
    put(place.home, ".claude/settings.json", {"permissions": {"allow": ALLOWED}})


def configure(root: str) -> None:
    """Have mneme put its hooks there."""
    install(root, "claude")


def command(place: Place, prompt: str) -> list[str]:
    """Start it without a terminal."""
    program = os.path.join(place.modules, "@anthropic-ai", f"claude-code-linux-{MACHINE}", "claude")
    shape = ["--output-format", "stream-json", "--verbose"]
    return [program, "-p", prompt, "--model", "claude-sonnet-4-5", *shape, "--permission-mode", "acceptEdits"]


def environ(_place: Place) -> dict[str, str]:
    """Name the model's address and a key that is none."""
    quiet = ("CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "DISABLE_AUTOUPDATER", "DISABLE_TELEMETRY")
    return {"ANTHROPIC_BASE_URL": BASE, "ANTHROPIC_API_KEY": "dummy", **dict.fromkeys(quiet, "1")}


def tools(place: Place) -> Tools:
    """Name its tools; a file must be read before it is edited."""

    def at(path: str) -> str:
        return os.path.join(place.root, path)

    def edit(path: str, old: str, new: str) -> tuple[Turn, ...]:
        given = {"file_path": at(path), "old_string": old, "new_string": new, "replace_all": False}
        return _turn("Read", file_path=at(path)), Turn(calls=(Call("Edit", given),))

    def cell(path: str, source: str) -> tuple[Turn, ...]:
        given = {"notebook_path": at(path), "cell_id": "c1", "new_source": source, "cell_type": "code"}
        return _turn("Read", file_path=at(path)), _turn("NotebookEdit", **given, edit_mode="replace")

    return Tools(
        write=lambda path, text: (_turn("Write", file_path=at(path), content=text),),
        edit=edit,
        shell=lambda line: (_turn("Bash", command=line, description="work"),),
        inner=lambda prompt: (
            _turn("Agent", description="work", prompt=prompt, subagent_type="general-purpose", run_in_background=False),
        ),
        cell=cell,
    )


def _turn(tool: str, **given: str | bool) -> Turn:
    return Turn(calls=(Call(tool, given),))


CLIENT = Client(
    name="claude",
    packages=(f"@anthropic-ai/claude-code@{VERSION}",),
    settle=settle,
    configure=configure,
    command=command,
    environ=environ,
    tools=tools,
    say=dialect.say,
)
