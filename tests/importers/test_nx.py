"""Nx: constraints become rules between tags, every other option has a row."""

from __future__ import annotations

import json

from tests.importers.conftest import odd, rules
from tests.importers.javascript import nx

PROJECTS = {
    "libs/a/project.json": '{"name": "a", "tags": ["scope:x", "type:ui"]}',
    "libs/b/project.json": '{"tags": ["scope:y"]}',
    "libs/c/package.json": '{"name": "@s/c", "nx": {"tags": ["scope:y", "type:ui"]}}',
    "package.json": '{"name": "root"}',
}


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
