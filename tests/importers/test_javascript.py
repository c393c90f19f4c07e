"""dependency-cruiser, eslint-plugin-boundaries and Nx: JSON in, decisions and the table out; nothing is evaluated."""

from __future__ import annotations

import json

import pytest

from mneme_cli.errors import MnemeError
from mneme_cli.importers import take
from mneme_cli.importers.dependency_cruiser.patterns import globs
from mneme_cli.importers.dependency_cruiser.regex import UnsaidError
from mneme_cli.model.glob import matches
from tests.importers.conftest import odd, rules, tree

PATTERNS = {
    "^src/": ["src/**"],
    "^src/core": ["src/core*", "src/core*/**"],
    "^src/a\\.js$": ["src/a.js"],
    "\\.spec\\.[jt]s$": ["**/*.spec.js", "**/*.spec.ts"],
    "^(src|lib)/x/": ["src/x/**", "lib/x/**"],
    "^src/(?:a|b)?$": ["src/a", "src/b", "src/"],
    "^src/([^/]+)/": ["src/{g1}/**"],
    "^src/[^/]+/index\\.ts$": ["src/*/index.ts"],
    "^src/.*/x\\.ts$": ["src/*/**/x.ts"],
    "^src/.*": ["src/**"],
    "/test/": ["*/**/test/**"],
    "^package\\.json$": ["./package.json"],
    "^app\\/\\[slug\\]/": ["app/[slug]/**"],
    ".*": ["**"],
}


@pytest.mark.parametrize("pattern", PATTERNS)
def test_an_expression_becomes_globs_that_match_the_same(pattern):
    import re

    found = globs(pattern)
    assert list(found.texts) == PATTERNS[pattern]
    paths = ["src/a.js", "src/a", "src/core/x.ts", "src/corex.ts", "src/x/y.spec.js", "lib/x/a", "src/f/index.ts"]
    paths += [
        "src/f/g/x.ts",
        "src/x.ts",
        "a/test/b",
        "test/b",
        "package.json",
        "a/package.json",
        "app/[slug]/p.tsx",
        "srcs/a",
    ]
    for path in paths:
        ours = any(matches(text.removeprefix("./"), path) for text in found.texts)
        assert ours == bool(re.search(pattern, path)), path


@pytest.mark.parametrize(
    "pattern", ["(?!x)", "\\d+", "a{2}", "(ab)+", "[^a]", "[a-z]", "x.*y", "(a", "[a", "a^b", "+", "a)"]
)
def test_an_expression_without_a_glob_is_refused_with_its_reason(pattern):
    with pytest.raises(UnsaidError) as raised:
        globs(pattern)
    assert str(raised.value)


def test_what_a_glob_says_a_little_wider_is_told():
    assert globs("^src/a.js$").losses == ("'.' is read as a dot, not as any character",)
    assert globs("[^/]+\\.js$").losses


SEES = {"tsPreCompilationDeps": True, "detectJSDocImports": True}


def cruised(*forbidden, options=SEES, **more):
    used = {"ruleSetUsed": {"forbidden": list(forbidden), **more}, "optionsUsed": options, "violations": []}
    return json.dumps({"summary": used})


def one(name="r", severity="error", **given):
    return {"name": name, "severity": severity, **given}


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
    "unreachable": {"from": {}, "to": {"reachable": False, "path": "x"}},
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
        ("allowed", "1 pairs"): "not importable",
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


def boundaries(rule, elements=None):
    elements = elements or [{"type": name, "pattern": f"{name}/*"} for name in ("ui", "app", "lib")]
    return json.dumps({"settings": {"boundaries/elements": elements}, "rules": {"boundaries/element-types": rule}})


def plain(rule):
    """A rule without the kinds of imports that the plugin does not look at."""
    return {key: value for key, value in rule.items() if key != "when"}


