"""Rules that four projects have in other tools, imported: both tools agree, and what is planted is found at its line."""

from __future__ import annotations

import os
import shutil

import pytest

from mneme_cli.commands.importing import plan, write
from mneme_cli.commands.importing.verify import verify
from mneme_cli.pipeline.corpus import load, worktree
from tests.real.conftest import sdist
from tests.real.imported import Ground, near, planted
from tests.real.staged import DAY, git, introduced

GROUNDS = {
    ground.name + ground.source: ground
    for ground in (
        Ground("usethis", "0.22.0", ".importlinter", "src/", "src/usethis/_file/pyproject_toml", "usethis._core.badge", "usethis._version", "src/usethis/_ui/interface/badge.py"),
        Ground("kedro", "1.7.0", "pyproject.toml", "", "kedro/io", "kedro.framework.session.session", "kedro.halfway", "kedro/framework/session/__init__.py"),
        Ground("sqlfluff", "4.5.0", "pyproject.toml", "src/", "src/sqlfluff/core/helpers", "sqlfluff.cli.commands", "sqlfluff.halfway", "src/sqlfluff/__main__.py"),
        Ground("mcp-coder", "0.1.20", ".importlinter", "src/", "src/mcp_coder/utils", "mcp_coder.cli.main", "mcp_coder.halfway", "src/mcp_coder/__main__.py"),
        Ground("mcp-coder", "0.1.20", "tach.toml", "src/", "src/mcp_coder/utils", "mcp_coder.cli.main", "mcp_coder.halfway", "src/mcp_coder/__main__.py"),
    )
}  # fmt: skip

HIDES = {
    "kedropyproject.toml": ("kedro", "kedro.ipython"),
    "sqlfluffpyproject.toml": ("sqlfluff.core.formatter", "sqlfluff.core.linter"),
    "mcp-coder.importlinter": ("mcp_coder.utils.mcp_verification", "subprocess"),
}
"""An import that the contracts ignore, and that hides chains."""


@pytest.fixture(params=GROUNDS)
def ground(request, tmp_path, monkeypatch):
    """One project as a repository, and where to plant in it."""
    found = GROUNDS[request.param]
    root = tmp_path / found.name
    shutil.copytree(sdist(found.name, found.version), root, symlinks=True)
    git(root, "init", "-q", "-b", "main", "--template=")
    git(root, "add", "-Af", ".")
    git(root, "commit", "-qm", "sdist", "--no-verify")
    if found.source == "tach.toml":
        monkeypatch.setenv("PATH", request.getfixturevalue("tach") + os.pathsep + os.environ["PATH"])
    monkeypatch.chdir(root)
    return found, str(root)


@pytest.mark.real
def test_both_tools_say_the_same_of_the_sources_as_published(ground):
    found, root = ground
    corpus = load(root, DAY)
    made = plan(root, worktree(root), corpus, found.source)

    seen = verify(root, made, corpus)

    assert seen.ran
    assert seen.problems == ()
    assert {(held.theirs, held.ours) for held in seen.contracts} == {("kept", "kept")}
    assert seen.rows == ()
    hides = {hidden.ignored[1:3] for hidden in seen.hidden}
    assert (found.name + found.source in HIDES) == bool(hides)
    assert HIDES.get(found.name + found.source) in {*hides, None}
    assert [row for row in made.rows if row.how == "not importable"] == [
        row for row in made.rows if row.what == "root_package_paths"
    ]


@pytest.mark.real
def test_ten_breaches_are_found_at_their_lines_and_ten_near_misses_are_none(ground):
    found, root = ground
    corpus = load(root, DAY)
    write(root, plan(root, worktree(root), corpus, found.source), corpus)
    git(root, "add", "-Af", ".")
    git(root, "commit", "-qm", "decisions", "--no-verify")
    with open(os.path.join(root, found.legal), encoding="utf-8") as file:
        legal = file.read().replace("from .session import", f"from {found.high} import")
    forms, alike = planted(found, legal), near(found)
    texts = {f"{found.low}/planted_{form}.py": text for form, (text, _) in forms.items()}
    texts |= {f"{found.low}/near_{form}.py": text for form, text in alike.items()}
    texts |= {f"{found.low}/near_{found.high.rpartition('.')[2]}.py": "", neutral(found): f"import {found.high}\n"}
    git(root, "rm", "-q", found.legal)
    texts |= {found.legal: ""} if found.legal.endswith("__init__.py") else {}
    for path, text in texts.items():
        with open(os.path.join(root, path), "w", encoding="utf-8") as file:
            file.write(text)
    git(root, "add", "-Af", ".")

    lines = introduced(root)

    expected = {f"{found.low}/planted_{form}.py": line for form, (_, line) in forms.items()}
    if found.source == "tach.toml":  # tach leaves imports of types out, and so do the decisions
        assert lines.pop(f"{found.low}/planted_type_only.py", None) is None
        del expected[f"{found.low}/planted_type_only.py"]
    moved = f"{found.low}/planted_moved_file.py"
    assert expected[moved] in lines[moved]  # the rest of its text breaks the rules as well
    lines[moved] = {expected[moved]}
    assert {path: lines.get(path) for path in expected} == {path: {line} for path, line in expected.items()}
    assert [path for path in lines if "/near_" in path] == []
    assert {path for path in lines if path not in expected} <= {neutral(found)}

    with open(os.path.join(root, found.legal), "w", encoding="utf-8"):
        git(root, "add", "-Af", ".")  # import-linter refuses to look where a layer that it lists is gone
    compared(found, verify(root, plan(root, worktree(root), corpus, found.source), corpus), expected)


def compared(found, seen, expected):
    """See that both tools tell every breach but the one that only we can see, and why that is so."""
    assert {held.name for held in seen.contracts if held.theirs != held.ours} <= {"circles"}
    assert [row for row in seen.rows if row.who != "same" and not row.reason] == []
    told = {(as_file(found, row.said.source), row.said.line) for row in seen.rows if row.who == "same"}
    dynamic = f"{found.low}/planted_dynamic.py"
    assert {each for each in expected.items() if each not in told} == {(dynamic, expected[dynamic])}
    rows = [row for row in seen.rows if row.said.name != "circles" and as_file(found, row.said.source) == dynamic]
    assert {row.reason.partition(": ")[2] or row.reason for row in rows} == {
        "tach does not see modules that are imported by a function, with their name as text"
        if found.source == "tach.toml"
        else "a function imports it, with its name as text"
    }
    circles = {row.reason for row in seen.rows if row.said.name == "circles"}
    assert all(reason.startswith("tach looks for circles among declared") for reason in circles)
    assert bool(circles) == (found.source == "tach.toml")


def as_file(found, source):
    """Say a module as the file that was planted; tach names files itself."""
    return source if source.endswith(".py") else f"{found.root}{source.replace('.', '/')}.py"


def neutral(found):
    return found.root + found.neutral.replace(".", "/") + ".py"
