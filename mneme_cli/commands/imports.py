"""`mneme imports`: the code graph as rules see it, import by import or drawn between components or folders."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mneme_cli.commands._where import located
from mneme_cli.decisions.components import belongs
from mneme_cli.errors import MnemeError
from mneme_cli.evidence.gather import silent
from mneme_cli.evidence.repository import find
from mneme_cli.languages import known
from mneme_cli.model.fact import UNRESOLVED, kind_names
from mneme_cli.model.request import Request
from mneme_cli.pipeline.clock import today
from mneme_cli.pipeline.code import code
from mneme_cli.pipeline.explained import lawful
from mneme_cli.pipeline.facts import marks_of
from mneme_cli.pipeline.sources import ends

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from mneme_cli.evidence.gather import Progress
    from mneme_cli.model.fact import Edge, Skipped
    from mneme_cli.model.layout import Layout
    from mneme_cli.model.region import Region

BY = ("file", "component", "package")
_FOREIGN = ("pkg:", "std:")
LOOSE = "(no component)"


class Row(NamedTuple):
    """One import statement and one thing that it means. names: what is taken from it, () = the module itself.

    target: a path | `pkg:pypi/` or `std:python/` and the module | `?` = ours by name, and not there.  external: the
    second or third of these.
    """

    file: str
    line: int
    column: int
    specifier: str
    names: tuple[str, ...]
    target: str
    external: bool
    kinds: tuple[str, ...]


class Arrow(NamedTuple):
    """Imports between two parts: how many, and of which kinds any of them is."""

    source: str
    target: str
    imports: int
    kinds: tuple[str, ...]


class Imports(NamedTuple):
    """rows: by file and place.  arrows: the same between files, components or folders, by name.

    nodes: every part, also those without an arrow; third-party ones start with `pkg:`.
    left: files that are left alone (excluded, generated, vendored), so that nothing is said of what they import.
    """

    rows: tuple[Row, ...]
    arrows: tuple[Arrow, ...]
    nodes: tuple[str, ...]
    files: int
    skipped: tuple[Skipped, ...]
    left: int = 0


def imports(
    paths: tuple[str, ...] = (), by: str = "file", external: bool = False, progress: Progress = silent
) -> Imports:
    """Read the code graph. paths: only what these files and folders import.  external: third parties are parts too.

    Raises:
        MnemeError: `by` is none of BY, no components are declared, or a path is not there.
    """
    if by not in BY:
        raise MnemeError(f"'{by}' is nothing to sort by", f"one of: {', '.join(BY)}")
    repository = find()
    found = ends(repository, Request(mode="all"))
    law, compiled = lawful(found, today())
    if by == "component" and not compiled.components:
        raise MnemeError("no components are declared", "declare them in mneme.yaml, or ask --by package")
    files, spare = located(repository, found.after, paths), marks_of(found, law, law).after
    read = code(found, law.layout, [path for path in files if not spare(path)], progress)
    part = _parts(by, compiled.components)
    arrows, nodes = _drawn(read.edges, part, law.layout, external=external)
    nodes |= {part(path) for path in read.files} - ({LOOSE} - nodes)
    left = sum(bool(known(path) and spare(path)) for path in files)
    return Imports(rows(read.edges), arrows, tuple(sorted(nodes)), len(read.files), read.skipped, left)


def rows(edges: Iterable[tuple[str, Edge]]) -> tuple[Row, ...]:
    """Join the edges of one statement that mean the same thing; by file and place."""
    joined: dict[tuple[str, int, int, str, str, int], list[str]] = {}
    for name, edge in edges:
        key = (edge.source, edge.line, edge.column, edge.written, _target(edge), edge.kinds)
        joined.setdefault(key, []).extend([name] if name else [])
    return tuple(
        Row(file, line, column, written, tuple(names), target, target.startswith(_FOREIGN), kind_names(kinds))
        for (file, line, column, written, target, kinds), names in sorted(joined.items())
    )


def _target(edge: Edge) -> str:
    """Return what an edge means: a file, or the foreign module as a rule writes it, whatever is taken from it."""
    prefix = edge.target.partition("/")[0]
    written = edge.written.removeprefix(f"{prefix[4:]}:")  # `node:fs`: the prefix has said that it is node's
    return f"{prefix}/{written}" if prefix.startswith(_FOREIGN) else edge.target


def _parts(by: str, components: Mapping[str, Region]) -> Callable[[str], str]:
    if by == "file":
        return lambda path: path
    if by == "package":
        return lambda path: path.rstrip("/") if path.endswith("/") else path.rpartition("/")[0] or "."
    return lambda path: (*belongs(components, path), LOOSE)[0]


def _drawn(
    edges: Iterable[tuple[str, Edge]], part: Callable[[str], str], layout: Layout, *, external: bool
) -> tuple[tuple[Arrow, ...], set[str]]:
    """Count the imports between parts; what stays inside one part is no arrow."""
    counts: dict[tuple[str, str], int] = {}
    kinds: dict[tuple[str, str], int] = {}
    for _, edge in edges:
        target = _end(edge.target, part, layout, external=external)
        ends_ = (part(edge.source), target)
        if target and ends_[0] != target:
            counts[ends_] = counts.get(ends_, 0) + 1
            kinds[ends_] = kinds.get(ends_, 0) | edge.kinds
    arrows = tuple(Arrow(*pair, counts[pair], kind_names(kinds[pair])) for pair in sorted(counts))
    return arrows, {name for pair in counts for name in pair}


def _end(target: str, part: Callable[[str], str], layout: Layout, *, external: bool) -> str:
    if target == UNRESOLVED or target.startswith("std:") or (target.startswith("pkg:") and not external):
        return ""
    if not target.startswith("pkg:"):
        return part(target)
    name = target.partition("/")[2]
    if not target.startswith("pkg:pypi/"):  # a scope is part of a package's name, what follows is a part of the package
        return "pkg:" + "/".join(name.split("/")[: 2 if name.startswith("@") else 1])
    top = name.partition(".")[0]
    return "pkg:" + next((owner for name, owner in layout.packages if name == top), top)