def test_elements_become_components_and_pairs_become_bans(brought):
    rule = [
        2,
        {
            "default": "disallow",
            "rules": [
                {"from": ["ui"], "allow": ["app", "ui"], "message": "Ask."},
                {"from": "app", "allow": "*"},
                {"from": "app", "disallow": "ui"},
            ],
        },
    ]

    made = brought("eslint_boundaries", ".eslintrc.json", boundaries(rule))

    assert made.components == {name: (f"**/{name}/*/**",) for name in ("ui", "app", "lib")}
    whens = [rule["when"] for rule in rules(made).values()]
    assert whens == [{"not": ["dynamic", "require", "reexport"]}] * 3
    assert {key.partition("#")[2]: plain(rule) for key, rule in rules(made).items()} == {
        "ui": {"forbid": {"imports": ["lib"], "through": False}, "in": ["ui"], "say": "Ask."},
        "app": {"forbid": {"imports": ["ui"], "through": False}, "in": ["app"]},
        "lib": {"forbid": {"imports": ["ui", "app"], "through": False}, "in": ["lib"]},
    }
    assert odd(made) == {("lib", "elements of the same type"): "not importable"}


def test_what_is_more_than_a_type_is_said(brought):
    elements = [
        {"type": "a", "pattern": "src/a.js", "mode": "full"},
        {"type": "b", "pattern": ["b/[x]"], "mode": "file"},
    ]
    rule = [
        "error",
        {
            "default": "allow",
            "rules": [
                {"from": [["a", {"x": "y"}]], "disallow": ["b"]},
                {"from": "a", "disallow": "b", "importKind": "type"},
                {"from": "a", "disallow": ["b"]},
            ],
        },
    ]

    made = brought("eslint_boundaries", "x.json", boundaries(rule, elements))

    assert made.components == {"a": ("src/a.js",), "b": ("**/b/[x]",)}
    assert [list(rule) for rule in rules(made).values()] == [["forbid", "in", "when"]]
    assert [row.how for row in made.rows if row.what == "boundaries/element-types"] == [
        "exact",
        "not importable",
        "not importable",
    ]
    assert ("b", "element") in odd(made)


PROJECTS = {
    "libs/a/project.json": '{"name": "a", "tags": ["scope:x", "type:ui"]}',
    "libs/b/project.json": '{"tags": ["scope:y"]}',
    "libs/c/package.json": '{"name": "@s/c", "nx": {"tags": ["scope:y", "type:ui"]}}',
    "package.json": '{"name": "root"}',
}


def nx(*constraints):
    rule = ["error", {"depConstraints": list(constraints)}]
    return json.dumps({"overrides": [{"files": "*", "rules": {"@nx/enforce-module-boundaries": rule}}]})


def test_constraints_become_rules_between_tags(brought):
    text = nx(
        {"sourceTag": "scope:x", "onlyDependOnLibsWithTags": ["scope:x", "/^scope:y$/"]},
        {"sourceTag": "type:*", "onlyDependOnLibsWithTags": ["scope:y"], "notDependOnLibsWithTags": ["scope:x"]},
        {"allSourceTags": ["scope:y", "type:ui"], "bannedExternalImports": ["react", "@y/*"]},
        {"sourceTag": "*", "onlyDependOnLibsWithTags": ["*"], "allowedExternalImports": ["@x/*"]},
        {"sourceTag": "gone", "onlyDependOnLibsWithTags": []},
    )
    made = brought("nx", ".eslintrc.json", text, PROJECTS)

    assert made.components == {"a": ("libs/a/**",), "b": ("libs/b/**",), "s-c": ("libs/c/**",)}
    assert made.tags["a"] == ("scope:x", "type:ui")
    assert {key.partition("#")[2]: rule for key, rule in rules(made).items()} == {
        "scope-x": {"only": {"imports": ["tag:scope:x", "tag:scope:y"]}, "in": ["tag:scope:x"]},
        "type": {"only": {"imports": ["tag:scope:y"]}, "in": ["tag:type:ui"]},
        "type-not": {"forbid": {"reaches": ["tag:scope:x"]}, "in": ["tag:type:ui"]},
        "scope-y-type-ui-banned": {
            "forbid": {"packages": ["pkg:npm/react", "pkg:npm/@y/*", "pkg:npm/@y/*.**"]},
            "in": ["s-c"],
        },
        "external": {"only": {"packages": ["pkg:npm/@x/*", "pkg:npm/@x/*.**"]}, "in": ["a", "b", "s-c"]},
    }
    assert odd(made) == {
        ("type:*", "onlyDependOnLibsWithTags"): "approximate",
        ("type:*", "notDependOnLibsWithTags"): "approximate",
        ("", "circular dependencies"): "not importable",
        ("gone", "sourceTag"): "not importable",
    }


