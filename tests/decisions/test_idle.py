"""Rules that nobody can break pass no lint in silence, and one that somebody could break is left alone."""

from __future__ import annotations

import pytest

from tests.commands.ask import mneme

HEAD = "id: ADR-0001\ntitle: T\nstatus: accepted\ndate: 2026-01-01\nrules:\n  r:\n"
PLACE = "docs/decisions/ADR-0001-t.yaml"
FILES = {
    "shop/__init__.py": "",
    "shop/state.py": "",
    "shop/cli/__init__.py": "",
    "shop/cli/run.py": "",
    "shop/door/__init__.py": "",
    "shop/door/room.py": "",
    "tests/test_shop.py": "",
    "mneme.yaml": "components:\n  cli: shop/cli/**\n",
}
PROTECT = "    protect: {what: shop.state, allow: %s}\n"
FORBID = "    forbid:\n      %s: [shop.cli]\n    in: [%s]\n"
PUBLIC = "    public: {of: %s, surface: [%s]}\n"
LAYERS = "    layers: [%s]\n"
IN = "    in: [shop/**]\n"


@pytest.fixture
def said(repo, monkeypatch):
    """What lint says of one rule over a small shop, as prose."""
    monkeypatch.chdir(repo.path)

    def told(rule, more=()):
        repo.commit("files", {**FILES, PLACE: HEAD + rule, **dict(more)})
        return " ".join(mneme("lint").text.split())

    return told


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        (PROTECT % "shop" + IN, "every file that it speaks of is allowed leave in `allow` only"),
        (PROTECT % "'**'", "every file that it speaks of is allowed"),
        (
            FORBID % ("imports", "shop/cli/**"),
            "it speaks in nothing but what it bans, and nothing is banned from itself",
        ),
        (FORBID % ("reaches", "cli"), "it speaks in nothing but what it bans"),
        (PUBLIC % ("shop/door/**", "shop.door"), "its surface takes in all of `of`, so nothing lies behind it"),
        (PUBLIC % ("shop.door", "shop.door"), "name the front door alone: exact:shop.door is shop.door without what"),
    ],
)
def test_a_rule_that_nobody_can_break_is_said(said, rule, why):
    words = said(rule)
    assert "W-BLIND docs/decisions/ADR-0001-t.yaml:6:3 ADR-0001#r cannot be broken: " in words
    assert why in words
    assert "W-BLIND" not in said(rule + "    may_be_empty: true\n")


@pytest.mark.parametrize(
    "rule",
    [
        PROTECT % "shop",  # tests may not
        PROTECT % "shop/cli" + IN,
        PROTECT % "[shop/__init__.py, shop/state.py, shop/cli/**, shop/door/**]" + IN,  # nor a file that is yet to come
        PROTECT % "[]" + "    in: [shop/state.py, shop/cli/**]\n",
        FORBID % ("imports", "shop/**"),
        "    forbid:\n      imports: [shop.cli, requests]\n    in: [shop/cli/**]\n",
        PUBLIC % ("shop/door/**", "exact:shop.door"),
        PUBLIC % ("shop/door/**", "shop/door/__init__.py, shop/door/room.py"),
        LAYERS % "shop.cli, shop.door",
    ],
)
def test_one_that_somebody_could_break_is_not(said, rule):
    words = said(rule)
    assert "W-BLIND" not in words
    assert "W-OVERLAP" not in words


@pytest.mark.parametrize("rule", [LAYERS % "shop, cli", LAYERS % "shop.cli, 'shop?'", "    independent: [cli, shop]\n"])
def test_a_layer_in_a_layer_is_said_where_it_stands(said, rule):
    words = said(rule)
    inner = "cli" if "shop.cli" not in rule else "shop.cli"
    assert f"W-OVERLAP docs/decisions/ADR-0001-t.yaml:7:{rule.index(inner) + 1} " in words
    assert f"ADR-0001#r: all of '{inner}' lies in 'shop', which then means the rest of 'shop' alone" in words
    assert "name instead of 'shop' the parts of it that are meant" in words
