"""A tsconfig.json or package.json that cannot be read is said, with its place, and nothing that follows from it is."""

from __future__ import annotations

import pytest

from tests.commands.ask import HEAD, mneme

ADR = "docs/decisions/ADR-0001-web.yaml"
RULE = HEAD + "rules:\n  apart:\n    forbid:\n      imports:\n        - src/core/**\n    in:\n      - src/web/**\n"
CONFIG = '{ "compilerOptions": {\n  "paths": { "@core/*": ["./src/core/*"] }\n} }\n'
TORN = '{ "compilerOptions": { // why\n  "paths": { "@core/*": [ }\n'
PAGE = "src/web/page.ts"
FILES = {
    "mneme.yaml": "decisions: [docs/decisions]\n",
    ADR: RULE,
    "tsconfig.json": CONFIG,
    PAGE: 'import { one } from "@core/one"\n',
    "src/core/one.ts": "export const one = 1\n",
}
PACKAGE = '{\n  "name": "shop",\n  "dependencies": {\n    "left-pad": "1.0.0"\n  }\n}\n'
BROKEN = '{\n  "name": "shop",\n  "dependencies": {\n    "left-pad": "1.0.0",\n  }\n}\n'
UNDECLARED = HEAD + "rules:\n  asked:\n    undeclared: true\n    in:\n      - src/**\n"


@pytest.fixture
def web(repo):
    repo.write(FILES).commit("one")
    assert mneme("check", "--all").code == 1
    return repo


@pytest.mark.parametrize(
    ("text", "place", "why"),
    [
        (TORN, "2:27", "is not JSON"),
        ("[]", "1", "is not a JSON object"),
        ('{\n  "extends": "./nope.json"\n}', "2:3", "extends ./nope.json, which is not there"),
        ('{\n  "extends": ["./nope.json"]\n}', "2:3", "extends ./nope.json, which is not there"),
        ('{\n  "extends": 1\n}', "2:3", "has an `extends` that is neither text nor a list"),
        ('{\n  "compilerOptions": []\n}', "2:3", "has `compilerOptions` that are no object"),
        ('{ "compilerOptions": {\n  "paths": "x"\n} }', "2:3", "has `paths` that are no object"),
        (
            '{ "compilerOptions": { "paths": {\n  "@core/*": "src/core/*"\n} } }',
            "2:3",
            "maps @core/* to what is no list",
        ),
        ('{ "compilerOptions": {\n  "baseUrl": 1\n} }', "2:3", "has a `baseUrl` that is no text"),
    ],
)
def test_a_tsconfig_that_cannot_be_read_is_said(web, text, place, why):
    web.write({"tsconfig.json": text})
    said = mneme("check", "--all")
    assert "Not read whole" in said.words
    assert f"tsconfig.json:{place} {why}" in said.words

    changed = mneme("check", "--format", "json")
    assert (changed.code, changed.page["judged"]) == (2, False)
    assert [(one["path"], one["fatal"]) for one in changed.page["skipped"]] == [("tsconfig.json", True)]


def test_so_is_a_package_json_that_names_what_is_imported(web):
    web.write({"package.json": BROKEN.replace(",\n  }", "\n  ")})
    said = mneme("check", "--format", "json")
    assert said.code == 2
    assert [(one["path"], one["line"], one["column"], one["fatal"]) for one in said.page["skipped"]] == [
        ("package.json", 6, 2, True)
    ]


def test_an_unchanged_one_is_said_where_a_changed_file_goes_by_it(web):
    web.commit("two", {"tsconfig.json": TORN, "src/other/readme.md": "x\n"})
    assert "tsconfig.json:2:27 is not JSON" in mneme("check", "--all").words
    web.write({"src/other/readme.md": "y\n"})
    assert "tsconfig.json" not in mneme("check").words
    web.write({PAGE: 'import { one } from "@core/one"\n\n'})
    said = mneme("check")
    assert "tsconfig.json:2:27 is not JSON" in said.words
    assert said.code == 0


def test_one_is_said_above_what_somebody_points_at(web):
    web.commit("two", {"tsconfig.json": TORN})
    assert "tsconfig.json:2:27 is not JSON" in mneme("check", "src/web").words
    web.write({"lib/tsconfig.json": TORN})
    assert "lib/tsconfig.json" not in mneme("check", "src/web").words


def test_one_that_is_extended_is_said_by_its_own_name(web):
    web.write({"tsconfig.json": '{ "extends": "./config/base.json" }', "config/base.json": TORN})
    said = mneme("check", "--format", "json").page
    assert [(one["path"], one["line"], one["column"]) for one in said["skipped"]] == [("config/base.json", 2, 27)]


