"""Nx: constraints become rules between tags, every other option has a row."""

from __future__ import annotations

import json

import pytest

from mneme_cli.errors import MnemeError
from mneme_cli.importers.nx import IMPORTER
from mneme_cli.importers.nx.reasons import allows
from tests.importers.conftest import odd, rules
from tests.importers.javascript import nx

PROJECTS = {
    "libs/a/project.json": '{"name": "a", "tags": ["scope:x", "type:ui"]}',
    "libs/b/project.json": '{"tags": ["scope:y"]}',
    "libs/c/package.json": '{"name": "@s/c", "nx": {"tags": ["scope:y", "type:ui"]}}',
    "libs/d/package.json": '{"name": "no-member"}',
    "package.json": '{"name": "root", "workspaces": ["libs/c"]}',
}
BANS = {
    "circular dependencies",
    "imports of its own name",
    "imports of applications",
    "relative imports of projects",
    "imports of what is loaded late",
}
"""What Nx bans without being told to; each has a row."""


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
        "type-apart": {"forbid": {"imports": ["a"], "through": False}, "in": ["tag:type:ui"]},
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
        ("scope:y+type:ui", "bannedExternalImports"): "approximate",
        **{("", what): "not importable" for what in BANS},
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
    assert said.keys() == given.keys() - {"depConstraints"} | BANS | {"projects that no constraint speaks of"}
    assert said["allowCircularSelfDependency"] == ("exact", "")
    assert [what for what, (how, why) in said.items() if how == "not importable" and not why] == []
    assert "undeclared" in said["banTransitiveDependencies"][1]


def test_projects_that_no_constraint_speaks_of_know_no_other(brought):
    made = brought("nx", ".eslintrc.json", nx({"sourceTag": "scope:x", "onlyDependOnLibsWithTags": []}), PROJECTS)

    assert {key.partition("#")[2]: rule for key, rule in rules(made).items()} == {
        "scope-x": {"only": {"imports": []}, "in": ["tag:scope:x"]},
        "no-constraint": {"forbid": {"imports": ["a", "b", "s-c"], "through": False}, "in": ["b", "s-c"]},
    }


def test_a_package_that_is_a_project_has_the_tags_that_nx_gives_it(brought):
    files = {
        "libs/a/project.json": '{"name": "a", "tags": ["scope:x"]}',
        "libs/a/package.json": '{"name": "@s/a", "private": true, "keywords": ["fast"], "nx": {"tags": ["type:ui"]}}',
        "libs/a/inner/project.json": '{"name": "inner"}',
    }

    made = brought("nx", ".eslintrc.json", nx({"sourceTag": "npm:*", "onlyDependOnLibsWithTags": ["*"]}), files)

    assert made.tags == {"a": ("scope:x", "type:ui", "npm:private", "npm:fast")}
    assert odd(made)["a", "a project in it"] == "approximate"


def test_a_rule_that_nx_skips_is_no_answer():
    with pytest.raises(MnemeError, match="no graph of the projects"):
        IMPORTER.witness.answer(b"warning No cached ProjectGraph is available. The rule will be skipped.\n[]")


@pytest.mark.parametrize(
    ("glob", "passed", "held"),
    [
        ("@s/free", "@s/free/deep", "@s/fre"),
        ("@s/**", "@s/a/b", "@t/a"),
        ("@s/*", "@s/a", "@s/a/b"),
        ("@s/**/testing", "@s/a/b/testing", "@s/a/b"),
        ("^@s/[ab]$", "@s/b", "@s/c"),
        ("(", "none", "("),
    ],
)
def test_an_entry_of_allow_means_what_nx_makes_of_it(glob, passed, held):
    assert allows(glob, passed) == (glob != "(")
    assert not allows(glob, held)


def test_a_rule_that_warns_here_and_stops_there_does_not_only_advise(brought):
    text = json.loads(nx({"sourceTag": "scope:x", "onlyDependOnLibsWithTags": ["scope:x"]}).replace("error", "warn"))
    text["overrides"] += [{"files": "*.ts", "rules": {"@nx/enforce-module-boundaries": "error"}}]

    made = brought("nx", ".eslintrc.json", json.dumps(text), PROJECTS)

    assert {each.level for each in made.decisions[0].clauses} == {"normal"}


def test_overrides_that_are_no_list_are_none(brought):
    with pytest.raises(MnemeError, match="no depConstraints"):
        brought("nx", ".eslintrc.json", '{"overrides": null, "depConstraints": []}', PROJECTS)


def test_a_rule_that_warns_advises_and_one_that_is_off_is_none(brought):
    text = nx({"sourceTag": "scope:x", "onlyDependOnLibsWithTags": ["scope:x"]})
    made = brought("nx", ".eslintrc.json", text.replace('"error"', '"warn"'), PROJECTS)
    assert {each.level for each in made.decisions[0].clauses} == {"advise"}

    with pytest.raises(MnemeError, match="no depConstraints"):
        brought("nx", ".eslintrc.json", text.replace('"error"', '"off"'), PROJECTS)
