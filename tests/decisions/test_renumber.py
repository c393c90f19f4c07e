from __future__ import annotations

import pytest

from mneme_cli.decisions.known import index
from mneme_cli.decisions.renumber import Edit, plan
from mneme_cli.errors import MnemeError
from mneme_cli.model.corpus import Corpus, Place
from tests.decisions.made import decision, waiver

A = decision("ADR-0017", path="a.yaml", rules=("x", "both"))._replace(places={"id": Place("a.yaml", 2, 5)})
B = decision("ADR-0017", path="b.yaml", rules=("y", "both"))


def renumber(records, file, waivers=()):
    """Plan for one file of records that are told apart as the compiler does."""
    known = index(records, waivers)
    (made,) = plan(Corpus(decisions=tuple(known.decisions.values()), waivers=known.waivers), file)
    return made


def test_a_link_to_a_rule_tells_which_file_it_means():
    others = decision("ADR-20", path="c.yaml", amends=["ADR-0017#x"]), waiver("W", "ADR-0017#y", path="w.yaml")
    done = renumber([A, B, others[0]], "a.yaml", [others[1]])
    assert (done.old, done.new, done.doubtful) == ("ADR-0017", "ADR-0021", ())
    assert done.edits == (
        Edit(path="a.yaml", line=2, column=5, old="ADR-0017", new="ADR-0021"),
        Edit(path="c.yaml", line=6, column=11, old="ADR-0017#x", new="ADR-0021#x"),
    )
    assert [edit.path for edit in renumber([A, B, others[0]], "b.yaml", [others[1]]).edits] == ["b.yaml", "w.yaml"]


def test_links_that_may_mean_either_are_left_and_said():
    other = decision("ADR-9", path="c.yaml", supersedes=["ADR-0017"], amends=["ADR-0017#both", "ADR-0017#z"])
    done = renumber([A, B, other], "a.yaml")
    assert len(done.edits) == 1
    assert [edit.old for edit in done.doubtful] == ["ADR-0017", "ADR-0017#both", "ADR-0017#z"]


def test_another_spelling_tells_it_too():
    plain = decision("ADR-17", path="b.yaml")
    other = decision("ADR-9", path="c.yaml", supersedes=["ADR-17"])
    assert [edit.path for edit in renumber([A, plain, other], "b.yaml").edits] == ["b.yaml", "c.yaml"]
    assert [edit.path for edit in renumber([A, plain, other], "a.yaml").edits] == ["a.yaml"]


@pytest.mark.parametrize(
    ("name", "others", "new"),
    [("ADR-0009", ["ADR-0010", "RFC-99", "ADR-x"], "ADR-0011"), ("ADR-9", [], "ADR-10"), ("RFC-1", ["ADR-7"], "RFC-2")],
)
def test_a_free_number_keeps_prefix_and_width(name, others, new):
    twice = [decision(name, path="p.yaml"), decision(name, path="q.yaml")]
    assert renumber([*twice, *(decision(one, path=f"{one}.yaml") for one in others)], "q.yaml").new == new


def test_all_but_the_oldest_move_and_every_one_gets_its_own_number():
    three = [decision("ADR-1", date=f"2026-01-0{day}", path=path) for day, path in ((3, "a"), (1, "b"), (2, "c"))]
    papers = waiver("W-1", "ADR-9#x", path="w"), waiver("W-1", "ADR-9#x", path="v", until="2026-12-01")
    known = index(three, papers)
    plans = plan(Corpus(decisions=tuple(known.decisions.values()), waivers=known.waivers))
    assert [(one.file, one.old, one.new, one.kept) for one in plans] == [
        ("c", "ADR-1", "ADR-2", "b"),
        ("a", "ADR-1", "ADR-3", "b"),
        ("w", "W-1", "W-2", "v"),
    ]


@pytest.mark.parametrize(
    ("records", "file", "message"),
    [
        ([A, B], "c.yaml", "c.yaml shares its number with nobody"),
        ([A], "a.yaml", "no two records share a number"),
        ([decision("org:A-1", path="p.yaml"), decision("org:A-01", path="q.yaml")], "p.yaml", "no two records share"),
        ([decision("one", path="p.yaml"), decision("one", path="q.yaml")], "p.yaml", "one does not end in a number"),
    ],
)
def test_what_cannot_be_renumbered(records, file, message):
    with pytest.raises(MnemeError, match=message) as wrong:
        renumber(records, file)
    assert wrong.value.hint


def test_a_pack_keeps_its_links():
    theirs = decision("org:ADR-1", path="v.yaml", relates=["ADR-0017#x"])
    assert len(renumber([A, B, theirs], "a.yaml").edits) == 1
