"""dependency-cruiser as it is run: its options decide what its rules see, and its lists of types where they lead."""

from __future__ import annotations

import json

import pytest

from tests.importers.conftest import odd, rules
from tests.importers.javascript import SEES, cruised, one

MANIFEST = {
    "package.json": json.dumps(
        {
            "dependencies": {"react": "1", "both": "1"},
            "devDependencies": {"jest": "1", "both": "1", "@types/node": "1"},
            "peerDependencies": {"vue": "1"},
        }
    )
}


def brings(brought, given, options=SEES):
    made = brought("dependency_cruiser", "rules.json", cruised(one(**given), options=options), MANIFEST)
    (row,) = [row for row in made.rows if row.where == "r"]
    return (list(rules(made).values()) or [None])[0], row.how, row.why


RULES = {
    "what node brings along": (
        {"from": {}, "to": {"dependencyTypes": ["core"], "path": "^sys$|^punycode$"}},
        {"forbid": {"imports": ["std:node/sys", "std:node/punycode"], "through": False}},
        "exact",
    ),
    "all of node": (
        {"from": {"path": "^a/"}, "to": {"dependencyTypes": ["core"]}},
        {"forbid": {"imports": ["std:node"], "through": False}, "in": ["a/**"]},
        "exact",
    ),
    "a name that only node has": (
        {"from": {}, "to": {"path": "^fs$"}},
        {"forbid": {"imports": ["std:node/fs"], "through": False}},
        "approximate",
    ),
    "packages for development": (
        {"from": {"path": "^a/"}, "to": {"dependencyTypes": ["npm-dev"], "dependencyTypesNot": ["type-only", "npm"]}},
        {"dev_only": True, "in": ["a/**"], "when": {"not": ["type"]}},
        "approximate",
    ),
    "packages that nobody declares": (
        {"from": {}, "to": {"dependencyTypes": ["npm-no-pkg", "npm-unknown"], "pathNot": "node_modules/x/"}},
        {"undeclared": {"but": ["pkg:npm/x"]}},
        "approximate",
    ),
    "one package for development": (
        {"from": {}, "to": {"dependencyTypes": ["npm-dev"], "path": "node_modules/@types/"}},
        {"forbid": {"imports": ["pkg:npm/@types/node"], "through": False}},
        "approximate",
    ),
    "peers": (
        {"from": {}, "to": {"dependencyTypes": ["npm-peer"]}},
        {"forbid": {"imports": ["pkg:npm/vue"], "through": False}},
        "approximate",
    ),
    "any package": (
        {"from": {"path": "^a/"}, "to": {"path": "node_modules"}},
        {"forbid": {"imports": ["pkg:npm/*", "pkg:npm/*.**"], "through": False}, "in": ["a/**"]},
        "exact",
    ),
    "what importers are themselves": (
        {"from": {}, "to": {"path": "^b/"}},
        {"forbid": {"imports": ["b/**"], "through": False}},
        "approximate",
    ),
    "everything but": (
        {"from": {"path": "^a/"}, "to": {"pathNot": "^a/|^b/|node_modules"}},
        {"only": {"imports": ["a/**", "b/**"], "std": []}, "in": ["a/**"]},
        "approximate",
    ),
    "files but": (
        {"from": {"path": "(^a/x/)"}, "to": {"pathNot": "$1|^b/", "dependencyTypesNot": ["npm", "core", "type-only"]}},
        {
            "only": {"imports": ["**/*a/x/**", "b/**"]},
            "in": ["a/x/**"],
            "when": {"not": ["type"]},
        },
        "approximate",
    ),
    "another folder than one's own": (
        {"from": {"path": "(^src/[^/]+/)"}, "to": {"path": "^src/", "pathNot": "^$1"}},
        {
            "forbid": {"imports": ["src/*", "src/{!g1}/**"], "through": False},
            "in": ["src/{g1}/**"],
        },
        "exact",
    ),
    "spelled by baseUrl": (
        {"from": {"path": "^a/"}, "to": {"dependencyTypes": ["aliased-tsconfig-base-url"]}},
        {"forbid": {"written": ["base_url"]}, "in": ["a/**"]},
        "exact",
    ),
    "not by a wrapper": (
        {"from": {"path": "^a/"}, "to": {"path": "^b/", "exoticallyRequired": False}},
        {"forbid": {"imports": ["b/**"], "through": False}, "in": ["a/**"]},
        "exact",
    ),
    "dependents from one folder": (
        {"from": {"path": "^src"}, "module": {"path": "^src/u/", "numberOfDependentsLessThan": 3}},
        {"limit": {"metric": "fan_in", "at_least": 3}, "in": ["src/u/**"]},
        "approximate",
    ),
    "any file of that name": (
        {"from": {}, "to": {"path": "lodash[.]js$"}},
        {"forbid": {"imports": ["**/*lodash.js"], "through": False}},
        "approximate",
    ),
}


@pytest.mark.parametrize("name", RULES)
def test_a_rule_and_how_well_it_goes_over(brought, name):
    given, expected, how = RULES[name]

    made, said, why = brings(brought, given)

    assert (made, said) == (expected, how)
    assert bool(why) == (how == "approximate")


