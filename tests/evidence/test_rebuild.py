"""Edits laid over files: endings survive, old text is unique, moves are a delete and an add."""

import pytest

from mneme_cli.evidence.disk import Disk
from mneme_cli.evidence.edit.unfold import unfold
from mneme_cli.evidence.rebuild import changes, rebuild
from mneme_cli.model.event import Edit
from mneme_cli.model.fact import Blob, Change

WORK = Blob(work=True)


def rebuilt(root, *edits):
    parts = {}
    for edit in unfold(edits, str(root)).edits:
        name = edit.path.removeprefix(f"{root}/")
        parts[name] = (*parts.get(name, ()), edit)
    drafts = rebuild(parts, Disk(str(root)))
    return changes(drafts), {path: draft.text for path, draft in drafts.items()}


def after(root, *edits):
    """Return the text of the one file that is edited, and whether it is sure."""
    (change,), texts = rebuilt(root, *edits)
    return texts[change.path], change.sure


@pytest.mark.parametrize(
    ("text", "edit", "made", "sure"),
    [
        (b"a\nb\n", {"old": "b", "text": "c"}, b"a\nc\n", True),
        (b"a\r\nb\r\n", {"old": "a\nb", "text": "c\nd"}, b"c\r\nd\r\n", True),
        (b"a\r\nb\r\n", {"old": "a\r\nb", "text": "c"}, b"c\r\n", True),
        (b"a\nb\r\nc\n", {"old": "a\nb", "text": "d"}, b"d\r\nc\n", True),
        (b"\xef\xbb\xbfa\n", {"old": "a", "text": "c"}, b"\xef\xbb\xbfc\n", True),
        (b"\xff a\n", {"old": "a", "text": "\udc80\ud800"}, b"\xff \xed\xb2\x80\xed\xa0\x80\n", True),
        (b"a a\n", {"old": "a", "text": "c"}, b"c a\n", False),
        (b"a a\n", {"old": "a", "text": "c", "every": True}, b"c c\n", True),
        (b"a\n", {"old": "b", "text": "c"}, b"a\n\nc", False),
        (b"a\n", {"old": "", "text": "c"}, b"a\n\nc", False),
        (b"", {"old": "", "text": "c"}, b"c", True),
    ],
)
def test_a_replacement(tmp_path, text, edit, made, sure):
    (tmp_path / "a.py").write_bytes(text)

    assert after(tmp_path, Edit(path="a.py", how="replace", **edit)) == (made, sure)


def test_an_empty_old_text_makes_a_file(tmp_path):
    assert after(tmp_path, Edit(path="a.py", how="replace", text="c")) == (b"c", True)
    assert after(tmp_path, Edit(path="a.py", how="replace", old="x", text="c")) == (b"c", False)


def test_several_edits_of_one_file_in_their_order(tmp_path):
    (tmp_path / "a.py").write_text("a\n")
    edits = [Edit(path="a.py", how="replace", old=old, text=new) for old, new in ("ab", "bc")]

    assert after(tmp_path, *edits) == (b"c\n", True)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_patch_keeps_line_ends_and_marks(tmp_path, mark):
    (tmp_path / "a.py").write_bytes(mark + b"import os\r\nx = 1\r\n")
    patch = "*** Begin Patch\n*** Update File: a.py\n@@\n-import os\n+import sys\n x = 1\n*** End Patch"

    assert after(tmp_path, Edit(path="", how="patch", text=patch)) == (mark + b"import sys\r\nx = 1\r\n", True)


def test_a_patch_that_does_not_fit_is_derived(tmp_path):
    (tmp_path / "a.py").write_text("x\n")
    patch = "*** Begin Patch\n*** Update File: a.py\n@@\n-y\n+import os\n*** End Patch"

    assert after(tmp_path, Edit(path="", how="patch", text=patch)) == (b"x\nimport os\n", False)


def test_a_file_that_moves_is_deleted_and_added(tmp_path):
    (tmp_path / "a.py").write_text("x\n")
    patch = "*** Begin Patch\n*** Update File: a.py\n*** Move to: b/c.py\n@@\n-x\n+y\n*** End Patch"

    changes, texts = rebuilt(tmp_path, Edit(path="", how="patch", text=patch))

    assert changes == (
        Change(path="a.py", op="delete", before=WORK),
        Change(path="b/c.py", op="add", after=WORK, was="a.py"),
    )
    assert texts == {"a.py": None, "b/c.py": b"y\n"}


def test_moved_and_copied_by_the_shell(tmp_path):
    (tmp_path / "a.py").write_text("x\n")

    changes, texts = rebuilt(tmp_path, Edit(path="", how="shell", text="cp a.py c.py && git mv a.py b.py"))

    assert [(change.path, change.op, change.was, change.sure) for change in changes] == [
        ("a.py", "delete", "", True),
        ("b.py", "add", "a.py", True),
        ("c.py", "add", "a.py", True),
    ]
    assert texts == {"a.py": None, "b.py": b"x\n", "c.py": b"x\n"}


def test_a_copy_from_outside(tmp_path):
    inside = tmp_path / "repo"
    inside.mkdir()
    (tmp_path / "a.py").write_text("import os\n")

    assert after(inside, Edit(path="", how="shell", text="cp ../a.py b.py")) == (b"import os\n", True)
    assert after(inside, Edit(path="", how="shell", text="cp ../none.py b.py")) == (b"", False)
    assert after(inside, Edit(path="", how="shell", text="cp /dev/zero b.py")) == (b"", False)


def test_what_nobody_can_tell_stays_as_it_is(tmp_path):
    (tmp_path / "a.py").write_text("x\n")

    assert after(tmp_path, Edit(path="", how="shell", text="perl -pi -e 's/x+/y/' a.py")) == (b"x\n", False)
    assert after(tmp_path, Edit(path="", how="shell", text="make > new.py")) == (b"", False)


def test_a_file_that_is_deleted(tmp_path):
    (tmp_path / "a.py").write_text("x\n")

    assert rebuilt(tmp_path, Edit(path="", how="shell", text="rm a.py gone.py")) == (
        (Change(path="a.py", op="delete", before=WORK),),
        {"a.py": None},
    )


@pytest.mark.parametrize(
    ("command", "made", "sure"),
    [
        ("sed -i 's/pass/eval(x)/' a.py", b"eval(x); pass\neval(x)\n", True),
        ("sed -i 's/pass/eval(x)/g' a.py", b"eval(x); eval(x)\neval(x)\n", True),
        ("echo x >> a.py", b"pass; pass\npass\nx\n", True),
        ("echo $x >> a.py", b"pass; pass\npass\n$x\n", False),
        ("touch a.py", b"pass; pass\npass\n", True),
        ("> a.py", b"", True),
        ("cat <<'E' >> a.py\n  y\nE", b"pass; pass\npass\n  y\n", True),
        ("rm a.py && echo x > a.py", b"x\n", True),
    ],
)
def test_what_the_shell_does_to_a_file(tmp_path, command, made, sure):
    (tmp_path / "a.py").write_text("pass; pass\npass\n")

    assert after(tmp_path, Edit(path="", how="shell", text=command)) == (made, sure)
