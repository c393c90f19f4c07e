"""A package under a name that a manifest gives it (`"ax": "npm:axios@1"`) is that package to every rule on packages, imports and chains."""

import json

import pytest

from tests.commands.ask import mneme

ADR = "docs/decisions/ADR-0001.yaml"
RULE = """\
id: ADR-0001
title: No axios
status: accepted
date: 2026-01-01
rules:
  asked:
    {verb}:
      {what}
    in:
      - src/**
"""
FETCH = "src/fetch.ts"


@pytest.fixture
def found(repo):
    """Return where a rule speaks. what: `packages: [...]`.  asked: dependencies of the root.  more: further files."""

    def run(what, asked, code, verb="forbid", **more):
        files = {"package.json": json.dumps({"name": "shop", "dependencies": asked}), FETCH: code}
        repo.write({**files, **more, ADR: RULE.format(verb=verb, what=what)})
        repo.commit("shop")
        page = mneme("check", "--all", "--format", "json").page
        return [(one["path"], one["line"], one["claim"]) for one in page["findings"]]

    return run


AX = {"ax": "npm:axios@^1.2"}


@pytest.mark.parametrize("what", ["packages: [axios]", "packages: [pkg:npm/axios]", "imports: [pkg:npm/axios]"])
def test_a_ban_sees_a_package_under_its_other_name(found, what):
    assert found(what, AX, "import ax from 'ax'\nimport lib from 'ax/lib/core'\nimport 'axe'\n") == [
        (FETCH, 1, "imports ax (default)"),
        (FETCH, 2, "imports ax/lib/core (default)"),
    ]


@pytest.mark.parametrize(
    ("entry", "name", "behind", "written"),
    [
        ("pkg:npm/axios/lib", "ax", "npm:axios@1", "ax/lib/core"),
        ('"pkg:npm/@acme/*"', "kit", "npm:@acme/kit", "kit"),
        ("pkg:npm/@acme/kit", "@mine/kit", "npm:@acme/kit@2", "@mine/kit/x"),
        ("{name: axios, versions: '>=1'}", "ax", "npm:axios@1.4.0", "ax"),
    ],
)
def test_a_part_a_scope_and_a_range_are_of_the_package_behind_it(found, entry, name, behind, written):
    assert found(f"packages: [{entry}]", {name: behind}, f"import x from '{written}'\n")
    assert not found(f"packages: [{entry}]", {name: "npm:other@1"}, f"import x from '{written}'\n")


def test_what_is_allowed_is_allowed_under_its_other_name(found):
    code = "import ax from 'ax'\nimport got from 'got'\n"

    assert found("packages: [axios]", {**AX, "got": "1"}, code, verb="only") == [
        (FETCH, 2, "imports got (default), which is not listed")
    ]


@pytest.mark.parametrize(
    "more",
    [
        {"apps/web/package.json": json.dumps({"name": "web", "dependencies": {"ax": "^3"}})},
        {"package.json": json.dumps({"name": "shop", "dependencies": AX, "peerDependencies": {"ax": "*"}})},
    ],
)
def test_a_line_in_another_place_ends_no_ban(found, more):
    assert found("packages: [axios]", AX, "import ax from 'ax'\n", **more) == [(FETCH, 1, "imports ax (default)")]


def test_a_chain_ends_at_it_as_well(found):
    other = {"lib/http.ts": "import ax from 'ax'\n"}

    assert found("reaches: [pkg:npm/axios]", AX, "import '../lib/http'\n", **other)


def test_what_is_declared_is_the_name_that_code_says(found):
    code = "import ax from 'ax'\nimport x from 'axios'\n"

    assert found("true", AX, code, verb="undeclared") == [
        (FETCH, 2, "imports axios, which no manifest above it declares")
    ]


@pytest.mark.parametrize(("then", "now"), [(AX, {}), ({}, AX)])
def test_a_manifest_that_gives_a_name_or_takes_it_back_weakens_no_rule(found, repo, then, now):
    found("packages: [axios]", then, "export const x = 1\n")
    repo.git("checkout", "-q", "-b", "feature")
    repo.write({"package.json": json.dumps({"name": "shop", "dependencies": now})})

    assert mneme("check", "--format", "json").page["problems"] == []


def test_a_name_in_use_that_is_given_to_a_banned_package_is_told_where_the_manifest_does_it(found, repo):
    found("packages: [axios]", {"ax": "1"}, "import 'ax'\n")
    repo.commit("everywhere", {ADR: RULE.format(verb="forbid", what="packages: [axios]").replace("- src/**", "- '**'")})
    repo.git("checkout", "-q", "-b", "feature")
    repo.write({"package.json": json.dumps({"name": "shop", "dependencies": AX}, indent=1)})

    told = mneme("check", "--format", "json").page["findings"]
    assert [(one["path"], one["line"], one["status"]) for one in told] == [
        ("package.json", 4, "introduced"),
        (FETCH, 1, "existing"),
    ]
