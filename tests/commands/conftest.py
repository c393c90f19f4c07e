"""The shop of the examples as a scratch repository, and the command line as people type it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from mneme_cli.cli.app import run

SHOP = Path(__file__).parents[2] / "examples" / "shop"
AS_OF = "2026-06-01"


@pytest.fixture
def mneme(capsys, monkeypatch):
    """Run a command line in this process; return its exit code and what it wrote to both streams."""
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "CI"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("MNEME_AS_OF", AS_OF)

    def typed(*argv):
        capsys.readouterr()
        code = run(argv)
        said = capsys.readouterr()
        return code, said.out, said.err

    return typed


@pytest.fixture
def shop(repo):
    """The example shop, committed on main."""
    files = {str(path.relative_to(SHOP)): path.read_bytes() for path in SHOP.rglob("*") if path.is_file()}
    repo.commit("shop", {name: text for name, text in files.items() if "__pycache__" not in name})
    return repo


@pytest.fixture
def branch(shop):
    """A branch of the shop, so that the base branch stays where it is."""
    shop.git("checkout", "-q", "-b", "feature")
    return shop


@pytest.fixture
def clinic(shop, monkeypatch, tmp_path):
    """The shop, a PATH with mneme and the system's own programs, and a HOME of its own."""
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "mneme").write_text(f'#!/bin/sh\nexec "{os.path.dirname(sys.executable)}/mneme" "$@"\n')
    (programs / "mneme").chmod(0o755)
    monkeypatch.chdir(shop.root)
    monkeypatch.setenv("PATH", os.pathsep.join([str(programs), "/usr/bin", "/bin"]))
    for name in ("CODEX_HOME", "CLAUDE_CONFIG_DIR", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    shop.programs = programs
    return shop
