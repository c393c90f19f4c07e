"""OpenCode: no settings for hooks but a plugin, which calls the hook; OpenAI chat, with patches for GPT models."""

from __future__ import annotations

import json
import os

from tests.clients import codex
from tests.clients.client import BASE, MACHINE, Client, Place, Tools, put
from tests.clients.script import Call, Turn

VERSION = "1.18.33"

# A message that is added while the model's last text is being closed keeps the loop going; when the session is idle,
# `opencode run` is gone already.
PLUGIN = """\
import { spawnSync } from "node:child_process"

function mneme(moment, event) {
  const done = spawnSync("mneme", ["hook", "opencode", moment], { input: JSON.stringify(event), encoding: "utf8", timeout: 20000 })
  return done.stdout ? JSON.parse(done.stdout) : {}
}

export const Mneme = async ({ client, directory, worktree }) => {
  const tell = (moment, hook, more) => mneme(moment, { hook, directory, worktree, ...more })
  return {
    "chat.message": async (input, output) => { tell("prompt", "chat.message", { input, output }) },
    "experimental.chat.system.transform": async (input, output) => {
      const said = tell("session-start", "experimental.chat.system.transform", { input, output: {} })
      if (said.context) output.system.push(said.context)
    },
    "tool.execute.before": async (input, output) => {
      const said = tell("pre-tool", "tool.execute.before", { input, output })
      if (said.deny) throw new Error(said.deny)
    },
    "tool.execute.after": async (input, output) => {
      const said = tell("post-tool", "tool.execute.after", { input, output })
      if (said.context) output.output += "\\n" + said.context
    },
    "experimental.session.compacting": async (input, output) => { tell("pre-compact", "experimental.session.compacting", { input, output }) },
    "experimental.text.complete": async (input, output) => {
      const said = tell("stop", "experimental.text.complete", { input, output })
      const body = { noReply: true, parts: [{ type: "text", text: said.stop }] }
      if (said.stop) await client.session.prompt({ path: { id: input.sessionID }, body })
    },
  }
}
"""


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
    """Call mneme at every moment."""
    put(root, ".opencode/plugin/mneme.js", PLUGIN)


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
    """Return an answer as the plugin above understands it."""
    return json.dumps({what: text})


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
