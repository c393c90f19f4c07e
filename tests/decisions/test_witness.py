"""jsonschema is the second witness of shape: silent where our reader is right, and a problem of ours where it is not."""

from __future__ import annotations

import sys

import pytest

from mneme_cli.decisions import witness
from mneme_cli.model.problem import Problem

GOOD = b"id: ADR-1\ntitle: T\nstatus: accepted\ndate: 2026-01-01\nrules:\n  r:\n    forbid:\n      imports: [shop]\n"
BAD = GOOD.replace(b"imports: [shop]", b"imports: [shop, 7]")


def test_what_is_right_is_not_spoken_of():
    files = [("docs/a.yaml", GOOD), ("mneme.yaml", b"base: main\n"), ("docs/empty.yaml", b"")]
    assert witness.refused(files, ()) == ()


@pytest.mark.parametrize(
    ("path", "data", "line", "at"),
    [
        ("docs/a.yaml", BAD, 8, "rules.r.forbid"),
        ("docs/a.yaml", GOOD.replace(b"status: accepted\n", b""), 1, "the file"),
        ("mneme.yaml", b"base: main\nexclude:\n  - 7\n", 3, "exclude"),
        ("docs/w.yaml", b"waiver: W-1\nuntil: 7\n", 1, "the file"),
    ],
)
def test_what_the_schema_refuses_is_our_mistake_and_has_a_place(path, data, line, at):
    """Given to the witness alone, as if our reader had taken it."""
    (one,) = witness.refused([(path, data)], ())
    assert (one.code, one.path) == ("E-SCHEMA", path)
    assert one.line == line
    assert one.message.startswith(f"the published schema refuses {at}")
    assert "mistake in mneme" in one.fix


def test_a_file_of_which_something_is_told_is_left_to_our_reader():
    assert witness.refused([("docs/a.yaml", BAD)], [Problem("E-SCHEMA", "docs/a.yaml", 8, 1, "said", "fix")]) == ()


def test_a_compile_never_loads_it():
    import subprocess

    asked = "import sys, mneme_cli.pipeline.corpus, mneme_cli.pipeline.lint; print('jsonschema' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, check=True, text=True)
    assert done.stdout == "False\n"
