"""A component that is gone is missed by its name wherever a rule names it; nobody is told to let the rule be empty."""

from __future__ import annotations

import pytest

from tests.commands.ask import mneme

HEAD = "id: ADR-0001\ntitle: T\nstatus: accepted\ndate: 2026-01-01\nrules:\n  r:\n"
FILES = {
    "shop/__init__.py": "",
    "shop/cli/run.py": "",
    "shop/door/room.py": "",
    "pyproject.toml": '[project]\nname = "shop"\nversion = "1"\ndependencies = ["attrs"]\n',
    "mneme.yaml": "components:\n  door: shop/door/**\n",
}
GONE = "'cli' is neither a component of mneme.yaml nor a module of ours"


@pytest.fixture
def said(repo, monkeypatch):
    """What check says of one rule, as prose."""
    monkeypatch.chdir(repo.path)

    def told(rule):
        repo.commit("files", {**FILES, "docs/decisions/ADR-0001-t.yaml": HEAD + rule})
        return mneme("check", "--all").words

    return told


@pytest.mark.parametrize(
    "rule",
    [
        "    layers: [cli, door]\n",
        "    independent: [cli, door]\n",
        "    public: {of: cli, surface: [door]}\n",
        "    forbid: {imports: [door]}\n    in: [cli]\n",
    ],
)
def test_a_word_that_is_no_component_any_more_is_called_so(said, rule):
    words = said(rule)
    assert GONE in words
    assert "A path needs a slash: ./cli" in words or "write a path with a slash: ./cli" in words
    assert "may_be_empty" not in words


def test_one_that_is_nearly_a_component_is_guessed(said):
    assert "did you mean 'door'? A path needs a slash: ./dor" in said("    layers: [shop, dor]\n")


@pytest.mark.parametrize("word", ["shop.cli.gone", "./cli", "attrs"])
def test_what_may_be_something_else_may_still_be_to_come(said, word):
    words = said(f"    layers: [{word}, door]\n")
    assert f"'{word}' (its target) selects no tracked file" in words
    assert "may_be_empty: true" in words
