"""Small graphs as sets of (source, target, mask), for hypothesis and for models to compare with."""

from __future__ import annotations

from hypothesis import strategies as st

from mneme_cli.graph.flat import Graph, flatten

PATHS = ["a.py", "a/b.py", "a/b/c.py", "a/bb.py", "ab.py", "b/a.py", "b/é.py", "b/z.py", "z.py"]
OTHERS = [
    "a/",
    "b/c/",
    "pkg:npm/x",
    "pkg:pypi/sql.orm",
    "pkg:pypi/sql",
    "pkg:pypi/sqlx",
    "std:python/os.path",
    "?a.gone",
    "?b",
]
KINDS = [1, 2, 3, 17, 33]

paths = st.sampled_from(PATHS)
rows = st.frozensets(st.tuples(st.sampled_from(PATHS + OTHERS), st.sampled_from(KINDS)), max_size=4)
edges = st.dictionaries(paths, rows, max_size=9)


def triples(world):
    return {(source, target, mask) for source, row in world.items() for target, mask in row}


def graph(world, files=PATHS):
    return Graph(flatten(triples(world), files))


def seen(view, node):
    """What a view says about a node, by name."""
    out = [(view.name(end), mask) for end, mask in zip(view.next(node), view.masks(node), strict=True)]
    back = [(view.name(end), mask) for end, mask in zip(view.prev(node), view.back_masks(node), strict=True)]
    return out, back


def said(model, name):
    """What it has to say, from the set of triples."""
    out = sorted((target, mask) for source, target, mask in model if source == name)
    back = sorted((source, mask) for source, target, mask in model if target == name)
    return out, back