@pytest.mark.parametrize(
    "text",
    [
        CONFIG,
        "",
        "// nothing yet\n",
        '{ "extends": "@tsconfig/node20/tsconfig.json" }',
        '{ "extends": "./.svelte-kit/tsconfig.json" }',
        '{ "extends": "../node_modules/x/tsconfig.json" }',
        '{ "compilerOptions": { "paths": null, "baseUrl": ".", /* , */ }, }',
    ],
)
def test_one_that_the_compiler_takes_is_not_said(web, text):
    """What a tool writes, and what is installed, is in no repository."""
    web.write({"tsconfig.json": text})
    assert mneme("check", "--format", "json").page["skipped"] == []


def test_it_is_none_of_our_business_where_no_rule_on_code_speaks(web):
    rule = HEAD + "rules:\n  short:\n    limit:\n      metric: lines\n      at_most: 9\n    in:\n      - src/**\n"
    web.commit("two", {ADR: rule})
    web.write({"tsconfig.json": TORN})
    assert (mneme("check").code, mneme("check", "--format", "json").page["skipped"]) == (0, [])


def test_on_unparsed_warn_lets_it_pass(web):
    web.commit("two", {"mneme.yaml": "decisions: [docs/decisions]\non_unparsed: warn\n", PAGE: "export {}\n"})
    web.write({"tsconfig.json": TORN})
    said = mneme("check", "--format", "json")
    assert (said.code, [one["fatal"] for one in said.page["skipped"]]) == (0, [False])


def test_a_violation_that_a_torn_tsconfig_hides_waits_for_an_approval_all_the_same(web):
    web.commit("two", {"mneme.yaml": "decisions: [docs/decisions]\non_unparsed: warn\n"})
    web.write({"tsconfig.json": TORN})
    page = mneme("check", "--format", "json").page
    assert (page["outcome"], [one["path"] for one in page["findings"]]) == ("ask", [PAGE])


@pytest.fixture
def asking(repo):
    files = {ADR: UNDECLARED, "package.json": PACKAGE, PAGE: 'import "left-pad"\nimport "right-pad"\n'}
    repo.write({**FILES, **files}).commit("one")
    return repo


@pytest.mark.parametrize("asked", [[], ["--all"]])
def test_nothing_is_undeclared_while_a_manifest_above_cannot_be_read(asking, asked):
    assert mneme("check", "--all").words.count("which no manifest above it declares") == 1
    asking.write({"package.json": BROKEN, PAGE: 'import "left-pad"\nimport "right-pad"\n\n'})
    said = mneme("check", *asked)
    assert "package.json:5:3 is not JSON" in said.words
    assert "which no manifest above it declares" not in said.words


def test_the_manifest_of_another_ecosystem_declares_nothing_here(asking):
    asking.write({"pyproject.toml": "[project\n"})
    assert mneme("check", "--all").words.count("which no manifest above it declares") == 1


@pytest.mark.parametrize(("path", "text"), [("package.json", BROKEN), ("mneme.yaml", "decisions: [docs/decisions\n")])
@pytest.mark.parametrize("verb", [("check", "--all"), ("lint",)])
def test_nothing_is_paid_while_something_cannot_be_read(asking, path, text, verb):
    assert mneme("baseline").code == 0
    asking.commit("debt")
    asking.write({path: text})
    said = mneme(*verb).words
    assert "W-UNUSED" not in said
    assert "--shrink" not in said


def test_nothing_is_taken_out_of_the_baseline_then(asking):
    assert mneme("baseline").code == 0
    asking.commit("debt", {"package.json": BROKEN})
    said = mneme("baseline", "--shrink")
    assert said.code == 2
    assert "package.json:5:3 is not JSON" in said.words
    assert "right-pad" in asking.read(".mneme/baseline.json").decode()


def test_a_file_that_is_excluded_is_not_said(web):
    web.commit("two", {"mneme.yaml": "decisions: [docs/decisions]\nexclude: [fixtures/**]\n"})
    web.write({"fixtures/tsconfig.json": TORN})
    assert mneme("check", "--all", "--format", "json").page["skipped"] == []


def test_what_an_unread_file_owes_is_not_paid_and_all_else_is(web):
    """Code that no parser likes may be there for good."""
    more = "src/web/more.ts"
    web.commit("two", {more: FILES[PAGE]})
    assert mneme("baseline").code == 0
    web.commit("debt", {PAGE: 'const one = require(\n"@core/" one\nimport "./x"\n', more: "export {}\n"})
    said = mneme("check", "--all").words
    assert f"an accepted finding of ADR-0001#apart is gone in {more}" in said
    assert "mend what could not be read, then run `mneme baseline --shrink`" in said
