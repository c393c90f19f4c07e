"""OpenCode: no settings for hooks but a plugin, which is the one that we ship; OpenAI chat, with patches for GPT models."""

from __future__ import annotations

import json
import os

from tests.clients import codex
from tests.clients.client import BASE, MACHINE, Client, Place, Tools, install, put
from tests.clients.script import Call, Turn

VERSION = "1.18.33"


def settle(place: Place) -> None:
    """Say who the model is, and that a library of its own is there already: it would try for a minute to fetch it."""
    name = "gpt-5.5" if place.mode == "patches" else "scripted"
    model = {"name": name, "tool_call": True, "limit": {"context": 100000, "output": 8000}}
    options = {"baseURL": f"{BASE}/v1", "apiKey": "dummy"}
    provider = {"npm": "@ai-sdk/openai-compatible", "name": "scripted", "options": options, "models": {name: model}}
    whole = f"scripted/{name}"
    settings = {"autoupdate": False, "share": "disabled", "model": whole, "small_model": whole}
    allowed = {"edit": "allow", "bash": "allow"}
    put(
        place.home,
        ".config/opencode/opencode.json",
        {**settings, "provider": {"scripted": provider}, "permission": allowed},
    )
    library = {"dependencies": {"@opencode-ai/plugin": VERSION}}
    for folder in (os.path.join(place.home, ".config/opencode"), os.path.join(place.root, ".opencode")):
        put(folder, "package.json", library)
        put(folder, "package-lock.json", {"lockfileVersion": 3, "packages": {"": library}})
        os.mkdir(os.path.join(folder, "node_modules"))


def configure(root: str) -> None:
    """Have mneme put its plugin there."""
    install(root, "opencode")


def command(place: Place, prompt: str) -> list[str]:
    """Start it without a terminal."""
    program = os.path.join(place.modules, f"opencode-linux-{MACHINE}", "bin", "opencode")
    return [program, "run", "--format", "json", prompt]


def environ(_place: Place) -> dict[str, str]:
    """Let it fetch nothing."""
    return dict.fromkeys(
        ("OPENCODE_DISABLE_AUTOUPDATE", "OPENCODE_DISABLE_MODELS_FETCH", "OPENCODE_DISABLE_LSP_DOWNLOAD"), "1"
    )


def tools(place: Place) -> Tools:
    """Name its tools; a file must be read before it is edited, and a GPT model writes every edit as a patch."""

    def at(path: str) -> str:
        return os.path.join(place.root, path)

    def edit(path: str, old: str, new: str) -> tuple[Turn, ...]:
        given = {"filePath": at(path), "oldString": old, "newString": new}
        return _turn("read", filePath=at(path)), _turn("edit", **given)

    def patch(text: str) -> tuple[Turn, ...]:
        return (_turn("apply_patch", patchText=text),)

    return Tools(
        write=(lambda path, text: patch(codex.added(path, text)))
        if place.mode == "patches"
        else (lambda path, text: (_turn("write", filePath=at(path), content=text),)),
        edit=(lambda path, old, new: patch(codex.changed(path, old, new))) if place.mode == "patches" else edit,
        shell=lambda line: (_turn("bash", command=line, description="work"),),
        patch=patch if place.mode == "patches" else None,
        inner=lambda prompt: (_turn("task", description="work", prompt=prompt, subagent_type="general"),),
    )


def _turn(tool: str, **given: str) -> Turn:
    return Turn(calls=(Call(tool, given),))


def say(_moment: str, what: str, text: str) -> str:
    """Return a reply of ours, which the plugin understands."""
    said = {"context": text} if what == "context" else {"reason": text}
    return json.dumps({"version": 1, "outcome": "warn" if what == "context" else "block", **said})


CLIENT = Client(
    name="opencode",
    packages=(f"opencode-ai@{VERSION}",),
    settle=settle,
    configure=configure,
    command=command,
    environ=environ,
    tools=tools,
    say=say,
)
