"""Names that are two slips apart are found without measuring every pair."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mneme_cli.decisions.near import _Names, distance

words = st.text("abc1", min_size=1, max_size=9)
asked = st.text("abc1", min_size=3, max_size=9)


@given(word=asked, known=st.lists(words, max_size=8))
def test_whatever_is_up_to_two_slips_away_is_among_the_like(word, known):
    like = _Names(known).like(word)
    assert {each for each in known if distance(word, each) <= 2} <= like <= set(known)
