"""The fast path is law: a set of modules, not a stopwatch. One run per verb, relation and harness."""

import json
import subprocess

import pytest
import yaml

from mneme_cli.shelf import names
from tests.house.inner import HEAD, HEAVY, RULES, door, hook

PATTERNS = {"re", "enum", "functools", "collections"}
"""What the runtime of tree-sitter asks for and does not get; as dear as the runtime, so only a rule on text has them."""
MOST = {"direct": 95, "text": 98, "graph": 114}
"""Modules of a hook that parses: every one costs a look at the disk, and 95 is the budget of a rule on one file.

A rule on text pays for `re`, and whoever asks the graph (of chains, of what nobody uses) for that. The numbers are to fall, never to rise.
"""
GRAPH = {"forbid reaches", "require reaches", "require reached_from", "acyclic", "independent", "layers", "unused"}
_WHOLE = ("acyclic", "require", "covered", "limit", "ratchet", "undeclared", "unused", "dev_only")
STOPS = {name for name in RULES if name.split()[0] not in _WHOLE}
STOPS -= {"forbid reaches", "independent"}
"""Verbs that stop a single edit; the others need the whole change."""


def test_there_is_a_run_for_every_entry_of_both_shelves():
    """A verb or a relation that is added and not listed here could slow every hook unseen."""
    rules = [yaml.safe_load(HEAD + text)["rules"]["r"] for text in RULES.values()]
    verbs = {key for rule in rules for key in rule} - {"in"}
    objects = {key for rule in rules for verb in ("forbid", "require") for key in rule.get(verb, ())}
    assert verbs == set(names("mneme_cli.kinds"))
    assert objects >= set(names("mneme_cli.relations"))
    for verb in ("only", "require", "ratchet"):
        assert len([name for name in RULES if name.split()[0] == verb]) > 1


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_hook_imports_nothing_heavy_and_still_gives_the_right_verdict(shop, name):
    (shop / "docs" / "decisions" / "ADR-0001.yaml").write_text(HEAD + RULES[name])
    hook(shop, text="import decimal\n")  # compiles the policy in a child
    hook(shop)  # writes what it missed into the bundle, for which it loads a module more

    said, modules, told = hook(shop)

    assert told == []
    assert modules & HEAVY == set()
    assert modules & PATTERNS == set() or "text" in name
    assert len(modules) <= MOST["graph" if name in GRAPH else "text" if "text" in name else "direct"]
    assert (json.loads(said)["hookSpecificOutput"].get("permissionDecision") if said else None) == (
        "deny" if name in STOPS else None
    )
    if name in STOPS:
        assert "ADR-0001#r" in said


def test_typescript_is_parsed_by_few_more(shop):
    (shop / "docs" / "decisions" / "ADR-0001.yaml").write_text(
        HEAD + "    forbid:\n      packages: ['pkg:npm/left-pad']\n"
    )
    for _ in range(2):
        hook(shop, text="import pad from 'left-pad'\n", path="web/x.ts")

    said, modules, told = hook(shop, text="import pad from 'left-pad'\n", path="web/x.ts")

    assert told == []
    assert "ADR-0001#r" in said
    assert modules & HEAVY == set()
    assert len(modules) <= 106


def test_a_file_that_nothing_governs_costs_no_parse(shop):
    (shop / "docs" / "decisions" / "ADR-0001.yaml").write_text(HEAD + RULES["forbid imports"])
    hook(shop, text="import decimal\n")
    hook(shop, path="README.md")

    said, modules, _ = hook(shop, path="README.md")

    assert said == ""
    assert {"re", "tree_sitter._binding", "mneme_cli.evidence.imports", "mneme_cli.pipeline.verdict"} & modules == set()
    assert len(modules) <= 45


def test_the_other_moments_of_a_session_import_nothing_heavy_while_the_policy_is_fresh(shop):
    (shop / "docs" / "decisions" / "ADR-0001.yaml").write_text(HEAD + RULES["forbid imports"])
    git = ["git", "-C", str(shop), "-c", "user.name=a", "-c", "user.email=a@example.org"]
    subprocess.run([*git, "add", "-A"], check=True)
    subprocess.run([*git, "commit", "-qm", "shop"], check=True)
    door(shop, "session-start", hook_event_name="SessionStart")
    said, modules, _ = door(shop, "session-start", hook_event_name="SessionStart", source="resume")
    assert "ADR-0001#r" in said
    assert modules & HEAVY == set()
    (shop / "src" / "shop" / "domain" / "order.py").write_text("from shop.infra import db\n")
    tool = {"tool_name": "Bash", "tool_input": {"command": "make"}}
    for name, more in (
        ("post-tool", {"hook_event_name": "PostToolUse", **tool}),
        ("stop", {"hook_event_name": "Stop"}),
    ):
        said, modules, _ = door(shop, name, **more)
        assert '"decision":"block"' in said
        assert modules & HEAVY == set()


def test_an_edit_that_leaves_the_imports_alone_costs_no_parse(shop):
    (shop / "docs" / "decisions" / "ADR-0001.yaml").write_text(HEAD + RULES["layers"])
    hook(shop, text="import decimal\n")

    said, modules, _ = hook(shop, text="import decimal\n\nx = decimal.Decimal(1)\n")

    assert said == ""
    assert {"re", "tree_sitter._binding"} & modules == set()
