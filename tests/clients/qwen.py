"""Qwen Code: settings in `.qwen/settings.json`, Claude's dialect, OpenAI chat."""

from __future__ import annotations

import os

from tests.clients import dialect
from tests.clients.client import BASE, Client, Place, Tools, install, put
from tests.clients.script import Call, Turn

VERSION = "0.24.4"


def settle(place: Place) -> None:
    """Say how it logs in, and that a folder needs no trust."""
    security = {"auth": {"selectedType": "openai"}, "folderTrust": {"enabled": False}}
    quiet = {"general": {"enableAutoUpdate": False}, "privacy": {"usageStatisticsEnabled": False}}
    put(place.home, ".qwen/settings.json", {"$version": 4, "security": security, **quiet})


def configure(root: str) -> None:
    """Have mneme put its hooks there."""
    install(root, "qwen")


def command(place: Place, prompt: str) -> list[str]:
    """Start it without a terminal."""
    program = os.path.join(place.modules, ".bin", "qwen")
    shape = ["--output-format", "stream-json"]
    return [program, "-p", prompt, "--auth-type", "openai", "--approval-mode", "yolo", *shape]


def environ(_place: Place) -> dict[str, str]:
    """Name the model, its address and a key that is none."""
    model = {"OPENAI_BASE_URL": f"{BASE}/v1", "OPENAI_API_KEY": "dummy", "OPENAI_MODEL": "scripted"}
    return {**model, "QWEN_CODE_TRUST_WORKSPACE": "true"}


def tools(place: Place) -> Tools:
    """Name its tools; a file must be read before it is edited."""

    def at(path: str) -> str:
        return os.path.join(place.root, path)

    def edit(path: str, old: str, new: str) -> tuple[Turn, ...]:
        given = {"file_path": at(path), "old_string": old, "new_string": new}
        return _turn("read_file", file_path=at(path)), _turn("edit", **given)

    def cell(path: str, source: str) -> tuple[Turn, ...]:
        given = {"notebook_path": at(path), "cell_id": "c1", "new_source": source, "cell_type": "code"}
        return _turn("read_file", file_path=at(path)), _turn("notebook_edit", **given, edit_mode="replace")

    return Tools(
        write=lambda path, text: (_turn("write_file", file_path=at(path), content=text),),
        edit=edit,
        shell=lambda line: (_turn("run_shell_command", command=line, description="work", is_background=False),),
        inner=lambda prompt: (_turn("agent", description="work", prompt=prompt, subagent_type="general-purpose"),),
        cell=cell,
    )


def _turn(tool: str, **given: str | bool) -> Turn:
    return Turn(calls=(Call(tool, given),))


CLIENT = Client(
    name="qwen",
    packages=(f"@qwen-code/qwen-code@{VERSION}",),
    settle=settle,
    configure=configure,
    command=command,
    environ=environ,
    tools=tools,
    say=dialect.say,
)
