"""dependency-cruiser: one rule of each shape in, what it is here and how exactly out."""

from __future__ import annotations

import json

import pytest

from mneme_cli.importers import take
from tests.importers.conftest import odd, rules
from tests.importers.javascript import SEES, cruised, one

EMPTY = {}
CRUISER = {
    "direct": (
        one(**{"from": {"path": "^src/a/", "pathNot": "^src/a/x/"}, "to": {"path": "^src/b/", "pathNot": "^src/b/api/"}}),
        {
            "forbid": {"imports": ["src/b/**"], "through": False},
            "in": ["src/a/**"],
            "except": {"src/a/x/**": False, "-> src/b/api/**": False},
        },
        "exact",
    ),
    "peers by a captured folder": (
        one(**{"from": {"path": "^f/([^/]+)/"}, "to": {"path": "^f/([^/]+)/", "pathNot": "^f/$1/"}}),
        {"forbid": {"imports": ["f/{!g1}/**"], "through": False}, "in": ["f/{g1}/**"]},
        "exact",
    ),
    "the same folder": (
        one(**{"from": {"path": "^f/([^/]+)/"}, "to": {"path": "^f/$1/x/"}}),
        {"forbid": {"imports": ["f/{g1}/x/**"], "through": False}, "in": ["f/{g1}/**"]},
        "exact",
    ),
    "packages": (
        one(**{"from": {}, "to": {"path": ["^node_modules/lodash/", "node_modules/(@a/b|c)/"]}}),
        {"forbid": {"imports": ["pkg:npm/lodash", "pkg:npm/@a/b", "pkg:npm/c"], "through": False}},
        "exact",
    ),
    "unreachable": (
        one(**{"from": {"path": "^a/"}, "to": {"path": "^b/", "pathNot": "^b/c/", "reachable": False}}),
        {"require": {"reached_from": ["a/**"]}, "in": ["b/**"], "except": {"b/c/**": False}},
        "exact",
    ),
    "unreachable from its own": (
        one(**{"from": {"path": "^a/x/"}, "to": {"path": "^a/", "reachable": False}}),
        {"require": {"reached_from": ["a/x/**"]}, "in": ["a/**"]},
        "approximate",
    ),
    "reachable": (
        one(severity="warn", **{"from": {"path": "^a/"}, "to": {"path": "^b/", "reachable": True}}),
        {"forbid": {"reaches": ["b/**"]}, "in": ["a/**"], "level": "advise"},
        "exact",
    ),
    "circular": (
        one(**{"from": {}, "to": {"circular": True, "viaOnly": {"dependencyTypesNot": ["type-only"]}}}),
        {"acyclic": {"by": "file"}, "when": {"not": ["type"]}},
        "approximate",
    ),
    "kinds of imports": (
        one(comment="Why.", **{"from": {"path": "^a/"}, "to": {"path": "^b/", "dynamic": False, "dependencyTypesNot": ["type-only"]}}),
        {
            "forbid": {"imports": ["b/**"], "through": False},
            "in": ["a/**"],
            "when": {"not": ["dynamic", "type"]},
            "say": "Why.",
        },
        "exact",
    ),
    "only types": (
        one(**{"from": {"path": "^a/"}, "to": {"path": "^b/", "preCompilationOnly": True}}),
        {"forbid": {"imports": ["b/**"], "through": False}, "in": ["a/**"], "when": {"edges": ["type"]}},
        "exact",
    ),
    "unresolvable": (
        one(**{"from": {}, "to": {"couldNotResolve": True}}),
        {"forbid": {"unresolved": True}},
        "approximate",
    ),
    "dependents": (
        one(module={"path": "^b/", "numberOfDependentsMoreThan": 9}, **{"from": {}}),
        {"limit": {"metric": "fan_in", "at_most": 9}, "in": ["b/**"]},
        "exact",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CRUISER)
def test_a_rule_of_dependency_cruiser(brought, name):
    given, expected, how = CRUISER[name]

    made = brought("dependency_cruiser", "rules.json", cruised(given))

    assert list(rules(made).values()) == [expected]
    assert [row.how for row in made.rows if row.where != "options"] == [how]


NEVER = {
    "orphan": {"from": {"orphan": True}, "to": {}},
    "moreUnstable": {"from": {}, "to": {"moreUnstable": True}},
    "license": {"from": {}, "to": {"license": "GPL"}},
    "declared here or there": {"from": {}, "to": {"dependencyTypes": ["npm-no-pkg", "npm-dev"]}},
    "deprecated": {"from": {}, "to": {"dependencyTypes": ["deprecated"]}},
    "not spelled so": {"from": {}, "to": {"path": "^b/", "dependencyTypesNot": ["aliased-subpath-import"]}},
    "spelled and placed": {"from": {}, "to": {"dependencyTypes": ["aliased", "npm"]}},
    "exotic": {"from": {}, "to": {"exoticallyRequired": True}},
    "unreachable from anywhere": {"from": {}, "to": {"reachable": False, "path": "x"}},
    "unreachable from what is left": {"from": {"path": "^a/", "pathNot": "^a/b/"}, "to": {"reachable": False}},
    "unreachable from each of many": {"from": {"path": "^a/([^/]+)/"}, "to": {"path": "^b/", "reachable": False}},
    "folder": {"scope": "folder", "from": {}, "to": {"circular": True}},
    "via": {"from": {}, "to": {"circular": True, "via": {"path": "x"}}},
    "no circle": {"from": {}, "to": {"circular": False}},
    "ancestor": {"from": {}, "to": {"ancestor": True}},
    "look ahead": {"from": {"path": "(?=x)"}, "to": {}},
    "lossy pathNot": {"from": {"pathNot": "^a.js"}, "to": {}},
    "another $1": {"from": {"path": "^f/([^/]+)/"}, "to": {"path": "^f/", "pathNot": "^g/$1/"}},
    "severity ignore": {"severity": "ignore", "from": {}, "to": {}},
}


@pytest.mark.parametrize("name", NEVER)
def test_what_has_no_rule_here_says_why(brought, name):
    given = NEVER[name]

    made = brought("dependency_cruiser", "rules.json", cruised(one(**{"severity": "error", **given})))

    assert made.decisions == ()
    assert [(row.how, bool(row.why)) for row in made.rows if row.where == "r"] == [("not importable", True)]


def test_required_allowed_options_and_a_configuration(brought):
    config = {
        "extends": "x",
        "required": [
            one(module={"path": "^a/"}, to={"path": "^b/$"}),
            one("s", module={"path": "^a/"}, to={"path": "^b/", "reachable": True}),
        ],
        "allowed": [{"from": {}, "to": {}}],
        "options": {"exclude": "^x/", "tsConfig": {"fileName": "t.json"}, **SEES, "odd": 1},
    }
    made = brought("dependency_cruiser", ".dependency-cruiser.json", json.dumps(config))

    assert rules(made) == {
        "r#r": {"require": {"imports": ["b/"]}, "in": ["a/**"], "except": {"x/**": False, "-> x/**": False}},
        "s#s": {"require": {"reaches": ["b/**"]}, "in": ["a/**"], "except": {"x/**": True, "-> x/**": True}},
    }
    assert odd(made) == {
        ("not-in-allowed", "1 pair of `allowed`"): "not importable",
        ("options", "tsConfig"): "approximate",
        ("options", "odd"): "not importable",
        ("", "extends"): "approximate",
    }


def test_the_answer_stands_in_the_same_file():
    violation = {"type": "dependency", "from": "a.js", "to": "node_modules/@a/b/x.js", "rule": {"name": "r"}}
    witness = take("dependency_cruiser").witness

    said = witness.answer(json.dumps({"summary": {"violations": [violation]}}).encode()).said
    assert said == (("r", "a.js", "pkg:npm/@a/b", 0, "dependency"),)
    with pytest.raises(ValueError, match="configuration"):
        witness.answer(b'{"forbidden": []}')


@pytest.mark.parametrize(
    ("given", "when"),
    [
        ({"dynamic": True}, {"edges": ["dynamic"]}),
        ({"dynamic": False}, {"not": ["dynamic"]}),
        ({"preCompilationOnly": True}, {"edges": ["type"]}),
        ({"preCompilationOnly": False, "dynamic": False}, {"not": ["dynamic", "type"]}),
    ],
)
def test_what_is_asked_of_an_import_is_a_kind_that_counts_or_does_not(brought, given, when):
    rule = one(**{"from": {"path": "^a/"}, "to": {"path": "^b/", **given}})
    made = brought("dependency_cruiser", "r.json", cruised(rule))
    assert made.decisions[0].clauses[0].when == when


def test_an_import_that_has_to_be_two_kinds_at_once_is_not_importable(brought):
    rule = one(**{"from": {"path": "^a/"}, "to": {"path": "^b/", "preCompilationOnly": True, "dynamic": True}})
    made = brought("dependency_cruiser", "r.json", cruised(rule))
    assert odd(made)["r", "forbidden"] == "not importable"
