"""Captures told for whole folders are what they are file by file."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from mneme_cli.model.region import Region
from mneme_cli.relations._chains.captured import _bindings, holds, selected
from mneme_cli.relations._chains.index import index_of_paths
from mneme_cli.relations._chains.spans import each

NAMES = ("a", "b", "ab", "a-b", "a.py", "b.py")
FILES = st.lists(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4).map("/".join), min_size=1, max_size=20)
OWN = ("a", "*", "{x}", "{x}-{y}", "a{x}", "{x}.py", "b")
FAR = (*OWN, "{!x}", "{!x}-{y}", "a{!x}", "{!x}*", "\\{!x}")


def globs(segments):
    some = st.lists(st.sampled_from(segments), min_size=1, max_size=3).map("/".join)
    return st.one_of(some, some.map("{}/**".format), some.map("**/{}".format), some.map("{}/**/a.py".format))


def regions(segments):
    plain = st.lists(st.sampled_from(("a/**", "**/b.py", "ab/*")), max_size=1).map(tuple)
    inside = st.lists(globs(segments), min_size=1, max_size=2).map(tuple)
    one = st.tuples(inside, plain).map(lambda pair: Region(inside=pair[0], outside=pair[1]))
    more = st.lists(one, max_size=1).map(tuple)
    return st.tuples(one, more).map(lambda pair: pair[0]._replace(allof=pair[1]))


@settings(max_examples=400, deadline=None)
@given(files=FILES, far=regions(FAR), x=st.sampled_from(("a", "b", "ab", "c")))
def test_what_is_selected_under_a_binding(files, far, x):
    index, bound = index_of_paths(set(files)), {"x": x}
    wanted = [name for name in index.names if next(far.bindings(name, bound), None) is not None]
    assert [index.names[at] for at in each(selected(index, far, bound))] == wanted


@settings(max_examples=400, deadline=None)
@given(files=FILES, near=regions(OWN))
def test_what_a_region_binds(files, near):
    index = index_of_paths(set(files))
    wanted = {}
    for name in index.names:
        for way in near.bindings(name):
            wanted.setdefault(tuple(sorted(way.items())), set()).add(name)
    found = {key: {index.names[at] for at in each(spans)} for key, spans in _bindings(index, near).items()}
    assert found == wanted
    assert all(holds(near, name, dict(key)) for key, names in found.items() for name in names)
