"""The code as mneme sees it: every import of a tree with its place and what it means."""

from __future__ import annotations

from mneme_cli.evidence.gather import End, silent
from mneme_cli.model.fact import TEST, Skipped
from mneme_cli.model.glob import matches
from mneme_cli.pipeline.graphs import raws

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import NamedTuple

    from mneme_cli.evidence.gather import Progress
    from mneme_cli.model.fact import Edge, Import
    from mneme_cli.model.layout import Layout
    from mneme_cli.pipeline.sources import Ends
    from mneme_cli.store.facts import Raw
else:
    from mneme_cli.model.noun import NamedTuple


class Code(NamedTuple):
    """files: the paths with code that were read, sorted.

    edges: as written, each behind the name that it takes ("" = the module itself), by path, in source order.
    """

    files: tuple[str, ...]
    edges: tuple[tuple[str, Edge], ...]
    skipped: tuple[Skipped, ...]


def code(ends: Ends, layout: Layout, paths: Iterable[str], progress: Progress = silent) -> Code:
    """Read the imports of files and resolve them; those behind a re-export are left to the rules that see through."""
    end = End(tree=ends.after, layout=layout, bound={})
    found = raws(ends, end, paths, progress)
    edges = tuple(edge for path in sorted(found) for edge in _edges(path, found[path].imports, end))
    return Code(files=tuple(sorted(found)), edges=edges, skipped=_skipped(found))


def _edges(path: str, imports: Iterable[Import], end: End) -> Iterator[tuple[str, Edge]]:
    from mneme_cli.languages import of

    language = of(path)
    test = TEST if any(matches(glob, path) for glob in end.layout.tests) else 0
    assert language is not None
    for one in imports:
        edges = language.resolve(path, one, end.tree, end.layout)
        for name, edge in zip(one.names or ("",), edges, strict=True):
            yield name, edge._replace(kinds=edge.kinds | test)


def _skipped(found: dict[str, Raw]) -> tuple[Skipped, ...]:
    return tuple(Skipped(path, raw.why, raw.line) for path, raw in sorted(found.items()) if raw.why)