def test_a_package_that_no_manifest_lists_today_is_told():
    from mneme_cli.importers import take
    from tests.importers.conftest import tree

    text = cruised(one(**{"from": {}, "to": {"dependencyTypes": ["npm-optional"]}}))
    made = take("dependency_cruiser").read("rules.json", tree({"rules.json": text, **MANIFEST}))

    assert made.decisions == ()
    assert "lists nothing today under optionalDependencies" in made.rows[0].why


B = {"from": {}, "to": {"path": "^b/"}}


def test_types_that_it_does_not_see_do_not_count(brought):
    made, _, _ = brings(brought, B, {"tsPreCompilationDeps": False})
    assert made["when"] == {"not": ["type"]}

    made, how, why = brings(brought, {"from": {}, "to": {"path": "^b/", "preCompilationOnly": True}}, {})
    assert (made, how) == (None, "not importable")
    assert "sees no imports of this kind" in why


def test_require_is_no_import_to_it_unless_it_looks(brought):
    made, _, _ = brings(brought, B, {**SEES, "moduleSystems": ["es6"]})
    assert made["when"] == {"not": ["require"]}


@pytest.mark.parametrize(
    ("systems", "said"),
    [
        (["es6", "cjs", "tsd"], set()),
        (["es6", "cjs", "tsd", "amd"], {"imports of the form 'amd' are not read here"}),
        (["es6", "cjs"], {"/// <reference> count here, and dependency-cruiser does not look at them"}),
        (["cjs", "tsd"], {"import … from count here, and dependency-cruiser does not look at them"}),
    ],
)
def test_a_form_of_import_that_only_one_reads_is_said_and_references_are_read_here(brought, systems, said):
    text = cruised(one(**{"from": {}, "to": {"circular": True}}), options={**SEES, "moduleSystems": systems})

    made = brought("dependency_cruiser", "rules.json", text, MANIFEST)

    assert {row.why for row in made.rows if row.what == "moduleSystems" and row.why} == said


def test_every_option_has_a_row(brought):
    options = {
        "exclude": {"path": "fixtures|^gen/"},
        "includeOnly": {"path": "^src/"},
        "doNotFollow": {"path": "node_modules|^vendor/", "dependencyTypes": ["npm"]},
        "tsPreCompilationDeps": True,
        "detectJSDocImports": False,
        "moduleSystems": ["cjs", "es6", "amd"],
        "exoticRequireStrings": ["need"],
        "preserveSymlinks": False,
        "args": "src",
        "baseDir": "/x",
        "maxDepth": 0,
        "collapse": "x",
        "later": True,
    }
    text = cruised(one(**{"from": {}, "to": {"circular": True}}), options=options)

    made = brought("dependency_cruiser", "rules.json", text, MANIFEST)

    assert {row.what for row in made.rows if row.where == "options"} == set(options)
    assert {what: how for (where, what), how in odd(made).items() if where == "options"} == {
        "includeOnly": "approximate",
        "detectJSDocImports": "approximate",
        "moduleSystems": "approximate",
        "exoticRequireStrings": "not importable",
        "args": "approximate",
        "later": "not importable",
    }
    (law,) = made.decisions
    assert law.scope == ("src/**",)
    assert {what: hide for what, _, hide in law.clauses[0].excuses} == {
        **dict.fromkeys(["**/*fixtures*", "-> **/*fixtures*", "**/*fixtures*/**", "-> **/*fixtures*/**"], True),
        **dict.fromkeys(["gen/**", "-> gen/**", "vendor/**"], True),
    }


def test_what_is_left_out_otherwise_than_by_path_is_told(brought):
    made = brought("dependency_cruiser", "r.json", cruised(one(**B), options={**SEES, "exclude": {"dynamic": True}}))
    assert odd(made)["options", "exclude"] == "not importable"

    made = brought("dependency_cruiser", "r.json", cruised(one(**B), options={**SEES, "exclude": "(?=x)"}))
    assert odd(made)["options", "exclude"] == "not importable"


def test_what_is_left_out_stands_once_and_may_excuse_nothing(brought):
    ban = one("ban", **{"from": {"path": "^src/", "pathNot": "^src/gen/"}, "to": {"path": "^lib/"}})
    core = one("core", **{"from": {}, "to": {"path": "^fs$", "dependencyTypes": ["core"]}})
    circle = one("circle", **{"from": {}, "to": {"circular": True}})
    text = cruised(ban, core, circle, options={**SEES, "exclude": {"path": "^src/gen/"}})

    made = brought("dependency_cruiser", "rules.json", text)

    clauses = {each.id: each for one in made.decisions for each in one.clauses}
    assert clauses["#ban"].excuses == (
        ("src/gen/**", "pathNot of `from`", False),
        ("-> src/gen/**", "exclude in dependency-cruiser's options", False),
    )
    assert clauses["#ban"].standing == ("src/gen/**", "-> src/gen/**")
    assert [what for what, _, _ in clauses["#core"].excuses] == ["src/gen/**"]
    assert [hide for _, _, hide in clauses["#circle"].excuses] == [True, True]
    assert clauses["#circle"].standing == ()
