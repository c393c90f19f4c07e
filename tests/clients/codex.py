"""Codex: settings in `.codex/hooks.json`, OpenAI Responses, every edit a patch.

A model that its catalogue does not know gets other tools, so the scripted one has the name of one it knows.
"""

from __future__ import annotations

import os

from tests.clients import dialect
from tests.clients.client import BASE, Client, Place, Tools, install, put
from tests.clients.script import Call, Turn

VERSION = "0.169.0"
CONFIG = """model = "gpt-5.5"
model_provider = "scripted"
approval_policy = "never"
sandbox_mode = "danger-full-access"
check_for_update_on_startup = false

[model_providers.scripted]
name = "scripted"
base_url = "{base}/v1"
wire_api = "responses"
env_key = "SCRIPTED_KEY"
request_max_retries = 0
stream_max_retries = 0

[analytics]
enabled = false

[projects."{root}"]
trust_level = "trusted"
"""


AGENTS = """
[features]
multi_agent_v2 = true
"""


def settle(place: Place) -> None:
    """Say who the model is and that the repository is trusted; its own sandbox would need another namespace."""
    config = CONFIG.format(base=BASE, root=place.root)
    put(place.home, ".codex/config.toml", config + AGENTS * (place.mode == "agents"))


def configure(root: str) -> None:
    """Have mneme put its hooks there."""
    install(root, "codex")


def command(place: Place, prompt: str) -> list[str]:
    """Start it without a terminal; nobody could answer its question whether it trusts the hooks."""
    program = os.path.join(place.modules, ".bin", "codex")
    return [program, "exec", "--json", "--dangerously-bypass-hook-trust", prompt]


def environ(place: Place) -> dict[str, str]:
    """Name its folder and a key that is none."""
    return {"CODEX_HOME": os.path.join(place.home, ".codex"), "SCRIPTED_KEY": "dummy"}


def tools(place: Place) -> Tools:
    """Name its tools; it knows no other edit than a patch, and a patch is bare text."""

    def inner(prompt: str) -> tuple[Turn, ...]:
        spawn = {"task_name": "work", "message": prompt, "fork_turns": "none"}
        return Turn(calls=(Call("collaboration.spawn_agent", spawn),)), Turn(
            calls=(Call("collaboration.wait_agent", {"timeout_ms": 10000}),)
        )

    return Tools(
        write=lambda path, text: patch(added(path, text)),
        edit=lambda path, old, new: patch(changed(path, old, new)),
        shell=lambda line: (Turn(calls=(Call("exec_command", {"cmd": line}),)),),
        patch=patch,
        inner=inner if place.mode == "agents" else None,
    )


def patch(text: str) -> tuple[Turn, ...]:
    """Return the call of a patch."""
    return (Turn(calls=(Call("apply_patch", text),)),)


def added(path: str, text: str) -> str:
    """Return the patch that writes a file anew."""
    lines = "".join(f"+{line}\n" for line in text.splitlines())
    return f"*** Begin Patch\n*** Add File: {path}\n{lines}*** End Patch"


def changed(path: str, old: str, new: str) -> str:
    """Return the patch that replaces lines of a file."""
    out = "".join(f"-{line}\n" for line in old.splitlines())
    put_in = "".join(f"+{line}\n" for line in new.splitlines())
    return f"*** Begin Patch\n*** Update File: {path}\n@@\n{out}{put_in}*** End Patch"


CLIENT = Client(
    name="codex",
    packages=(f"@openai/codex@{VERSION}",),
    settle=settle,
    configure=configure,
    command=command,
    environ=environ,
    tools=tools,
    say=dialect.say,
)
