"""Reports tell one entry for each added edge and for each cycle; identities, and JSON, keep every pair and every edge."""

from __future__ import annotations

import json

import pytest

from tests.commands.ask import quick

HEAD = "id: ADR-1\ntitle: T\nstatus: accepted\ndate: 2026-01-01\nrules:\n  r:\n"
REACHES = HEAD + "    forbid:\n      reaches: [src/shop/db.py]\n    in:\n      - src/shop/users/**\n"
ADR = "docs/decisions/ADR-1.yaml"
CONFIG = "source_roots: [src]\ncomponents:\n  cart: src/shop/cart/**\n  stock: src/shop/stock/**\n"


@pytest.fixture
def hub(repo):
    users = {f"src/shop/users/u{at:02}.py": "import shop.hub\n" for at in range(20)}
    repo.commit(
        "shop",
        {"mneme.yaml": "source_roots: [src]\n", ADR: REACHES, "src/shop/hub.py": "", "src/shop/db.py": "", **users},
    )
    return repo.write({"src/shop/hub.py": "import os\nimport shop.db\n"})


@pytest.fixture
def knot(repo):
    names = "abcde"
    files = {f"src/shop/{one}.py": "" for one in names}
    repo.commit("shop", {"mneme.yaml": "source_roots: [src]\n", ADR: HEAD + "    acyclic: file\n", **files})
    ring = {f"src/shop/{one}.py": f"import shop.{names[at - 4]}\n" for at, one in enumerate(names)}
    return repo.write({**ring, "src/shop/c.py": "import shop.d\nimport shop.a\n"})


def test_one_added_line_is_one_entry_however_many_lead_through_it(hub):
    text = quick("check").text
    assert text.count("BLOCK") == 1
    assert "and 19 more through src/shop/hub.py:2" in text
    assert "blocked: 1 finding of 1 rule" in text


def test_machines_get_them_all_where_they_ask_for_all(hub):
    page = quick("check", "--format", "json").page
    assert len(page["findings"]) == 20
    assert {one["group"] for one in page["findings"]} == {"src/shop/hub.py -> src/shop/db.py"}
    assert sorted(one["more"] for one in page["findings"]) == [0] * 19 + [19]
    assert page["counts"]["block"] == [one["told_with"] for one in page["findings"]].count(None) == 1
    assert quick("check", "--format", "github").text.count("::error") == 1
    (result,) = json.loads(quick("check", "--format", "sarif").out)["runs"][0]["results"]
    assert "And 19 more through src/shop/hub.py:2" in result["message"]["text"]


def test_another_added_edge_is_another_entry(hub):
    hub.write({"src/shop/way.py": "import shop.db\n", "src/shop/users/u00.py": "import shop.way\n"})
    assert quick("check").text.count("BLOCK") == 2


def test_a_knot_is_one_entry_with_its_imports_its_shortest_way_round_and_where_to_cut(knot):
    said = quick("check")
    assert said.text.count("BLOCK") == 1
    assert said.words.count("cheapest to cut") == 1
    assert "cycle of 3 files" in said.words
    beside = "src/shop/c.py:1 -> src/shop/d.py, src/shop/d.py:1 -> src/shop/e.py, src/shop/e.py:1 -> src/shop/a.py"
    assert f"also inside it: {beside} rule" in said.words
    assert len(quick("check", "--format", "json").page["findings"]) == 6
    assert quick("check", "--all").text.count("BLOCK") == 1


def test_a_cycle_of_two_has_nothing_beside_its_way_round(repo):
    repo.commit("shop", {"mneme.yaml": "source_roots: [src]\n", ADR: HEAD + "    acyclic: file\n", "src/shop/a.py": ""})
    repo.write({"src/shop/a.py": "import shop.b\n", "src/shop/b.py": "import shop.a\n"})

    said = quick("check")

    assert "cycle of 2 files" in said.words
    assert "also inside it" not in said.words


def test_what_is_taken_out_of_a_module_stands_in_brackets_where_its_language_has_no_dots(repo):
    rule = HEAD + "    forbid:\n      reaches: [pkg:npm/express]\n    in:\n      - src/a.ts\n"
    repo.commit("shop", {ADR: rule, "src/a.ts": "", "src/b.ts": ""})
    repo.write({"src/a.ts": "import { b } from './b'\n", "src/b.ts": "import { Request } from 'express'\n"})

    words = quick("check").words

    assert "src/a.ts:1:1 imports src/b.ts (b)" in words
    assert "src/b.ts:1:1 imports express (Request)" in words


def test_two_knots_are_two_entries(knot):
    knot.write({"src/shop/x.py": "import shop.y\n", "src/shop/y.py": "import shop.x\n"})
    assert quick("check").text.count("BLOCK") == 2


def test_a_cycle_of_components_says_so_at_every_edge(repo):
    rule = HEAD + "    acyclic: component\n"
    repo.commit("shop", {"mneme.yaml": CONFIG, ADR: rule, "src/shop/cart/a.py": "", "src/shop/stock/b.py": ""})
    repo.write(
        {
            "src/shop/cart/a.py": "import shop.stock.b\n",
            "src/shop/stock/c.py": "import shop.cart.d\n",
            "src/shop/cart/d.py": "",
        }
    )
    text = quick("check").text
    assert text.count("BLOCK") == 1
    assert "chain" not in text
    assert "cycle       src/shop/cart/a.py:1:1  imports shop.stock.b" in text
    assert "back to where it began, at src/shop/cart/d.py" in text
    assert "cycle of 2 components (cart -> stock -> cart)" in " ".join(text.split())
