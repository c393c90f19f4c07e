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
