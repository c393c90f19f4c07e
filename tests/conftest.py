"""What every test may have: a scratch repository in a scrubbed environment."""

from __future__ import annotations

import pytest

from tests.repo import Repo, scrub


@pytest.fixture
def clean(monkeypatch, tmp_path):
    """Scrub the environment: no HOME, no GIT_*, fixed author, dates and language."""
    scrub(monkeypatch, tmp_path / "home")


@pytest.fixture
def repo(clean, tmp_path, monkeypatch):
    """An empty repository on main, which is also the working directory: `repo.write`, `.stage`, `.commit`, `.git`."""
    made = Repo.make(tmp_path / "repo")
    monkeypatch.chdir(made.root)
    return made
