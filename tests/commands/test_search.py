"""Decisions by words: who holds most stands first, and the same words always find the same."""

import pytest

from mneme_cli.commands.search import search
from mneme_cli.errors import MnemeError
from mneme_cli.model.corpus import Clause, Corpus, Decision, Place, State


def decided(id, title, **more):
    return Decision(id=id, title=title, status="accepted", date=20000, place=Place(f"docs/decisions/{id}.yaml"), **more)


CORPUS = Corpus(
    decisions=(
        decided("ADR-0010", "Prices are integers", context="Rounding money by float lost a cent."),
        decided("ADR-0002", "One HTTP client", extra={"x-tags": ["Network", "money"]}),
        decided(
            "ADR-0003",
            "Money is a type",
            clauses=(Clause(id="ADR-0003#no-float", verb="forbid", params={"calls": ["float"]}, say="use Money"),),
        ),
        decided("ADR-0004", "Old prices", decision="float will do"),
    ),
    states={"ADR-0004": State(id="ADR-0004", state="superseded", by=("ADR-0010",))},
    live=("ADR-0003#no-float",),
)


def found(words, **more):
    made = search(CORPUS, words, **more)
    return [(hit.row.id, hit.held) for hit in made.hits]


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("network", ["ADR-0002"]),
        ("adr-0010", ["ADR-0010"]),
        ("MONEY", ["ADR-0003", "ADR-0002", "ADR-0010"]),
        ("no-float", ["ADR-0003"]),
        ("rounding, (cent)!", ["ADR-0010"]),
        ("x-tags", ["ADR-0002"]),
        ("kafka", []),
    ],
)
def test_id_title_tags_prose_and_rules_are_looked_through_and_titles_count_more(words, ids):
    assert [name for name, _ in found(words)] == ids


def test_who_holds_more_of_the_words_stands_first_and_half_is_enough():
    assert found("money float cent") == [
        ("ADR-0010", ("money", "float", "cent")),
        ("ADR-0003", ("money", "float")),
    ]
    assert found("money kafka") == [(name, ("money",)) for name in ("ADR-0003", "ADR-0002", "ADR-0010")]
    assert found("money kafka redis") == []


def test_a_word_said_twice_is_one_word():
    assert found("float Float FLOAT, money") == found("float money")


def test_only_decisions_in_a_state_and_only_so_many():
    assert found("float", states=("superseded",)) == [("ADR-0004", ("float",))]
    made = search(CORPUS, "float", most=1)
    assert ([hit.row.id for hit in made.hits], made.left_out) == (["ADR-0003"], 2)


def test_no_word_is_refused():
    with pytest.raises(MnemeError, match="no word to search for"):
        search(CORPUS, " ?! ")
