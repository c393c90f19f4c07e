"""A cycle is one thing: told where the change closed it, counted once everywhere, in words that say what is counted."""

import json

import pytest

from tests.commands.ask import quick

HEAD = "id: ADR-1\ntitle: T\nstatus: accepted\ndate: 2026-01-01\nrules:\n  r:\n"
ADR = "docs/decisions/ADR-1.yaml"
CONFIG = "source_roots: [src]\ncomponents:\n  low: src/shop/low/**\n  high: src/shop/high/**\n"
RING = {
    "src/shop/a.py": "import shop.b\n",
    "src/shop/b.py": "import shop.c\nimport shop.d\n",
    "src/shop/c.py": "import shop.d\n",
    "src/shop/d.py": "import shop.e\n",
    "src/shop/e.py": "",
}


@pytest.fixture
def ring(repo):
    """Imports that run one way, on main; the branch may turn them round."""
    repo.commit("shop", {"mneme.yaml": "source_roots: [src]\n", ADR: HEAD + "    acyclic: file\n", **RING})
    repo.git("checkout", "-q", "-b", "feature")
    return repo


@pytest.fixture
def parts(repo):
    """Two components, many imports from the one to the other."""
    highs = {f"src/shop/high/h{at}.py": "import shop.low.x\n" for at in range(9)}
    files = {"mneme.yaml": CONFIG, ADR: HEAD + "    acyclic: component\n", "src/shop/low/x.py": "", **highs}
    repo.commit("shop", files)
    repo.git("checkout", "-q", "-b", "feature")
    return repo


def places(said):
    return [(one["path"], one["line"], one["status"]) for one in said.page["findings"]]


def test_the_import_that_closes_a_cycle_is_the_finding_and_those_that_were_there_are_none(ring):
    ring.write({"src/shop/new.py": "import shop.a\n", "src/shop/e.py": "import os\nimport shop.b\n"})

    said = quick("check", "--format", "json")

    assert places(said) == [("src/shop/e.py", 2, "introduced")]
    text = " ".join(quick("check").text.split())
    assert "closes an import cycle of 4 files" not in text
    assert (
        "closes an import cycle of 3 files, the shortest way round in a knot of 4; cheapest to cut all of it:" in text
    )


def test_a_knot_that_is_one_ring_is_called_by_one_number(ring):
    ring.write({"src/shop/b.py": "import shop.c\n", "src/shop/c.py": "import shop.b\n"})

    text = " ".join(quick("check").text.split())

    assert "closes an import cycle of 2 files; cheapest to cut: src/shop/" in text


def test_one_bad_import_between_components_is_one_finding_in_the_file_that_has_it(parts):
    parts.write({"src/shop/low/bad.py": "import os\n\nimport shop.high.h3\n"})

    said = quick("check", "--format", "json")

    assert places(said) == [("src/shop/low/bad.py", 3, "introduced")]
    assert "closes an import cycle of 2 components (low -> high -> low)" in said.page["findings"][0]["claim"]


def test_the_count_is_the_same_everywhere(parts):
    bads = {f"src/shop/low/bad{at}.py": "import shop.high.h3\n" for at in range(3)}
    parts.write(bads)
    for how in ((), ("--all",)):
        text = quick("check", *how).text
        page = quick("check", *how, "--format", "json").page
        results = json.loads(quick("check", *how, "--format", "sarif").out)["runs"][0]["results"]
        assert text.count("BLOCK") == len(results) == page["counts"]["block"] == 1
        assert "blocked: 1 finding of 1 rule" in text
        assert "blocked: 1 finding of 1 rule" in quick("check", *how, "--format", "markdown").text
        leads = [one for one in page["findings"] if one["told_with"] is None]
        assert [one["more"] for one in leads] == [len(page["findings"]) - 1]
        assert {one["told_with"] for one in page["findings"]} == {None, leads[0]["identity"]}


def test_a_rule_on_one_side_still_speaks_where_the_other_side_closes_the_cycle(parts):
    rule = HEAD + "    acyclic: component\n    in: [src/shop/high/**]\n"
    parts.commit("one side", {ADR: rule})
    parts.git("branch", "-f", "main")
    parts.write({"src/shop/low/bad.py": "import shop.high.h3\n"})

    said = quick("check", "--format", "json")

    assert said.code == 1
    assert {path for path, _, _ in places(said)} <= {f"src/shop/high/h{at}.py" for at in range(9)}
    assert said.page["counts"]["block"] == 1


def test_a_merge_that_closes_a_cycle_answers_for_it(ring):
    ring.commit("theirs", {"src/shop/x.py": "import shop.y\n", "src/shop/y.py": ""})
    ring.git("checkout", "-q", "main")
    ring.commit("ours", {"src/shop/z.py": "import shop.x\n"})
    ring.git("merge", "-q", "--no-commit", "--no-ff", "feature")
    assert quick("check", "--staged").code == 0

    ring.git("merge", "--abort")
    ring.commit("ours too", {"src/shop/y.py": "import shop.x\n"})
    ring.git("merge", "--no-commit", "--no-ff", "feature", fine=(0, 1))
    ring.stage({"src/shop/y.py": "import shop.x\n"})

    assert quick("check", "--staged").code == 1


def test_what_is_excepted_is_a_number_until_somebody_asks(ring):
    rule = HEAD + "    acyclic: file\n    except:\n      src/shop/old/**: not ours\n"
    old = {f"src/shop/old/o{at}.py": f"import shop.old.o{(at + 1) % 9}\n" for at in range(9)}
    ring.commit("old", {ADR: rule, **old})

    said = quick("check", "--all")

    assert "Set aside" not in said.text
    assert "1 excepted" in said.text
    assert "`mneme check --explain` lists" in said.words
    told = quick("check", "--all", "--explain").text
    assert told.count("excepted  ADR-1#r") == 1
    assert "not ours" in told
    assert len([one for one in quick("check", "--all", "--format", "json").page["findings"] if one["aside"]]) == 9
