"""Patches: every wrapper a client sends, hunks as lenient as the clients are, and a time that grows with the lines."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mneme_cli.evidence.edit.hunks import applied
from mneme_cli.evidence.edit.patch import read
from mneme_cli.model.event import Edit

TEXT = "import os\n\n\nclass A:\n    def f(self):\n        return 1\n\n\nclass B:\n    def f(self):\n        return 1\n"


def envelope(*lines):
    return "\n".join(["*** Begin Patch", *lines, "*** End Patch"])


def test_an_envelope_with_several_files():
    text = envelope(
        *("*** Add File: new.py", "+import os", "+", "+x = 1"),
        "*** Delete File: old.py",
        *("*** Update File: a.py", "*** Move to: b.py", "@@ class A", "-x", "+y"),
        *("*** Update File: c.py", "@@", " x", "+y"),
    )

    assert read(text) == (
        Edit(path="new.py", how="whole", text="import os\n\nx = 1\n"),
        Edit(path="old.py", how="delete"),
        Edit(path="a.py", how="hunks", text="@@ class A\n-x\n+y\n", to="b.py"),
        Edit(path="c.py", how="hunks", text="@@\n x\n+y\n"),
    )


@pytest.mark.parametrize(
    "wrapped",
    [
        "{}",
        "{}\n",
        "apply_patch <<'EOF'\n{}\nEOF\n",
        "bash -lc \"apply_patch <<'PATCH'\n{}\nPATCH\"",
        "\n\n{}\n\n",
        "```\n{}\n```",
    ],
)
def test_what_is_written_around_an_envelope_is_passed_over(wrapped):
    text = wrapped.format(envelope("*** Add File: a.py", "+import os"))

    assert read(text) == (Edit(path="a.py", how="whole", text="import os\n"),)
    assert read(text.replace("\n", "\r\n")) == read(text)


def test_a_unified_diff():
    text = (
        "diff --git a/x.py b/x.py\nindex 1..2 100644\n--- a/x.py\n+++ b/x.py\n@@ -1,2 +1,2 @@ def f\n a\n--- b\n+++ c\n"
        "--- a/y.py\n+++ b/z.py\n@@ -1 +1 @@\n-a\n+b\n\\ No newline at end of file\n"
        "--- /dev/null\n+++ b/n.py\t2026-01-01\n@@ -0,0 +1,2 @@\n+import os\n+\n"
        "--- a/d.py\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n"
    )

    assert read(text) == (
        Edit(path="x.py", how="hunks", text="@@ -1,2 +1,2 @@ def f\n a\n--- b\n+++ c\n", to="x.py"),
        Edit(path="y.py", how="hunks", text="@@ -1 +1 @@\n-a\n+b\n\\ No newline at end of file\n", to="z.py"),
        Edit(path="n.py", how="whole", text="import os\n\n"),
        Edit(path="d.py", how="delete"),
    )
    assert applied("a\n-- b\nz\n", read(text)[0].text) == ("a\n++ c\nz\n", True)


def test_hunks_alone_need_a_path():
    assert read("@@\n-a\n+b\n", "x.py") == (Edit(path="x.py", how="hunks", text="@@\n-a\n+b\n\n"),)
    assert read("nothing at all") == ()


@pytest.mark.parametrize(
    ("patch", "expected"),
    [
        ("@@\n-import os\n+import sys\n", TEXT.replace("import os", "import sys")),
        ("@@ class B:\n     def f(self):\n-        return 1\n+        return 2\n", TEXT[:-2] + "2\n"),
        ("@@ class B:\n@@     def f(self):\n-        return 1\n+        return 2\n", TEXT[:-2] + "2\n"),
        ("@@\n-        return 1\n+        return 2\n*** End of File\n", TEXT[:-2] + "2\n"),
        ("@@ class Gone:\n-import os\n+import sys\n", TEXT.replace("import os", "import sys")),
        ("-import os\n+import sys\n", TEXT.replace("import os", "import sys")),
        ("@@\n+x = 1\n", TEXT + "x = 1\n"),
        ("@@\n-import os\n\n \n class A:\n", TEXT.removeprefix("import os\n")),
        ("@@ class B:\n-    def f(self):\n-        return 1\n \n", TEXT.rpartition("    def")[0]),
        ("@@\n+# first\n import os\n@@ class B:\n+    x = 1\n     def f(self):\n",
         "# first\n" + TEXT.replace("class B:\n", "class B:\n    x = 1\n")),
        ("@@\n+# last\n@@\n-import os\n", TEXT.removeprefix("import os\n") + "# last\n"),
    ],
)  # fmt: skip
def test_where_a_hunk_goes(patch, expected):
    assert applied(TEXT, patch) == (expected, True)


@pytest.mark.parametrize(
    ("there", "said"),
    [
        ("x = 1", "x = 1"),
        ("x = 1   ", "x = 1"),
        ("    x = 1", "x = 1"),
        ("x = 'a’s' — “b”\u00a0", "x = 'a's' - \"b\" "),
    ],
)
def test_a_line_is_recognised_in_four_passes(there, said):
    assert applied(f"a\n{there}\nb\n", f"@@\n-{said}\n+y\n") == ("a\ny\nb\n", True)


def test_a_stricter_place_goes_before_a_nearer_one():
    assert applied("  x\nx\n", "@@\n-x\n+y\n") == ("  x\ny\n", True)


def test_kept_lines_are_those_of_the_file():
    assert applied("  a  \nb\n", "@@\n a\n-b\n+c\n") == ("  a  \nc\n", True)


def test_what_has_no_place_is_appended_and_said():
    assert applied("a\n", "@@\n-b\n+import os\n@@\n-a\n+c\n") == ("c\nimport os\n", False)
    assert applied("a\n", "@@\n-b\n") == ("a\n", False)
    assert applied("", "@@\n-b\n+c\n") == ("c\n", False)


LINES = st.lists(st.sampled_from(["", "a", "b", "c = 1", "  d", "\tx", "é", "-- x", "++ y", "@ z"]), max_size=8)


@st.composite
def changes(draw):
    """Draw a text and a patch of it: runs of kept, removed and added lines, in hunks with all that lies between."""
    old, new, patch = [], [], []
    for _ in range(draw(st.integers(1, 4))):
        kept, gone, added = draw(LINES), draw(LINES), draw(LINES)
        old += [*kept, *gone]
        new += [*kept, *added]
        patch += [*(f" {line}" for line in kept), *(f"-{line}" for line in gone), *(f"+{line}" for line in added)]
    return old, new, patch


def joined(lines):
    return "".join(f"{line}\n" for line in lines)


@given(changes(), st.lists(st.text("uvw", max_size=3), max_size=5))
def test_a_patch_of_two_texts_makes_the_second_of_the_first(change, around):
    """Around the hunk stand lines that it does not have, so there is one place for it."""
    old, new, patch = change
    ahead = [f"before {line}" for line in around]
    behind = [f"after {line}" for line in around]
    if not old:
        assert applied(joined(ahead), joined(["@@", *patch])) == (joined([*ahead, *new]), True)
        return

    text = joined(["@@", *(f" {line}" for line in ahead[-3:]), *patch, *(f" {line}" for line in behind[:3])])

    assert applied(joined([*ahead, *old, *behind]), text) == (joined([*ahead, *new, *behind]), True)


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=40), st.integers(0, 2))
def test_several_hunks_with_little_context_find_their_places(marks, context):
    """Lines are all different, so hunks of any context are unique."""
    old = [f"line {number}" for number in range(len(marks))]
    new, patch, last = [], [], -1
    for number, (gone, more) in enumerate(marks):
        if gone or more:
            start = max(number - context, last + 1)
            patch += ["@@", *(f" {line}" for line in old[start:number])]
            patch += [f"-{old[number]}" if gone else f" {old[number]}", *(["+new"] * more)]
            last = number
        new += [*([] if gone else [old[number]]), *(["new"] * more)]

    assert applied(joined(old), joined(patch)) == (joined(new), True)


def cpu(work):
    start = time.process_time()
    work()
    return time.process_time() - start


@pytest.mark.parametrize(
    ("text", "patch"),
    [
        ([f"x{n}" for n in range(40_000)], [*(f"-x{n}" for n in range(40_000)), *(f"+y{n}" for n in range(40_000))]),
        (["x"] * 40_000, [*([" x"] * 20_000), "-y"]),
        (["x", "y"] * 20_000, [line for _ in range(2_000) for line in ("@@", " x", "-y", "+z")]),
        (["{", "}"] * 1_000, [line for n in range(2_000) for line in ("@@", " {", " {", f"+{n}")]),
    ],
)
def test_time_grows_with_the_lines_alone(text, patch):
    assert cpu(lambda: applied(joined(text), joined(["@@", *patch]))) < 1
