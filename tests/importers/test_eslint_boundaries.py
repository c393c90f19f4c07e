"""eslint-plugin-boundaries: elements become components, pairs become bans, every setting has a row."""

from __future__ import annotations

import json

from tests.importers.conftest import odd, rules
from tests.importers.javascript import boundaries


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
