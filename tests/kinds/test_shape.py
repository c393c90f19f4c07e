"""Every verb has the same outside: a page, a packet line, a schema with the words of its relations."""

from __future__ import annotations

import pytest

from mneme_cli import kinds, shelf

MINE = ("covered", "forbid", "limit", "only", "protect", "public", "ratchet", "require")


@pytest.mark.parametrize("verb", MINE)
def test_every_kind_has_a_page_of_fixed_headings(verb):
    text = __import__(f"mneme_cli.kinds.{verb}", fromlist=("KIND",)).__doc__
    places = [text.index(f"\n{heading}:\n") for heading in ("Says", "Why", "Breaks", "Holds", "Instead")]
    assert places == sorted(places)


@pytest.mark.parametrize("verb", MINE)
def test_a_packet_line_needs_only_near_and_far(verb):
    assert "src/**" in kinds.take(verb).line.format(near="src/**", far="x")


@pytest.mark.parametrize("verb", MINE)
def test_no_marker_is_left_in_a_schema(verb):
    assert "x-relations" not in repr(kinds.schema(verb))


def test_a_verb_takes_the_words_of_its_relations():
    assert {"imports", "through", "calls", "on", "unresolved"} <= set(kinds.schema("forbid")["properties"])
    assert "paths" not in kinds.schema("require")["properties"]
    assert {"calls", "imports"} <= set(kinds.schema("require")["properties"]["where"]["properties"])
    assert "calls" in kinds.schema("ratchet")["properties"]["count"]["properties"]


def test_mine_are_on_the_shelf():
    assert set(MINE) <= set(shelf.names("mneme_cli.kinds"))


@pytest.mark.parametrize(
    ("verb", "params", "said"),
    [
        ("forbid", ["a", "b"], "no a, b"),
        ("forbid", {"packages": ["x"], "imports": ["a"]}, "no a, x"),
        ("forbid", {"calls": ["eval"], "imports": ["a"]}, "no a, calls (eval)"),
        ("forbid", {"paths": ["m/**"], "on": ["add"]}, "no paths (m/**), on (add)"),
        ("forbid", {"unresolved": True}, "no unresolved"),
        ("forbid", {"imports": ["a"], "through": False}, "no a, through (no)"),
        ("require", {"imports": ["a"], "where": {"calls": ["b"]}}, "needs a, where (calls (b))"),
        ("ratchet", {"count": {"calls": ["print"]}}, "never more calls (print) than there were"),
        ("protect", {"what": ["a"], "allow": ["b", "c"]}, "no imports of a, but from b, c"),
        ("protect", ["a"], "no imports of a"),
        ("public", {"of": ["a"], "surface": ["a.api"]}, "a is imported through a.api only"),
        ("limit", {"metric": "fan_in", "at_least": 1, "at_most": 9}, "fan-in at least 1, at most 9"),
        ("layers", ["a", ["b", "c"], {"peers": ["d", "e"]}], "a, (b, c), (d | e), from high to low"),
        ("layers", {"order": ["a", "b"], "direct": True}, "a, b, from high to low"),
        ("independent", {"units": ["a", "b"]}, "a, b do not know each other"),
        ("independent", {"each_child_of": "a"}, "the children of a do not know each other"),
    ],
)
def test_a_packet_line_says_what_the_rule_says(verb, params, said):
    kind = kinds.take(verb)

    assert said in kind.line.format(near="src/**", far=kind.words(params))
