"""The page that `mneme rules NAME` shows ends in code, and that code breaks where it says so and nowhere else."""

from __future__ import annotations

import re
from textwrap import dedent

import pytest

from mneme_cli.cli.words.rules import page as shown
from mneme_cli.commands.rules import index, page
from mneme_cli.model.day import parse
from mneme_cli.pipeline.texts import judged
from mneme_cli.reports.text.spans import plain

SRC = '[tool.setuptools.packages.find]\nwhere = ["src"]\n'
HEAD = "id: ADR-0001\ntitle: T\nstatus: accepted\ndate: 2026-01-01\nrules:\n  r:\n"


def section(text, name):
    """Return what stands below one heading, without its indentation."""
    return dedent(re.search(rf"^{name}:\n(.*?)(?=^\w|\Z)", text, re.DOTALL | re.MULTILINE)[1] + "\n")


def files(code):
    """Part code at its `# path` lines."""
    parts = re.split(r"^# ([\w./]+\.\w+)\n", code, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def found(name, tree):
    """Judge the code as a whole; for what is about a change, as the edit of every file."""
    before = dict.fromkeys(tree, b"") if name == "paths" else None
    return judged(before, {path: text.encode() for path, text in tree.items()}, parse("2026-06-01")).verdict


@pytest.mark.parametrize("leaf", index(), ids=lambda leaf: f"{leaf.shelf}-{leaf.name}")
def test_the_example_holds_and_breaks_where_it_says_so(leaf):
    rule = "".join(f"    {line}\n" for line in section(leaf.page, "Example").splitlines())
    code = files(section(leaf.page, "Code"))

    verdict = found(leaf.name, {"docs/decisions/ADR-0001.yaml": HEAD + rule, "pyproject.toml": SRC, **code})

    marked = [
        (path, at) for path, text in code.items() for at, line in enumerate(text.splitlines(), 1) if "# breaks" in line
    ]
    assert [one.message for one in verdict.problems if one.fatal] == []
    assert sorted((one.source, one.line or 1) for one in verdict.findings) == sorted(marked)
    assert marked
    assert any("# breaks" not in line for text in code.values() for line in text.splitlines())


@pytest.mark.parametrize(
    ("name", "takers"),
    [
        ("imports", "forbid, only, ratchet (`count`), require, require (`where`)"),
        ("calls", "forbid, ratchet (`count`), require, require (`where`)"),
        ("paths", "forbid, ratchet (`count`)"),
        ("std", "only"),
    ],
)
def test_an_object_names_the_verbs_that_take_it(name, takers):
    (leaf,) = page(name)
    assert section(leaf.page, "Taken by").strip() == takers


@pytest.mark.parametrize("leaf", index(), ids=lambda leaf: f"{leaf.shelf}-{leaf.name}")
@pytest.mark.parametrize("width", [80, 50])
def test_a_page_is_laid_out_for_its_width(leaf, width):
    lines = plain(shown(leaf, width)).splitlines()

    code = [line for line in lines if line.startswith("    ")]
    assert [line for line in lines if line not in code and len(line) > width] == []
    assert max(map(len, code)) <= 80
    assert lines[0].startswith(leaf.name)
    assert "rules:" in {line.strip() for line in lines}
    assert any("# breaks" in line for line in lines)
