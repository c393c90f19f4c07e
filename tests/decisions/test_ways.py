"""What one region holds less than another, told from its globs alone where no file is there to ask."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mneme_cli.decisions.ways import narrower
from mneme_cli.model.region import EVERYWHERE, Region

SHOP, SRC, WEB = (Region(inside=(f"{glob}/**",)) for glob in ("src/shop", "src", "src/shop/web"))
TESTLESS = Region(inside=("src/**",), outside=("src/tests/**",))


def both(one, *others):
    return one._replace(allof=others)


@pytest.mark.parametrize(
    ("old", "new", "less"),
    [
        (both(SRC, SHOP), SHOP, False),
        (both(SRC, SHOP), both(SHOP, SRC), False),
        (SHOP, both(SRC, SHOP), False),
        (both(EVERYWHERE, SHOP), both(SRC, SHOP), False),
        (SHOP, both(SHOP, WEB), True),
        (both(SRC, SHOP), both(SRC, WEB), True),
        (both(SRC, SHOP), WEB, True),
        (both(SRC, SHOP), SRC, False),
        (SRC, both(SRC, SHOP), True),
        (both(SHOP, TESTLESS), both(WEB, TESTLESS), True),
        (both(WEB, TESTLESS), both(SHOP, TESTLESS), False),
        (both(SHOP, SRC), both(SHOP, TESTLESS), True),
        (both(SHOP, TESTLESS), both(SHOP, SRC), False),
        (both(SHOP, both(SRC, WEB)), WEB, False),
        (Region(inside=("src/**",), outside=("src/a/**",)), Region(inside=("src/**",), outside=("src/a/b/**",)), False),
        (Region(inside=("src/**",), outside=("src/a/b/**",)), Region(inside=("src/**",), outside=("src/a/**",)), True),
    ],
)
def test_what_is_less(old, new, less):
    assert narrower(old, new, ()) is less


globs = st.sampled_from(["**", "a/**", "a/b/**", "a/b/c.py", "a/*.py", "b/**"])
some = st.lists(globs, min_size=1, max_size=2).map(tuple)
outside = st.lists(globs.filter(lambda glob: glob != "**"), max_size=1).map(tuple)
flat = st.tuples(some, outside).map(lambda made: Region(inside=made[0], outside=made[1]))
regions = st.tuples(flat, st.lists(flat, max_size=2)).map(lambda made: both(made[0], *made[1]))
PATHS = ("a/x.py", "a/b/c.py", "a/b/d", "b/x", "c", "a/b/c/d.py")


@given(old=regions, new=regions)
def test_what_a_file_shows_is_never_missed(old, new):
    if narrower(old, new, PATHS):
        assert narrower(old, new, ())
