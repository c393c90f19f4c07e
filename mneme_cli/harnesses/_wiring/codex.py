"""OpenAI Codex: `.codex/hooks.json`. A person trusts each hook by its place and its text, so no entry is ever moved."""

from __future__ import annotations

from mneme_cli.harnesses._wiring import Off, Trust, Wiring, _groups
from mneme_cli.model.scan import dumps, loads

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def probe(cwd: str, path: str, text: str) -> Any:
    """Return the payload of a patch that is about to happen."""
    added = "".join(f"+{line}\n" for line in text.splitlines())
    patch = f"*** Begin Patch\n*** Add File: {path}\n{added}*** End Patch"
    payload = _groups.probe(cwd, path, text)
    return {**payload, "turn_id": "1", "tool_name": "apply_patch", "tool_input": {"command": patch}}


def says(folder: str) -> tuple[str, ...]:
    """Ask its app-server for the hooks of a folder."""
    who = {"clientInfo": {"name": "mneme", "title": "mneme", "version": "0"}}
    asked = ({"id": 1, "method": "initialize", "params": who}, {"method": "initialized"})
    lines = (*asked, {"id": 2, "method": "hooks/list", "params": {"cwds": [folder]}})
    return tuple(dumps({"jsonrpc": "2.0", **line}) for line in lines)


def hears(line: str) -> tuple[str, ...] | None:
    """Read the commands that would run: trusted by a person, or ordered by an administrator."""
    try:
        said = loads(line)
    except ValueError:
        return None
    if not isinstance(said, dict) or said.get("id") != 2:
        return None
    found = said["result"]["data"][0]["hooks"] if "result" in said else ()
    runs = ("trusted", "managed")
    return tuple(one["command"] for one in found if one.get("enabled") and one.get("trustStatus") in runs)


WIRING = Wiring(
    project=".codex/hooks.json",
    user=".codex/hooks.json",
    hooks=_groups.hooks("Bash|apply_patch|Edit|Write"),
    entry=_groups.entry,
    probe=probe,
    denied=_groups.denied,
    moved=("CODEX_HOME", ".codex"),
    plugin=".claude-plugin",
    load=("codex plugin marketplace add {folder}", "codex plugin add mneme@mneme"),
    programs=("codex",),
    off=tuple(
        Off(path=path, keys=("features", "hooks"), value=False)
        for path in (".codex/config.toml", "~/.codex/config.toml")
    ),
    trust=Trust(argv=("app-server",), says=says, hears=hears),
    next="start codex and run /hooks: it runs no hook that you have not trusted there",
)
