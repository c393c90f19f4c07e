"""What a ban covers for sure is refused in fact, whatever name a file uses."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mneme_cli.relations._uses import _names, covers

WORDS = st.sampled_from(("calls", "symbols"))
NAME = st.lists(st.sampled_from("abc"), min_size=1, max_size=4).map(".".join)
PATTERN = st.lists(st.sampled_from(("a", "b", "c", "*", "**")), min_size=1, max_size=3).map(".".join)


@given(ban=PATTERN, word=WORDS, asked=PATTERN, need=WORDS, name=NAME, call=st.booleans())
def test_what_is_covered_is_refused(ban, word, asked, need, name, call):
    met = _names(asked, name, below=need == "symbols") and (call or need == "symbols")
    refused = _names(ban, name, below=word == "symbols") and (call or word == "symbols")
    if met and covers(ban, word, asked, need):
        assert refused
