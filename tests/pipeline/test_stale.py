"""What was kept of an earlier run is not believed when the tree, or what is asked, has become another since."""

from __future__ import annotations

import os

import pytest

from tests.commands.ask import mneme, quick

ADR = "docs/decisions/ADR-1.yaml"
DIRECT = """\
id: ADR-1
title: T
status: accepted
date: 2026-01-01
rules:
  r:
    forbid:
      imports:
        - lib/**
    in:
      - app/**
    may_be_empty: true
"""
CHAIN = DIRECT.replace("imports:", "reaches:")
MANY = {f"app/m{number}.py": f"Q = {number}\n" for number in range(30)}  # enough for the graph to be asked


def found(said):
    return [(one["rule"], one["path"]) for one in said.page["findings"]]


def check(*argv):
    return quick("check", *argv, "--format", "json")


@pytest.mark.parametrize(
    "new",
    [
        {"lib/pack/__init__.py": "", "lib/pack/db.py": "D = 1\n"},
        {"lib/pyproject.toml": '[project]\nname = "p"\n', "lib/src/pack/db.py": "D = 1\n"},
    ],
)
def test_a_new_package_in_a_folder_that_held_no_code_is_ours_at_once(repo, new):
    repo.commit("app", {ADR: DIRECT, "lib/readme.md": "x", "app/main.py": "import pack.db\n"})
    assert found(check()) == []
    repo.write(new)
    assert found(check()) == [("ADR-1#r", "app/main.py")]
    repo.stage()
    assert found(check("--staged")) == [("ADR-1#r", "app/main.py")]


@pytest.mark.parametrize("path", ["mneme.yaml", ADR])
def test_a_proposed_decision_or_setting_is_compiled(repo, path):
    repo.commit("app", {ADR: DIRECT, "mneme.yaml": "components: {}\n", "app/main.py": "x = 1\n"})
    assert check().code == 0
    text = (repo.path / path).read_text() + "nonsense: 1\n"
    said = mneme("check", "--stdin-path", path, "--format", "json", given=text.encode())
    assert [one["path"] for one in said.page["problems"] if one["code"] == "E-SCHEMA"] == [path]
    assert said.code == 2


def test_an_edit_of_the_same_size_whose_time_was_set_back_is_seen(repo):
    repo.commit(
        "app", {ADR: CHAIN, "lib/db.py": "D = 1\n", "other.py": "x = 1\n", **MANY, "app/main.py": "import other\n"}
    )
    repo.write({"other.py": "import lib.dX\n"})
    os.utime(repo.path / "other.py", (1, 1))
    assert found(check("--all")) == []
    repo.write({"other.py": "import lib.db\n"})
    os.utime(repo.path / "other.py", (1, 1))
    assert found(check("--all")) == [("ADR-1#r", "app/main.py")]


def test_a_decision_of_the_same_size_whose_time_was_set_back_is_compiled(repo):
    repo.commit("app", {ADR: DIRECT, "lib/db.py": "D = 1\n", "app/main.py": "import lib.db\n"})
    repo.write({ADR: DIRECT.replace("- lib/**", "- lab/**")})
    os.utime(repo.path / ADR, (1, 1))
    assert found(check("--all")) == []
    repo.write({ADR: DIRECT})
    os.utime(repo.path / ADR, (1, 1))
    assert found(check("--all")) == [("ADR-1#r", "app/main.py")]


def test_the_index_of_a_hook_has_a_graph_of_its_own(repo):
    """`git commit -a` and `git commit PATH` run hooks with an index of their own."""
    repo.write({".git/info/exclude": "made.py\n"})
    repo.commit("app", {ADR: CHAIN, "lib/db.py": "D = 1\n", **MANY, "app/main.py": "import made\n"})
    repo.write({"made.py": "import lib.db\n"})
    repo.git("read-tree", "HEAD", GIT_INDEX_FILE=".git/next")
    repo.git("add", "-f", "made.py", GIT_INDEX_FILE=".git/next")
    assert found(check("--all")) == []
    assert found(mneme("check", "--all", "--format", "json", GIT_INDEX_FILE=".git/next")) == [
        ("ADR-1#r", "app/main.py")
    ]
