"""The page that `mneme rules KIND` shows ends in code, and that code breaks where it says so and nowhere else."""

from __future__ import annotations

import re
from textwrap import dedent

import pytest

from mneme_cli.commands.rules import page
from mneme_cli.model.day import parse
from mneme_cli.pipeline.texts import judged
from mneme_cli.shelf import names

SRC = '[tool.setuptools.packages.find]\nwhere = ["src"]\n'
HEAD = "id: ADR-0001\ntitle: T\nstatus: accepted\ndate: 2026-01-01\nrules:\n  r:\n"


def section(text, name):
    """Return what stands below one heading, without its indentation."""
    return dedent(re.search(rf"^{name}:\n(.*?)(?=^\w|\Z)", text, re.DOTALL | re.MULTILINE)[1] + "\n")


def files(code):
    """Part code at its `# path` lines."""
    parts = re.split(r"^# ([\w./]+\.\w+)\n", code, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.parametrize("kind", names("mneme_cli.kinds"))
def test_the_example_holds_and_breaks_where_it_says_so(kind):
    (leaf,) = page(kind)
    rule = "".join(f"    {line}\n" for line in section(leaf.page, "Example").splitlines())
    code = files(section(leaf.page, "Code"))
    tree = {"docs/decisions/ADR-0001.yaml": HEAD + rule, "pyproject.toml": SRC, **code}

    verdict = judged(None, {path: text.encode() for path, text in tree.items()}, parse("2026-06-01")).verdict

    marked = [
        (path, at) for path, text in code.items() for at, line in enumerate(text.splitlines(), 1) if "# breaks" in line
    ]
    assert [one.message for one in verdict.problems if one.fatal] == []
    assert sorted((one.source, one.line) for one in verdict.findings) == sorted(marked)
    assert marked
    assert any("# breaks" not in text for text in code.values())
