"""Copilot CLI with a model of one's own: hooks in `.github/hooks/`, flat answers; OpenAI chat, or Responses with patches."""

from __future__ import annotations

import json
import os

from tests.clients import codex
from tests.clients.client import BASE, Client, Place, Tools, install
from tests.clients.script import Call, Turn

VERSION = "1.0.102"


def settle(_place: Place) -> None:
    """Write nothing: all it needs to know is in its environment."""


def configure(root: str) -> None:
    """Have mneme put its hooks there."""
    install(root, "copilot")


def command(place: Place, prompt: str) -> list[str]:
    """Start it without a terminal; in a folder it does not trust it has no hooks."""
    program = os.path.join(place.modules, ".bin", "copilot")
    return [program, "-p", prompt, "--allow-all-tools", "--trust-folder", "--no-auto-update", "--output-format", "json"]


def environ(place: Place) -> dict[str, str]:
    """Name the model, its address and a key that is none."""
    model = "gpt-5.5" if place.mode == "patches" else "scripted"
    wire = {"COPILOT_PROVIDER_WIRE_API": "responses"} if place.mode == "patches" else {}
    key = {"COPILOT_PROVIDER_BASE_URL": f"{BASE}/v1", "COPILOT_PROVIDER_API_KEY": "dummy", **wire}
    return {"COPILOT_OFFLINE": "true", "COPILOT_MODEL": model, **key}


def tools(place: Place) -> Tools:
    """Name its tools; a GPT model writes every edit as a patch."""

    def at(path: str) -> str:
        return os.path.join(place.root, path)

    def write(path: str, text: str) -> tuple[Turn, ...]:
        return _turn("create", path=at(path), file_text=text)

    def edit(path: str, old: str, new: str) -> tuple[Turn, ...]:
        return _turn("edit", path=at(path), old_str=old, new_str=new)

    return Tools(
        write=(lambda path, text: codex.patch(codex.added(path, text))) if place.mode == "patches" else write,
        edit=(lambda path, old, new: codex.patch(codex.changed(path, old, new))) if place.mode == "patches" else edit,
        shell=lambda line: _turn("bash", command=line, description="work"),
        patch=codex.patch if place.mode == "patches" else None,
        inner=lambda prompt: _turn("task", agent_type="task", name="work", description="work", prompt=prompt),
    )


def _turn(tool: str, **given: str) -> tuple[Turn, ...]:
    return (Turn(calls=(Call(tool, given),)),)


def say(_moment: str, what: str, text: str) -> str:
    """Return an answer in its dialect."""
    answers = {
        "deny": {"permissionDecision": "deny", "permissionDecisionReason": text},
        "context": {"additionalContext": text},
        "stop": {"decision": "block", "reason": text},
    }
    return json.dumps(answers[what])


CLIENT = Client(
    name="copilot",
    packages=(f"@github/copilot@{VERSION}",),
    settle=settle,
    configure=configure,
    command=command,
    environ=environ,
    tools=tools,
    say=say,
)
