"""The page on adding a language, done: its entry goes on the shelf of a copy, and a repository is judged with it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "adding-a-language.md").read_text()
BLOCKS = {name.strip(): text for name, text in re.findall(r"```\w+ ([^\n]+)\n(.*?)```", PAGE, re.DOTALL)}


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """Make a copy of mneme with one more language."""
    folder = tmp_path_factory.mktemp("house")
    shutil.copytree(ROOT / "mneme_cli", folder / "mneme_cli", ignore=shutil.ignore_patterns("__pycache__"))
    shelf = folder / "mneme_cli" / "languages"
    (shelf / "wish.py").write_text(BLOCKS["wish.py"])
    table = (shelf / "__init__.py").read_text()
    first = "_BY_SUFFIX = {\n"
    assert first in table
    (shelf / "__init__.py").write_text(table.replace(first, first + BLOCKS["line of the table"]))
    return folder


@pytest.fixture
def shop(tmp_path):
    """Make the repository of the page."""
    for name in BLOCKS.keys() - {"wish.py", "line of the table", "findings"}:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(BLOCKS[name])
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    subprocess.run(["git", "-C", str(tmp_path), "add", "-A"], check=True)
    return tmp_path


def run(house, shop, *words, given=b""):
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(house), "HOME": str(shop)}
    return subprocess.run(
        [sys.executable, "-m", "mneme_cli", *words], cwd=shop, env=env, input=given, capture_output=True, check=False
    )


def test_a_check_of_everything_finds_what_the_page_says(house, shop):
    done = run(house, shop, "check", "--all", "--format", "json")

    assert done.returncode == 1, done.stderr.decode()
    found = json.loads(done.stdout)["findings"]
    said = sorted(f"{each['path']}:{each['line']} {each['rule']}" for each in found)
    assert said == BLOCKS["findings"].split("\n")[:-1]


def test_a_hook_stops_the_edit(house, shop):
    event = {
        "hook_event_name": "PreToolUse", "session_id": "s", "cwd": str(shop), "tool_name": "Write",
        "tool_input": {"file_path": str(shop / "shop/domain.wish"), "content": "# new\n# wish shop.infra\n"},
    }  # fmt: skip
    (shop / "shop" / "domain.wish").write_text("# the domain\n")

    done = run(house, shop, "hook", "claude", "pre-tool", given=json.dumps(event).encode())

    assert b"ADR-0001#no-infra" in done.stdout, done.stderr.decode()


def test_selectors_and_the_first_survey_know_it(house, shop):
    rules = {"a": {"forbid": {"packages": ["pkg:generic/x"]}}, "b": {"forbid": {"imports": ["std:wish/time"]}}}
    record = {"id": "ADR-0002", "title": "Words", "status": "accepted", "date": "2026-01-01", "rules": rules}
    (shop / "docs/decisions/ADR-0002.yaml").write_text(json.dumps(record))

    done = run(house, shop, "lint")

    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    record["rules"]["b"]["forbid"]["imports"] = ["std:hope/time"]
    (shop / "docs/decisions/ADR-0002.yaml").write_text(json.dumps(record))
    assert run(house, shop, "lint").returncode == 2
    for path in (shop / "docs/decisions").iterdir():
        path.unlink()
    assert "wish (3 files)" in run(house, shop, "init").stdout.decode()


def test_the_entry_says_everything_the_shape_asks():
    from mneme_cli.languages import Language

    named = set(re.findall(r"^    (\w+)=", BLOCKS["wish.py"], re.MULTILINE))
    assert named == set(Language._fields) - set(Language._field_defaults)
