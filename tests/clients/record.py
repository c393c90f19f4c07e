"""Records what each client really hands a hook into `tests/harnesses/`: `python -m tests.clients.record [CLIENT …]`.

Only what is not there yet is written, so that a payload a test is written against stays as it is; delete one to have it anew.
"""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.clients.conftest import CLIENTS, take
from tests.clients.drive import ROOT, configure, drive, place
from tests.clients.shop import build
from tests.clients.tour import NOTEBOOK, name, notebook, tour
from tests.repo import scrub

if TYPE_CHECKING:
    from tests.clients.drive import Ran

MODES = {"codex": ("patches", "agents"), "copilot": ("", "patches", "as-claude"), "opencode": ("", "patches")}
"""Where one tour is not enough: patches for models of one maker (Codex has every model write them), agents that must be
switched on, and the settings of another client that are followed, too."""

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
ODD = (
    (re.compile(r"(toolu_\d{8})_[a-z0-9]{6,}"), r"\1_a1b2c3d4e"),
    (re.compile(r"-[0-9a-f]{8}\.jsonl"), "-00000001.jsonl"),
    (re.compile(r'"a[0-9a-f]{16}"'), '"a000000000000000"'),
    (re.compile(r"PGID: \d+"), "PGID: 100"),
)
MADE = re.compile(r"\b(ses|msg|prt|evt|tool|call|toolu|agent|exec)_(?=[A-Za-z]*\d)[0-9A-Za-z]{8,}")
TIMES = (
    (re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z?"), "2026-03-01T12:00:00.000Z"),
    (re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}-\d{2}(-\d{2})?"), "2026-03-01T12-00-00"),
    (re.compile(r"/\d{4}/\d{2}/\d{2}/"), "/2026/03/01/"),
)
CLOCK = ("timestamp", "time", "start", "end", "created", "completed", "duration_ms", "duration", "updated")


def record(client: str) -> None:
    """Record one client."""
    for mode in MODES.get(client, ("",)):
        with tempfile.TemporaryDirectory(prefix="mneme-record-") as folder, pytest.MonkeyPatch.context() as patch:
            scrub(patch, Path(folder) / "home")
            ran = _tour(client, Path(os.path.realpath(folder)), mode)
            print(client, mode, "exit", ran.code, len(ran.hooks), "hooks", flush=True)
            _keep(client, ran, mode)


def _tour(client: str, folder: Path, mode: str) -> Ran:
    agent = take(client)
    at = place(agent, folder, mode)
    build(folder / "project").write({NOTEBOOK: notebook()})
    configure(at.root, take("claude") if mode == "as-claude" else agent)
    return drive(agent, tour(agent.tools(at)), at, folder, "toy")


def _keep(client: str, ran: Ran, mode: str) -> None:
    folder = Path(ROOT) / "tests" / "harnesses" / client
    folder.mkdir(exist_ok=True)
    fixed: dict[str, str] = {}
    for fired in ran.hooks:
        called = name(fired)
        file = folder / f"{'as-claude-' * (mode == 'as-claude')}{called}.json"
        if called and not file.exists():
            text = scrubbed(json.dumps(_still(fired.payload), indent=2, ensure_ascii=False), ran, fixed)
            file.write_text(text + "\n")


def scrubbed(text: str, ran: Ran, fixed: dict[str, str]) -> str:
    """Take this run out of a payload: its folders, its ids, its time."""
    spelled = str(ran.folder).replace("/", "-").replace("_", "-")
    for real, shown in (
        (str(ran.root), "/project"),
        (str(ran.folder / "home"), "/home/dev"),
        (f"{spelled}-project", "-project"),
        (str(ran.folder), "/run"),
    ):
        text = text.replace(real, shown)
    text = UUID.sub(lambda found: _id(found[0], "{:08d}-0000-4000-8000-000000000000", fixed), text)
    text = MADE.sub(lambda found: _id(found[0], found[1] + "_{:08d}", fixed), text)
    for pattern, still in (*TIMES, *ODD):
        text = pattern.sub(still, text)
    return text


def _id(real: str, shape: str, fixed: dict[str, str]) -> str:
    return fixed.setdefault(real, shape.format(len(fixed) + 1))


def _still(value: Any, key: str = "") -> Any:
    """Stop every clock in a payload."""
    if isinstance(value, dict):
        return {name: _still(part, name) for name, part in value.items()}
    if isinstance(value, list):
        return [_still(part) for part in value]
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return (7 if key.startswith("duration") else 1_772_366_400_000) if number and key in CLOCK else value


if __name__ == "__main__":
    for chosen in sys.argv[1:] or CLIENTS:
        record(chosen)
