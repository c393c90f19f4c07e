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
        "tach.toml": 'source_roots = ["."]\nlayers = ["hi", "lo"]\n'
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

    assert [(row.who, row.said.source, row.said.target, row.reason.partition(" ")[2][:28]) for row in seen.rows] == [
        ("ours", "a/__init__.py", "b", "cannot_depend_on is never lo"),
        ("ours", "c/__init__.py", "a", "passes over the `else:` of T"),
        ("ours", "b/e.py", "d", "visibility is held against d"),
        ("same", "b/__init__.py", "a", ""),
    ]
