"""Rules that four projects have in other tools, imported: both tools agree, and what is planted is found at its line."""

from __future__ import annotations

import os
import shutil

import pytest

from mneme_cli.commands.importing import plan, write
from mneme_cli.commands.importing.verify import verify
from mneme_cli.pipeline.corpus import load, worktree
from tests.real.conftest import also, sdist
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


@pytest.fixture(params=also(GROUNDS, ("usethis.importlinter", "mcp-codertach.toml")))
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
    assert [row for row in seen.rows if row.who != "same" and not row.reason] == []
    assert {row.reason.split(";")[0] for row in seen.rows} <= {
        "tach looks for circles among declared dependencies only"
    }
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
    seen = verify(root, plan(root, worktree(root), corpus, found.source), corpus)
    silent = {row.reason.partition(":")[0] for row in seen.rows if row.who != "same"}
    dumb = "tach finds nothing at all in some runs while `exclude` names a file that is there" in silent
    assert sum(row.who == "same" for row in seen.rows) >= 7 or dumb
    assert not dumb or found.source == "tach.toml"  # one run in two: src/mcp_coder/__main__.py is there and excluded
    assert [row for row in seen.rows if row.who != "same" and not row.reason] == []


def neutral(found):
    return found.root + found.neutral.replace(".", "/") + ".py"
