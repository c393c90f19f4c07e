import pytest

from mneme_cli.commands import _find
from mneme_cli.commands.graph import graph
from mneme_cli.commands.lint import summed
from mneme_cli.commands.list import rows
from mneme_cli.commands.rules import index, page
from mneme_cli.commands.show import Shown, show
from mneme_cli.errors import MnemeError
from mneme_cli.model.corpus import Corpus
from mneme_cli.model.problem import Problem
from tests.cli.shared_corpus import CORPUS, NEW, WAIVER


def test_list_is_sorted_by_number_and_says_what_is_in_force():
    found = rows(CORPUS)
    assert [row.id for row in found] == ["ADR-0004", "ADR-0012", "ADR-0013", "org:ADR-3"]
    assert [(row.state, row.live, row.rules) for row in found[:2]] == [("superseded", 0, 1), ("in-force", 3, 3)]


def test_list_by_state_and_words():
    assert [row.id for row in rows(CORPUS, states=("superseded", "not-decided"))] == ["ADR-0004", "ADR-0013"]
    assert [row.id for row in rows(CORPUS, search="PRICING incidents")] == ["ADR-0012"]
    with pytest.raises(MnemeError) as error:
        rows(CORPUS, states=("live",))
    assert "in-force" in error.value.hint


@pytest.mark.parametrize("name", ["ADR-0012", "ADR-12", "adr-012", "12", "0012"])
def test_people_need_not_write_zeros(name):
    assert _find.decision(CORPUS, name) is NEW


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("ADR-0112", "did you mean ADR-0012"),
        ("3", "mneme list"),
        ("ADR-0012#no-om", "ADR-0012#no-orm"),
        ("x", "mneme list"),
    ],
)
def test_an_unknown_id_is_answered_with_a_near_one(name, hint):
    with pytest.raises(MnemeError) as error:
        show(CORPUS, name)
    assert hint in error.value.hint


def test_show_has_links_in_both_directions_and_waivers():
    new, old = show(CORPUS, "ADR-0012"), show(CORPUS, "ADR-0004")
    assert isinstance(new, Shown)
    assert isinstance(old, Shown)
    assert [link.target for link in new.out] == ["ADR-0004"]
    assert [link.source for link in old.into] == ["ADR-0012"]
    assert new.waivers == (WAIVER,)
    assert [live for _, _, live in new.rules] == [True, True, True]
    assert [problem.code for problem in new.problems] == ["W-REVIEW"]


def test_show_a_rule_and_a_waiver():
    one = show(CORPUS, "12#no-orm")
    assert isinstance(one, Shown)
    assert one.focus == "ADR-0012#no-orm"
    assert len(one.rules) == 1
    assert show(CORPUS, "w-7") is WAIVER


def test_two_files_of_one_number_are_not_guessed():
    twice = CORPUS._replace(decisions=(NEW, NEW._replace(place=NEW.place._replace(path="docs/decisions/b.yaml"))))
    with pytest.raises(MnemeError) as error:
        show(twice, "12")
    assert error.value.hint == "mneme renumber docs/decisions/b.yaml"


def test_a_rule_needs_a_name_where_there_are_several():
    with pytest.raises(MnemeError, match="3 rules"):
        _find.rule(CORPUS, "ADR-0012")
    assert _find.rule(CORPUS, "ADR-0004")[1].id == "ADR-0004#only-orm"
    with pytest.raises(MnemeError, match="no rules"):
        _find.rule(CORPUS, "ADR-0013")


def test_graph_has_waivers_and_can_be_narrowed():
    whole = graph(CORPUS)
    assert {node.id for node in whole.nodes} == {"ADR-0004", "ADR-0012", "ADR-0013", "org:ADR-3", "W-0007"}
    assert [(a.source, a.kind, a.target, a.rules) for a in whole.arrows] == [
        ("ADR-0012", "supersedes", "ADR-0004", ()),
        ("W-0007", "waives", "ADR-0012", ("no-orm",)),
    ]
    assert {node.id for node in graph(CORPUS, "4").nodes} == {"ADR-0004", "ADR-0012", "W-0007"}
    assert graph(CORPUS, "W-0007") == graph(CORPUS, "w-7") == graph(CORPUS, "4")


@pytest.mark.parametrize(
    ("codes", "code"), [([], 0), (["W-DUE"], 0), (["E-CONFLICT"], 1), (["E-CONFLICT", "E-SELF", "W-GAP"], 2)]
)
def test_lint_ends_with_the_gravest(codes, code):
    found = summed(Corpus(), tuple(Problem(one, "a.yaml", 1, 1) for one in codes))
    assert found.exit == code
    assert [one.code[0] for one in found.problems] == sorted(one[0] for one in codes)


def test_rule_pages_come_from_the_entries(tmp_path, monkeypatch):
    shelf = tmp_path / "some_shelf"
    shelf.mkdir()
    (shelf / "__init__.py").write_text("")
    (shelf / "forbid.py").write_text('"""Nothing of this\nkind.\n\nSays: never.\n"""\n')
    (shelf / "_hidden.py").write_text("")
    monkeypatch.syspath_prepend(str(tmp_path))
    shelves = (("kinds", "some_shelf"),)
    assert [(leaf.name, leaf.says) for leaf in index(shelves)] == [("forbid", "Nothing of this kind.")]
    assert page("forbid", shelves)[0].page == "Nothing of this\nkind.\n\nSays: never."
    with pytest.raises(MnemeError) as error:
        page("forbit", shelves)
    assert "forbid" in error.value.hint
