"""docs/coming-from.md: every block of YAML is read by the strict loader and compiles, and its words are words of ours."""

from __future__ import annotations

import re
from pathlib import Path

from mneme_cli import shelf
from mneme_cli.decisions.documents import load, settings
from mneme_cli.pipeline.corpus import bundle
from tests.importers.conftest import tree

PAGE = (Path(__file__).parents[2] / "docs" / "coming-from.md").read_text()
BLOCKS = re.findall(r"```yaml\n(.*?)```", PAGE, flags=re.DOTALL)
CONFIG = [block for block in BLOCKS if block.startswith("# mneme.yaml")]
DECISIONS = [block for block in BLOCKS if block not in CONFIG]


def test_every_block_is_read_by_the_strict_loader():
    assert len(DECISIONS) == PAGE.count("\nid: ADR-") == 5
    assert [settings("mneme.yaml", block.encode())[1] for block in CONFIG] == [()]
    for block in DECISIONS:
        found, _, problems = load([("d.yaml", block.encode())])
        assert problems == ()
        assert found[0].clauses


def test_every_block_compiles_in_a_shop():
    files = {f"docs/decisions/{at}.yaml": block for at, block in enumerate(DECISIONS)}
    code = {f"src/shop/{name}.py": "" for name in ("jobs", "domain/events", "domain/__init__", "app/bus")}
    old = "id: ADR-0004-old\ntitle: T\nstatus: accepted\ndate: 2026-01-01\n"
    made = bundle(tree({**files, **code, "mneme.yaml": CONFIG[0], "docs/decisions/old.yaml": old}), 20777)
    assert [each for each in made.compiled.corpus.problems if each.code.startswith("E-")] == []


def test_every_verb_that_the_tables_name_is_one():
    verbs = set(shelf.names("mneme_cli.kinds"))
    named = set(re.findall(r"\| `([a-z]+): \{", PAGE))
    assert named <= verbs | {"except", "when"}
    assert {"forbid", "only", "acyclic", "independent", "limit"} <= named


def test_every_tool_that_can_be_imported_has_its_table_on_the_page():
    sections = PAGE.lower().split("\n## ")
    for name in shelf.names("mneme_cli.importers"):
        tool = name.replace("_", "-").replace("eslint-", "eslint-plugin-")
        (section,) = (each for each in sections if each.startswith(f"{tool}\n"))
        assert "| there | here |" in section, tool