def test_every_other_option_of_nx_has_a_row(brought):
    given = {
        "depConstraints": [{"sourceTag": "scope:x", "onlyDependOnLibsWithTags": ["scope:x"]}],
        "allow": ["@s/free"],
        "banTransitiveDependencies": True,
        "enforceBuildableLibDependency": True,
        "allowCircularSelfDependency": False,
        "later": 1,
    }
    text = json.dumps({"rules": {"@nx/enforce-module-boundaries": ["error", given]}})

    made = brought("nx", ".eslintrc.json", text, PROJECTS)

    said = {row.what: (row.how, row.why) for row in made.rows if row.where == ""}
    assert said.keys() == given.keys() - {"depConstraints"} | {"circular dependencies"}
    assert said["allowCircularSelfDependency"] == ("exact", "")
    assert [what for what, (how, why) in said.items() if how == "not importable" and not why] == []
    assert "undeclared" in said["banTransitiveDependencies"][1]


def test_every_setting_of_the_plugin_has_a_row(brought):
    settings = {
        "boundaries/elements": [
            {"type": "ui", "pattern": "ui/*", "capture": ["name"]},
            {"type": "any", "pattern": ["ui/*", "lib/*"], "later": 1},
        ],
        "boundaries/ignore": ["**/*.spec.js"],
        "boundaries/include": ["src/**"],
        "boundaries/dependency-nodes": ["import", "require", "dynamic-import", "export"],
        "boundaries/root-path": "x",
    }
    rule = [2, {"default": "allow", "rules": [{"from": "ui", "disallow": ["any"]}]}]
    text = json.dumps({"settings": settings, "rules": {"boundaries/element-types": rule}})

    made = brought("eslint_boundaries", "x.json", text, {"ui/a/a.js": ""})

    assert odd(made) == {
        ("ui", "element"): "approximate",
        ("any", "element"): "approximate",
        ("any", "pattern"): "approximate",
        ("", "boundaries/include"): "approximate",
        ("", "boundaries/root-path"): "not importable",
    }
    assert ("", "boundaries/ignore") in {(row.where, row.what) for row in made.rows}
    (law,) = made.decisions
    assert law.scope == ("src/**",)
    assert {what for what, _, _ in law.clauses[0].excuses} == {"**/*.spec.js", "-> **/*.spec.js"}
    assert law.clauses[0].when == {}


BROKEN = [
    ("dependency_cruiser", "{", "is no JSON"),
    ("dependency_cruiser", "{}", "no rules"),
    ("dependency_cruiser", '{"forbidden": 3}', "no list of rules"),
    ("dependency_cruiser", b"\xff", "UTF-8"),
    ("eslint_boundaries", "[]", "no boundaries/elements"),
    ("eslint_boundaries", boundaries(2, [{"type": "a"}]), "no type or no pattern"),
    ("eslint_boundaries", boundaries([2, {"rules": 3}]), "no list"),
    ("nx", "{}", "no depConstraints"),
    ("nx", nx({"onlyDependOnLibsWithTags": []}), "no sourceTag"),
    ("nx", nx(3), "no list of constraints"),
    ("nx", nx({"sourceTag": "*"}), "no project.json"),
]


@pytest.mark.parametrize(("name", "text", "said"), BROKEN)
def test_what_is_broken_is_an_error_that_says_what_to_do(name, text, said):
    with pytest.raises(MnemeError) as raised:
        take(name).read("x.json", tree({"x.json": text}))
    assert said in raised.value.message
    assert raised.value.hint


def test_each_knows_its_files():
    for name, text in (("dependency_cruiser", cruised()), ("eslint_boundaries", boundaries(2)), ("nx", nx())):
        readers = [
            other
            for other in ("dependency_cruiser", "eslint_boundaries", "nx")
            if take(other).reads("x.json", text.encode())
        ]
        assert readers == [name]
