"""Names that are decomposed or no UTF-8: every tree has them, once, and reads them by their bytes."""

import os

from mneme_cli.evidence.changed import changed
from mneme_cli.evidence.disk import Disk
from mneme_cli.evidence.repository import find
from mneme_cli.evidence.stored import Commit, Index, Work
from mneme_cli.model.request import Request


def test_decomposed_names_are_asked_for_composed_and_read_by_their_bytes(repo):
    raw = "cafe\u0301/e\u0301.py"
    repo.commit(texts={raw: "1"})
    path = "caf\u00e9/\u00e9.py"
    here = find()
    for tree in (Disk(repo.root), Index(here), Work(here), Commit(here, "HEAD")):
        assert (tree.has(path), tree.read(path), list(tree.list("caf"))) == (True, b"1", [path]), type(tree)
        assert tree.folder("caf\u00e9")


def test_two_names_that_differ_in_normalisation_hide_neither(repo):
    repo.commit(texts={"e\u0301.py": "decomposed", "\u00e9.py": "composed"})
    here = find()
    for tree in (Disk(repo.root), Index(here), Work(here), Commit(here, "HEAD")):
        found = {path: tree.read(path) for path in tree.list()}
        assert found == {"\u00e9.py": b"composed", "e\u0301.py": b"decomposed"}, type(tree)


def test_names_that_are_no_utf8(repo):
    with open(os.fsencode(repo.root) + b"/b\xff.py", "wb") as file:
        file.write(b"1")
    repo.commit()
    here = find()
    for tree in (Index(here), Work(here), Commit(here, "HEAD"), Disk(repo.root)):
        assert list(tree.list()) == ["b\\xff.py"]
        assert tree.read("b\\xff.py") == b"1"


def test_a_new_file_whose_name_is_no_utf8_is_read(repo):
    repo.commit(texts={"literal\\xff.py": "2", "odd\\x.py": "3", "odd\\x8": "4"})
    for raw in (b"b\xff.py", b"gr\xc3\xbc\xff.py"):
        with open(os.fsencode(repo.root) + b"/" + raw, "wb") as file:
            file.write(b"1")
    seen = changed(find(), Request())
    assert [one.path for one in seen.changes] == ["b\\xff.py", "gr\u00fc\\xff.py"]
    for tree in (Work(find(), seen.local), Disk(repo.root)):
        assert [tree.read(one.path) for one in seen.changes] == [b"1", b"1"]
        assert (tree.read("literal\\xff.py"), tree.read("odd\\x.py"), tree.read("odd\\x8")) == (b"2", b"3", b"4")
