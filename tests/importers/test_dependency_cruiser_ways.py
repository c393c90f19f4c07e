"""What both tools say of chains: one way of several, so the ends are what is compared."""

from __future__ import annotations

import json

import pytest

from mneme_cli.cli.words.difference import difference
from mneme_cli.cli.words.importing import table
from mneme_cli.commands.importing import plan
from mneme_cli.commands.importing.sides import OURS, Compared, Held, Verified
from mneme_cli.commands.importing.verify import verify
from mneme_cli.importers import Said
from mneme_cli.model.day import parse
from mneme_cli.pipeline.corpus import load, worktree

FILES = {
    "src/a/up.js": "import './index.js'\n",
    "src/a/index.js": "import '../b/one.js'\nimport '../b/two.js'\n",
    "src/b/one.js": "import '../x/x.js'\n",
    "src/b/two.js": "import '../c/c.js'\n",
    "src/x/x.js": "import '../c/c.js'\n",
    "src/c/c.js": "",
    "package.json": '{"name": "x"}\n',
}
EDGES = {
    "src/a/up.js": ["src/a/index.js"],
    "src/a/index.js": ["src/b/one.js", "src/b/two.js"],
    "src/b/one.js": ["src/x/x.js"],
    "src/b/two.js": ["src/c/c.js"],
    "src/x/x.js": ["src/c/c.js"],
    "src/c/c.js": [],
}
FAR = {"name": "far", "severity": "error", "from": {"path": "^src/a/"}, "to": {"path": "^src/c/", "reachable": True}}


def chain(name, *way):
    via = [{"name": hop, "dependencyTypes": []} for hop in way[1:]]
    return {"type": "reachability", "from": way[0], "to": way[-1], "rule": {"name": name}, "via": via}


def pair(source, target):
    return {"type": "dependency", "from": source, "to": target, "rule": {"name": "not-in-allowed"}}


@pytest.fixture
def compared(repo):
    repo.write(FILES)
    repo.commit("code")

    def run(*violations, edges=EDGES):
        modules = [
            {"source": source, "dependencies": [{"resolved": each, "module": each} for each in targets]}
            for source, targets in edges.items()
        ]
        used = {"forbidden": [FAR], "allowed": [{"from": {}, "to": {}}]}
        summary = {"ruleSetUsed": used, "optionsUsed": {"args": "src"}, "violations": list(violations)}
        repo.write({"rules.json": json.dumps({"modules": modules, "summary": summary})})
        corpus = load(repo.root, parse("2026-06-01"))
        return verify(repo.root, plan(repo.root, worktree(repo.root), corpus, "rules.json"), corpus)

    return run


LONG = ("src/a/index.js", "src/b/one.js", "src/x/x.js", "src/c/c.js")


def test_another_way_between_the_same_ends_is_the_same_finding(compared):
    seen = compared(chain("far", *LONG))

    assert [(row.who, *row.said[:3]) for row in seen.rows] == [("same", "far", LONG[0], LONG[-1])]


def test_a_way_that_holds_ours_is_explained_by_it(compared):
    seen = compared(chain("far", *LONG), chain("far", "src/a/up.js", *LONG))

    (more,) = [row for row in seen.rows if row.who != "same"]
    assert more.reason == "both find the way: mneme tells the part of it from src/a/index.js to src/c/c.js, once"


def test_a_way_between_other_ends_stays_unexplained_and_says_by_what_it_leads(compared):
    seen = compared(chain("far", *LONG), chain("far", "src/x/x.js", "src/y.js", "src/z.js"))

    (more,) = [row for row in seen.rows if row.unexplained()]
    assert (more.said[:3], more.note) == (("far", "src/x/x.js", "src/z.js"), "reachability by src/y.js")


def test_a_way_of_ours_that_they_were_not_led_to_is_explained_by_its_import(compared):
    edges = {path: each for path, each in EDGES.items() if path != "src/b/two.js"}
    edges["src/b/one.js"] = []

    (row,) = compared(edges=edges).rows

    assert row.who == "ours"
    assert row.reason == "dependency-cruiser was not led to this file: it started from src"


def test_what_no_allowed_pair_says_is_explained_by_the_table(compared):
    seen = compared(chain("far", *LONG), pair("src/x/x.js", "src/c/c.js"))

    (row,) = [row for row in seen.rows if row.said.name == "not-in-allowed"]
    assert row.reason.startswith("not importable: an import has to match one of several pairs")
    assert seen.unexplained == 0


def test_nothing_points_at_no_target():
    row = Compared(OURS, Said("far", "src/a.js", "", 3), "ADR-0001#far", "why")
    lines = difference(Verified("tool", "ran", (Held("far", "kept", "broken"),), (row,)), 80)

    said = ["".join(text for text, *_ in line) for line in lines]
    assert "  only mneme  src/a.js:3" in said


def test_the_sum_of_the_table_keeps_to_the_width(repo):
    repo.write({**FILES, "rules.json": json.dumps({"forbidden": [FAR], "allowed": [{"from": {}, "to": {}}]})})
    corpus = load(repo.root, parse("2026-06-01"))

    lines = table(plan(repo.root, worktree(repo.root), corpus, "rules.json"), None, (), 60)

    assert max(sum(len(text) for text, *_ in line) for line in lines) <= 60
