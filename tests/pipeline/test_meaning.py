"""A manifest that changes what a name means is judged: it waits for nobody's word unless it hides a violation."""

import json

import pytest

from mneme_cli.model.day import parse
from mneme_cli.pipeline.texts import judged

DAY = parse("2026-06-01")
ADR = "docs/decisions/ADR-0001.yaml"
HEAD = """\
id: ADR-0001
title: Folder a stands by itself
status: accepted
date: 2026-01-01
rules:
"""
RULES = {
    "forbid": "  apart:\n    forbid: {imports: [src/b]}\n    in: [src/a/**]\n",
    "only": "  apart:\n    only: {imports: [src/a, src/ok]}\n    in: [src/a/**]\n",
    "undeclared": "  apart:\n    undeclared: true\n    in: [src/a/**]\n",
    "unresolved": "  apart:\n    forbid: {unresolved: true}\n    in: [src/a/**]\n",
    "reaches": "  apart:\n    forbid: {reaches: [src/b]}\n    in: [src/a/**]\n",
}
FILES = {
    "src/a/one.ts": b"export const one = 1\n",
    "src/b/db.ts": b"export const db = 1\n",
    "src/ok/fine.ts": b"export const fine = 1\nexport const db = 2\n",
    "src/ok/db.ts": b"export const db = 2\n",
    "package.json": b'{"name": "shop"}\n',
}


def ts(**paths):
    return {"tsconfig.json": json.dumps({"compilerOptions": {"paths": paths}}).encode()}


def hashed(**names):
    return {"package.json": json.dumps({"name": "shop", "imports": names}).encode()}


def one(said):
    return {"src/a/one.ts": f"import {{ db }} from '{said}'\nexport const one = db\n".encode()}


def told(rule, before, after):
    """Return outcome, and rule, outcome and status of every finding."""
    law = {ADR: (HEAD + RULES[rule]).encode()}
    verdict = judged({**FILES, **before, **law}, {**FILES, **after, **law}, DAY).verdict
    return verdict.outcome, [(one.outcome, one.status, one.source) for one in verdict.findings]


NEW = {
    "paths": (ts(), ts(**{"@ok/*": ["./src/ok/*"]}), "@ok/db"),
    "beside others": (ts(**{"@a/*": ["./src/a/*"]}), ts(**{"@a/*": ["./src/a/*"], "@ok/*": ["./src/ok/*"]}), "@ok/db"),
    "imports": (hashed(), hashed(**{"#ok/*": "./src/ok/*.ts"}), "#ok/db"),
}


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("way", NEW)
def test_a_new_alias_to_what_is_allowed_passes(rule, way):
    before, after, said = NEW[way]

    assert told(rule, before, {**after, **one(said)}) == ("allow", [])


@pytest.mark.parametrize("rule", ["forbid", "only", "reaches"])
def test_a_new_alias_to_what_is_forbidden_is_blocked_and_waits_for_nobody(rule):
    after = {**ts(**{"@b/*": ["./src/b/*"]}), **one("@b/db")}

    assert told(rule, ts(), after) == ("block", [("block", "introduced", "src/a/one.ts")])


B = ts(**{"@b/*": ["./src/b/*"]})
BLIND = {
    "removed": ts(),
    "led elsewhere": ts(**{"@b/*": ["./src/ok/*"]}),
    "led to nothing": ts(**{"@b/*": ["./gone/*"]}),
    "a nearer one beside it": ts(**{"@b/*": ["./src/b/*"], "@b/db": ["./src/ok/db"]}),
    "another project": {**B, "src/a/tsconfig.json": b'{"compilerOptions": {"paths": {"@b/*": ["../ok/*"]}}}'},
}


@pytest.mark.parametrize("rule", ["forbid", "reaches"])
@pytest.mark.parametrize("way", BLIND)
def test_an_alias_that_hides_a_new_violation_waits_for_an_approval(rule, way):
    assert told(rule, B, {**BLIND[way], **one("@b/db")}) == ("ask", [("ask", "introduced", "src/a/one.ts")])


@pytest.mark.parametrize("rule", ["forbid", "reaches"])
@pytest.mark.parametrize("way", BLIND)
def test_an_alias_that_hides_an_old_violation_waits_for_an_approval(rule, way):
    old = one("@b/db")

    assert told(rule, {**B, **old}, {**BLIND[way], **old}) == ("ask", [("ask", "introduced", "src/a/one.ts")])


def test_an_alias_that_leads_old_code_to_what_is_forbidden_is_blocked():
    old = one("@x/db")
    before, after = (ts(**{"@x/*": [f"./src/{folder}/*"]}) for folder in ("ok", "b"))

    for rule in ("forbid", "only", "reaches"):
        assert told(rule, {**before, **old}, {**after, **old}) == (
            "block",
            [("block", "introduced", "src/a/one.ts")],
        )


def test_an_alias_whose_uses_lead_where_they_led_is_nobodys_concern():
    old = one("@b/db")
    for after in (
        ts(**{"@b/*": ["./src/b/*"], "@c/*": ["./src/c/*"]}),
        ts(**{"@b/db": ["./src/b/db"], "@b/*": ["./src/ok/*"]}),
        ts(**{"@b/*": ["src/b/*"]}),
    ):
        assert told("forbid", {**B, **old}, {**after, **old}) == ("allow", [])


def test_a_folder_that_moves_with_its_alias_hides_nothing():
    old = one("@ok/db")
    moved = {path.replace("src/ok", "src/core/ok"): text for path, text in FILES.items()}
    law = {ADR: (HEAD + RULES["forbid"]).encode()}
    before, after = (ts(**{"@ok/*": [f"./src/{folder}/*"]}) for folder in ("ok", "core/ok"))
    verdict = judged({**FILES, **before, **old, **law}, {**moved, **after, **old, **law}, DAY).verdict

    assert (verdict.outcome, verdict.findings) == ("allow", ())


def test_a_package_that_is_declared_is_not_hidden_behind_an_alias():
    rule = "  apart:\n    forbid: {packages: [express]}\n    in: [src/a/**]\n"
    law = {ADR: (HEAD + rule).encode()}
    asked = {"package.json": b'{"name": "shop", "dependencies": {"express": "^4.0.0"}}\n'}
    lie = ts(express=["./src/ok/fine"])
    for before, after in ((asked, {**asked, **lie}), ({}, {**asked, **lie})):
        verdict = judged({**FILES, **before, **law}, {**FILES, **after, **one("express"), **law}, DAY).verdict

        assert verdict.outcome == "ask"
        assert [each.target for each in verdict.findings] == ["pkg:npm/express"]
