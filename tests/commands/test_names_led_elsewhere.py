"""A manifest and an import in one change, as a person, a gate and an agent's hook meet them."""

import json

import pytest

from tests.commands.ask import mneme
from tests.pipeline.test_edit import hook

ADR = "docs/decisions/ADR-0001.yaml"
RULE = """\
id: ADR-0001
title: Folder a stands by itself
status: accepted
date: 2026-01-01
rules:
  apart:
    forbid:
      imports:
        - src/b
    in:
      - src/a/**
  listed:
    undeclared: true
    in:
      - src/a/**
"""
OLD, NEW = "src/a/old.ts", "src/a/new.ts"


def ts(**paths):
    return json.dumps({"compilerOptions": {"paths": {name: [to] for name, to in paths.items()}}})


@pytest.fixture
def shop(repo, monkeypatch):
    monkeypatch.setattr("mneme_cli.commands.hook.DEADLINE", 60.0)  # what is asked here is no question of speed
    code = {f"src/{name}/db.ts": "export const db = 1\n" for name in ("b", "ok")}
    repo.write({**code, "package.json": '{"name": "shop"}\n', "tsconfig.json": ts(**{"@b/*": "./src/b/*"})})
    repo.commit("shop", {ADR: RULE, OLD: "import { db } from '@b/db'\n", NEW: "export const x = 1\n"})
    repo.git("checkout", "-q", "-b", "feature")
    return repo


FORMS = ((), ("--staged",), ("--diff", "main...feature"))


def told(repo, form, texts):
    """Return outcome, and rule, outcome and place of each finding."""
    repo.stage(texts) if form == ("--staged",) else repo.commit("mine", texts) if form else repo.write(texts)
    said = mneme("check", *form, "--format", "json")
    page = said.page
    found = [(one["rule"], one["outcome"], one["path"]) for one in page["findings"] if one["outcome"] != "allow"]
    return page["outcome"], found, mneme("check", *form).words


@pytest.mark.parametrize("form", FORMS, ids=["work tree", "index", "range"])
def test_a_new_alias_and_its_use_pass(shop, form):
    aliases = ts(**{"@b/*": "./src/b/*", "@ok/*": "./src/ok/*"})

    assert told(shop, form, {"tsconfig.json": aliases, NEW: "import { db } from '@ok/db'\n"})[:2] == ("allow", [])


@pytest.mark.parametrize("form", FORMS, ids=["work tree", "index", "range"])
def test_an_alias_that_hides_what_it_led_to_waits_and_the_report_says_why(shop, form):
    outcome, found, words = told(shop, form, {"tsconfig.json": ts(**{"@b/*": "./src/ok/*"})})

    assert (outcome, found) == ("ask", [("ADR-0001#apart", "ask", OLD)])
    assert "This change leads names elsewhere than before ADR-0001#apart" in words
    assert "What a name meant is forbidden where it stands, and no line of the code was mended." in words
    assert "Removed or weakened" not in words


@pytest.mark.parametrize("report", ["github", "sarif"])
def test_a_machine_is_told_what_happened_and_of_no_policy_that_nobody_touched(shop, report):
    shop.write({"tsconfig.json": ts(**{"@b/*": "./src/ok/*"})})

    said = mneme("check", "--format", report).words

    assert "his change leads names elsewhere than before, so that ADR-0001#apart finds less" in said
    assert "passes only because" not in said


@pytest.mark.parametrize("report", ["markdown", "summary"])
def test_a_comment_names_what_happened_and_not_a_policy_that_nobody_touched(shop, report):
    shop.write({"tsconfig.json": ts(**{"@b/*": "./src/ok/*"})})

    said = mneme("check", "--format", report).words

    assert "#### This change leads names elsewhere than before - `ADR-0001#apart`" in said
    assert "--approved-by NAME" in said
    assert "edits the policy" not in said


def test_what_the_baseline_accepts_is_not_hidden_either(shop):
    mneme("baseline", "--allow-growth")
    shop.git("checkout", "-q", "main")
    shop.commit("accept")
    shop.git("checkout", "-q", "-B", "feature")
    shop.write({"tsconfig.json": ts(**{"@b/*": "./src/ok/*"})})

    page = mneme("check", "--format", "json").page

    assert (page["outcome"], [one["path"] for one in page["findings"]]) == ("ask", [OLD])


def test_who_may_lets_it_pass(shop):
    shop.git("checkout", "-q", "main")
    shop.commit("settings", {"mneme.yaml": "approvers: [ana]\n"})
    shop.git("checkout", "-q", "-B", "feature")
    shop.write({"tsconfig.json": ts(**{"@b/*": "./src/ok/*"})})

    said = mneme("check", "--approved-by", "ana")

    assert said.code == 0, said.words
    assert "ana" in said.words


def test_a_rule_and_an_alias_that_change_at_once_are_told_apart(shop):
    shop.write({"tsconfig.json": ts(**{"@b/*": "./src/ok/*"}), ADR: RULE.replace("undeclared: true", "unused: true")})
    shop.write({NEW: "import express from 'express'\n"})

    words = mneme("check").words

    assert "This change edits the policy it is judged by ADR-0001#listed" in words
    assert "This change leads names elsewhere than before ADR-0001#apart" in words


