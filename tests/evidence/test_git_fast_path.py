"""What a hook and a staged check import to talk to git: a set, not a stopwatch."""

import os
import subprocess
import sys

SLOW = {
    *(
        "typer",
        "rich",
        "networkx",
        "yaml",
        "jsonschema",
        "git",
        "typing",
        "dataclasses",
        "json",
        "pathlib",
        "subprocess",
    ),
    *("re", "collections", "enum", "functools", "contextlib", "abc", "collections.abc"),
}
BARE = {"abc"}  # the interpreter's own start imports it


def run(repo, code):
    top = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    code = f"import sys; sys.path.insert(0, {top!r}); {code}; print(*sorted(sys.modules))"
    said = subprocess.run(
        [sys.executable, "-I", "-S", "-E", "-c", code], cwd=repo.root, capture_output=True, check=True
    )
    return set(said.stdout.decode().split())


def test_every_question_of_a_check_stays_fast(repo):
    repo.commit(texts={"a.py": "1", "gr\u00fc\u00df.py": "1", ".gitattributes": "*.py -linguist-generated"})
    repo.stage({"a.py": "2"}).write({"b.py": "3"})
    code = (
        "from mneme_cli.evidence import changed, incoming, marks, repository, stored, undone\n"
        "from mneme_cli.model.request import MODES, Request\n"
        "here = repository.find()\n"
        "for mode in ('worktree', 'staged', 'all', 'paths'):\n"
        "    seen = changed.changed(here, Request(mode=mode, paths=('a.py',)))\n"
        "    tree = (stored.Index if mode == 'staged' else stored.Work)(here, seen.local or seen.changes)\n"
        "    before = undone.Undone(tree, seen.changes, tree.blobs.read)\n"
        "    assert [before.read(one.path) for one in seen.changes] in ([], [b'1'], [b'1', b''])\n"
        "    incoming.incoming(seen.changes, tree, lambda path: b'a', incoming.grep(here, 'work'))\n"
        "    assert marks.by_path(tree, tree.list()) == ()\n"
    )
    assert (run(repo, f"exec({code!r})") & SLOW) <= BARE


def test_a_hooks_disk_and_head_import_neither_os_nor_git_rooms(repo):
    repo.commit(texts={"a.py": "1"})
    code = (
        "from mneme_cli.evidence.disk import Disk; from mneme_cli.evidence.repository import find; "
        "from mneme_cli.evidence.refs import head; here = find(); assert head(here) and Disk(here.root).has('a.py')"
    )
    seen = run(repo, code)
    assert not seen & (SLOW - BARE)
    assert not seen & {
        "os",
        "mneme_cli.evidence.stored",
        "mneme_cli.evidence.listing",
        "unicodedata",
        "select",
        "hashlib",
    }
