"""An organisation's repository with one final rule, and a repository that extends it."""

from __future__ import annotations

import pytest

from tests.repo import Repo

HERE = ".mneme/vendor/org"
ADR = "docs/decisions/ADR-1-http.yaml"
FINAL = """\
id: ADR-1
title: One HTTP client
status: accepted
date: 2026-01-01
rules:
  no-requests:
    forbid:
      packages: [requests]
    level: final
    may_be_empty: true
    say: Use httpx.
"""
CONFIG = """\
# what holds here
approvers:
  - ana

extends:
  # the organisation's
  - name: org   # everybody takes it
    git: {url}
    commit: {commit}

base: main  # and no other
"""


@pytest.fixture
def org(tmp_path, repo):
    """The organisation's repository: decisions beside code that is nobody's business."""
    made = Repo.make(tmp_path / "org")
    made.commit("one", {ADR: FINAL, "mneme.yaml": "components:\n  web: src/web/**\n", "setup.py": "raise SystemExit\n"})
    return made


def head(repo):
    return repo.git("rev-parse", "HEAD")


def app(place, org, url="../org"):
    """A repository that extends the organisation's."""
    made = Repo.make(place)
    made.commit("app", {"mneme.yaml": CONFIG.format(url=url, commit=head(org)), "src/a.py": "import json\n"})
    return made


@pytest.fixture
def taker(tmp_path, org, monkeypatch):
    made = app(tmp_path / "app", org)
    monkeypatch.chdir(made.path)
    return made
