"""W-BLIND: who bans imports in files of a language that nobody reads is told so."""

from __future__ import annotations

import pytest

from tests.commands.ask import mneme

HEAD = "id: ADR-0001\ntitle: T\nstatus: accepted\ndate: 2026-01-01\nrules:\n  r:\n"
BAN = HEAD + "    forbid:\n      imports: [src/b.go]\n    in: ['src/**']\n"
TEXT = HEAD + "    forbid:\n      text: fmt\n    in: ['src/**']\n"
CALLS = HEAD + "    forbid:\n      calls: [eval]\n    in: ['src/**']\n"
PLACE = "docs/decisions/ADR-0001-t.yaml"
GO = {"src/a.go": "package main\n", "src/b.go": "package main\n"}


@pytest.fixture
def said(repo, monkeypatch):
    """What lint and check say of some files under a decision."""
    monkeypatch.chdir(repo.path)

    def told(files):
        repo.commit("files", files)
        return mneme("lint").out.decode(), mneme("check", "--all").out.decode()

    return told


@pytest.mark.parametrize("rule", [BAN, CALLS])
def test_a_rule_on_code_that_sees_none_is_said(said, rule):
    for out in said({PLACE: rule, **GO}):
        words = " ".join(out.split())
        assert "W-BLIND docs/decisions/ADR-0001-t.yaml:6:3" in words
        assert "ADR-0001#r looks at code, and no file that it speaks of is in a language that is read" in words
        assert "such as src/a.go" in words


@pytest.mark.parametrize(
    "files",
    [
        {PLACE: TEXT, **GO},  # every file has a text
        {PLACE: BAN, **GO, "src/c.py": ""},  # one that is read is enough
    ],
)
def test_a_rule_that_sees_something_is_not(said, files):
    assert not [out for out in said(files) if "W-BLIND" in out]
