"""Gemini CLI: settings in `.gemini/settings.json`, milliseconds, flat answers."""

from __future__ import annotations

import json
import os

from tests.clients.client import BASE, Client, Place, Tools, install, put
from tests.clients.script import Call, Turn

VERSION = "0.61.0"
EVENTS = {
    "session-start": "SessionStart",
    "prompt": "BeforeAgent",
    "pre-tool": "BeforeTool",
    "post-tool": "AfterTool",
    "stop": "AfterAgent",
    "pre-compact": "PreCompress",
}


def settle(place: Place) -> None:
    """Say how it logs in, and that a folder needs no trust: an untrusted one has no hooks."""
    security = {"auth": {"selectedType": "gemini-api-key"}, "folderTrust": {"enabled": False}}
    quiet = {"general": {"enableAutoUpdate": False}, "privacy": {"usageStatisticsEnabled": False}}
    put(place.home, ".gemini/settings.json", {"security": security, **quiet, "telemetry": {"enabled": False}})


def configure(root: str) -> None:
    """Have mneme put its hooks there."""
    install(root, "gemini")


def command(place: Place, prompt: str) -> list[str]:
    """Start it without a terminal."""
    program = os.path.join(place.modules, ".bin", "gemini")
    return [program, "-p", prompt, "-m", "gemini-2.5-pro", "--approval-mode", "yolo", "--output-format", "stream-json"]


def environ(_place: Place) -> dict[str, str]:
    """Name the model's address and a key that is none."""
    return {"GOOGLE_GEMINI_BASE_URL": BASE, "GEMINI_API_KEY": "dummy", "GEMINI_CLI_TRUST_WORKSPACE": "true"}


def tools(place: Place) -> Tools:
    """Name its tools."""

    def at(path: str) -> str:
        return os.path.join(place.root, path)

    return Tools(
        write=lambda path, text: _turn("write_file", file_path=at(path), content=text),
        edit=lambda path, old, new: _turn(
            "replace", file_path=at(path), instruction="change it", old_string=old, new_string=new
        ),
        shell=lambda line: _turn("run_shell_command", command=line, description="work"),
        inner=lambda prompt: _turn("invoke_agent", agent_name="generalist", prompt=prompt),
    )


def _turn(tool: str, **given: str) -> tuple[Turn, ...]:
    return (Turn(calls=(Call(tool, given),)),)


def say(moment: str, what: str, text: str) -> str:
    """Return an answer in its dialect."""
    if what in ("deny", "stop"):
        return json.dumps({"decision": "deny", "reason": text})
    return json.dumps({"hookSpecificOutput": {"hookEventName": EVENTS[moment], "additionalContext": text}})


CLIENT = Client(
    name="gemini",
    packages=(f"@google/gemini-cli@{VERSION}",),
    settle=settle,
    configure=configure,
    command=command,
    environ=environ,
    tools=tools,
    say=say,
)
