"""What tach is silent about, and the reason that is given for it."""

from __future__ import annotations

import os

import pytest

from mneme_cli.commands.importing import plan
from mneme_cli.commands.importing.verify import verify
from mneme_cli.pipeline.corpus import load, worktree
from tests.real.staged import DAY, git


@pytest.mark.real
def test_what_tach_is_silent_about(tmp_path, monkeypatch, tach):
    files = {
        "tach.toml": 'source_roots = ["."]\nlayers = ["hi", "lo"]\nforbid_circular_dependencies = true\n'
        '[[modules]]\npath = "a"\nlayer = "hi"\ncannot_depend_on = ["b"]\n[[modules]]\npath = "b"\nlayer = "lo"\n'
        '[[modules]]\npath = "c"\ndepends_on = []\n[[modules]]\npath = "d"\nvisibility = ["a"]\n',
        "a/__init__.py": "import b\n",
        "b/__init__.py": "import a\n",
        "c/__init__.py": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import b\nelse:\n    import a\n",
        "d/__init__.py": "",
        "b/e.py": "import d\n",
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)
    git(str(tmp_path), "init", "-q", "-b", "main", "--template=")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", tach + os.pathsep + os.environ["PATH"])
    corpus = load(str(tmp_path), DAY)

    seen = verify(str(tmp_path), plan(str(tmp_path), worktree(str(tmp_path)), corpus, "tach.toml"), corpus)

    assert [(row.who, row.said.name, row.said.source, row.said.target, row.reason) for row in seen.rows] == [
        (
            "ours",
            "a",
            "a/__init__.py",
            "b",
            "tach never looks at cannot_depend_on where a layer allows the import, and hi may import lo",
        ),
        ("ours", "c", "c/__init__.py", "a", "tach passes over the `else:` of TYPE_CHECKING, which is what runs"),
        ("ours", "circles", "a/__init__.py", "b", DECLARED),
        ("ours", "circles", "b/__init__.py", "a", DECLARED),
        (
            "ours",
            "d",
            "b/e.py",
            "d",
            "tach holds visibility against declared dependencies, not against imports, and b does not declare d",
        ),
        ("same", "layers", "b/__init__.py", "a", ""),
    ]
    assert ("layers", "broken", "broken") in seen.contracts
    assert ("circles", "kept", "broken") in seen.contracts


DECLARED = "tach looks for circles among declared dependencies only, and what is declared leads in none through this"


@pytest.mark.real
def test_tach_is_asked_until_it_has_seen_by_each_of_two_roots(tmp_path, monkeypatch, tach):
    files = {
        "tach.toml": 'source_roots = ["src", "."]\n[[modules]]\npath = "a"\ndepends_on = []\n[[modules]]\npath = "b"\n',
        "src/a/__init__.py": "import b\n",
        "src/b/__init__.py": "",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    git(str(tmp_path), "init", "-q", "-b", "main", "--template=")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", tach + os.pathsep + os.environ["PATH"])
    corpus = load(str(tmp_path), DAY)

    seen = verify(str(tmp_path), plan(str(tmp_path), worktree(str(tmp_path)), corpus, "tach.toml"), corpus)

    assert "(12 times: its source roots . and src overlap" in seen.ran
    assert [(row.who, row.said[:4]) for row in seen.rows] == [("same", ("a", "src/a/__init__.py", "b", 1))]


PACKAGES = """from flask import (
    Flask,
    json,
)
import typer  # tach-ignore
import typer.main
import numpy
import tomli
import rich.box  # tach-ignore
import loose.x
"""


@pytest.mark.real
def test_tach_is_asked_about_packages_and_about_files_in_no_module(tmp_path, monkeypatch, tach):
    files = {
        "tach.toml": 'source_roots = ["."]\nroot_module = "forbid"\n[[modules]]\npath = "a"\ndepends_on = []\n'
        'depends_on_external = ["requests"]\n[[modules]]\npath = "b"\ncannot_depend_on_external = ["flask"]\n'
        '[external]\nexclude = ["tomli"]\n',
        "pyproject.toml": '[project]\nname = "x"\nversion = "0"\n'
        'dependencies = ["requests", "flask", "typer", "rich", "attrs"]\n',
        "a/__init__.py": PACKAGES,
        "b/__init__.py": "import requests\nimport flask\nimport rich\n",
        "loose/__init__.py": "",
        "loose/x.py": "import a\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    git(str(tmp_path), "init", "-q", "-b", "main", "--template=")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", tach + os.pathsep + os.environ["PATH"])
    corpus = load(str(tmp_path), DAY)

    seen = verify(str(tmp_path), plan(str(tmp_path), worktree(str(tmp_path)), corpus, "tach.toml"), corpus)

    assert seen.ran == "tach check --output json; tach check-external"
    assert [(row.who, *row.said[:4], row.reason[:40]) for row in seen.rows] == [
        ("ours", "a", "a/__init__.py", "numpy", 7, "tach tells an import once, and has told "),
        ("ours", "a", "a/__init__.py", "rich", 9, "tach leaves it out for the comment `# ta"),
        ("ours", "covered", "loose/__init__.py", "", 1, "tach asks it of imports, and loose/__ini"),
        ("ours", "covered", "loose/x.py", "", 1, "tach tells what loose/x.py imports of a "),
        ("same", "a", "a/__init__.py", "<root>", 10, ""),
        ("same", "a", "a/__init__.py", "flask", 2, ""),
        ("same", "a", "a/__init__.py", "typer", 6, ""),
        ("same", "b", "b/__init__.py", "flask", 2, ""),
        ("theirs", "<root>", "loose/x.py", "a", 1, "not importable: tach tells what a file i"),
        ("theirs", "undeclared packages", "a/__init__.py", "numpy", 7, "not importable: tach asks it of every im"),
        ("theirs", "unused packages", "package 'x'", "attrs", 0, "not importable: tach asks it of every pa"),
    ]
