"""Where a command stands: the day, the root, the files that are tracked."""

import subprocess

import pytest

from mneme_cli.cli import repository
from mneme_cli.errors import MnemeError
from mneme_cli.model import day
from tests.cli.shared_corpus import put


def test_the_clock_is_an_input(monkeypatch):
    monkeypatch.setenv("MNEME_AS_OF", "2026-01-02")
    assert repository.as_of() == day.parse("2026-01-02")
    assert repository.as_of("2026-01-01") == day.parse("2026-01-01")
    monkeypatch.delenv("MNEME_AS_OF")
    today = repository.as_of()
    assert repository.as_of(day.show(today + 1)) == today + 1
    with pytest.raises(MnemeError, match="ahead of this machine"):
        repository.as_of(day.show(today + 2))


def test_the_root_is_found_from_below(tmp_path, monkeypatch):
    put(str(tmp_path), {"mneme.yaml": "", "a/b/c.py": ""})
    monkeypatch.chdir(tmp_path / "a" / "b")
    assert repository.root() == str(tmp_path)


def test_tracked_files_with_and_without_git(tmp_path):
    here = str(tmp_path)
    put(here, {"a.py": "", "odd\nname.py": "", "venv/x.py": "", ".gitignore": "venv\n", "node_modules/y.js": ""})
    assert repository.tracked(here) == (".gitignore", "a.py", "odd\nname.py", "venv/x.py")
    subprocess.run(["git", "init", "-q", here], check=True)
    assert repository.tracked(here) == (".gitignore", "a.py", "node_modules/y.js", "odd\nname.py")