def test_the_debt_of_a_barrel_that_leads_elsewhere_is_seen_behind_it(shop):
    shop.git("checkout", "-q", "main")
    shop.commit("barrel", {"src/c/index.ts": "export { db } from '@b/db'\n", OLD: "import { db } from '../c'\n"})
    shop.git("checkout", "-q", "-B", "feature")
    shop.write({"tsconfig.json": ts(**{"@b/*": "./src/ok/*"})})

    page = mneme("check", "--format", "json").page

    assert (page["outcome"], [one["path"] for one in page["findings"]]) == ("ask", [OLD])


def test_a_hook_lets_a_new_alias_be_used(shop):
    shop.write({"tsconfig.json": ts(**{"@b/*": "./src/b/*", "@ok/*": "./src/ok/*"})})

    assert hook(shop, path=NEW, content="import { db } from '@ok/db'\n") == ({}, "")


def test_a_hook_asks_about_what_an_alias_hides(shop):
    shop.write({"tsconfig.json": ts(**{"@b/*": "./src/ok/*"})})

    said, _ = hook(shop, path=NEW, content="import { db } from '@b/db'\n")

    assert said["permissionDecision"] == "ask"
    assert "a manifest says that the name means something else now" in said["permissionDecisionReason"]


PYTHON = """\
id: ADR-0002
title: The domain stands alone
status: accepted
date: 2026-01-01
rules:
  alone:
    forbid:
      imports:
        - lib/infra
    in:
      - lib/domain/**
      - run/**
  listed:
    undeclared: true
    in:
      - lib/domain/**
"""


def project(*roots):
    where = ", ".join(f'"{root}"' for root in roots)
    return f'[project]\nname = "shop"\nversion = "1"\n[tool.setuptools.packages.find]\nwhere = [{where}]\n'


@pytest.fixture
def python(repo):
    code = {f"lib/{name}/__init__.py": "" for name in ("domain", "infra")}
    repo.write({**code, "lib/infra/db.py": "x = 1\n", "run/start.py": "", "pyproject.toml": project("lib")})
    repo.commit("shop", {"docs/decisions/ADR-0002.yaml": PYTHON, "lib/domain/order.py": "x = 1\n"})
    repo.git("checkout", "-q", "-b", "feature")
    return repo


def test_a_new_source_root_and_an_import_from_it_pass(python):
    python.write({"pyproject.toml": project("lib", "plugs"), "plugs/tools.py": "x = 1\n"})
    python.write({"lib/domain/order.py": "import tools\n"})

    said = mneme("check")

    assert (said.code, "blocks" in said.words) == (0, False), said.words


def test_a_source_root_that_hides_what_is_forbidden_waits(python):
    python.commit("debt", {"run/start.py": "import infra.db\n"})
    python.git("branch", "-f", "main", "feature")
    python.write({"pyproject.toml": project("other", "lib"), "other/infra/__init__.py": "", "other/infra/db.py": ""})

    page = mneme("check", "--format", "json").page

    assert (page["outcome"], [one["path"] for one in page["findings"]]) == ("ask", ["run/start.py"])


def test_a_name_that_stands_for_another_distribution_waits(repo):
    rule = PYTHON.replace("imports:\n        - lib/infra", "packages:\n        - pyyaml")
    repo.commit("shop", {ADR: rule.replace("ADR-0002", "ADR-0001"), "lib/domain/order.py": "x = 1\n"})
    repo.write({"mneme.yaml": "imports:\n  yaml: harmless\n", "lib/domain/order.py": "import yaml\n"})
    repo.write({"requirements.txt": "harmless\n"})

    page = mneme("check", "--format", "json").page

    assert (page["outcome"], [one["rule"] for one in page["findings"]]) == ("ask", ["ADR-0001#alone"])


def test_a_line_that_breaks_the_rule_by_both_names_was_there_before(shop):
    shop.write({"src/b/inner/db.ts": "export const db = 1\n", "tsconfig.json": ts(**{"@b/*": "./src/b/inner/*"})})

    page = mneme("check", "--format", "json").page

    assert (page["outcome"], [one["status"] for one in page["findings"]]) == ("allow", ["existing"])


def test_whoever_asks_is_told_of_what_a_name_that_was_led_elsewhere_hides(shop):
    """The report sends its reader to `mneme why`, which found nothing; --explain had no rule speak in the file."""
    shop.write({"tsconfig.json": ts(**{"@b/*": "./src/ok/*"})})

    assert "ADR-0001#apart applied: 1 finding" in mneme("check", "--explain").words
    for what in (OLD, f"{OLD}:1", "ADR-0001#apart"):
        words = mneme("why", what).words
        assert f"ASK ADR-0001#apart {OLD}:1:1 imports src/b/db.ts" in words, what
        assert "a name means something else by this diff" in words, what
    for what in (NEW, f"{NEW}:1", "ADR-0001#listed"):
        assert "src/b/db.ts" not in mneme("why", what).words, what


def test_it_is_explained_where_a_rule_changes_as_well(shop):
    shop.write({"tsconfig.json": ts(**{"@b/*": "./src/ok/*"}), ADR: RULE.replace("undeclared: true", "unused: true")})

    assert "ADR-0001#apart applied: 1 finding" in mneme("check", "--explain").words
