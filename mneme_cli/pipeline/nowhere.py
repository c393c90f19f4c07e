"""Imports that are ours by name and lead to no file: said, grouped by name, as `on_unresolved` of mneme.yaml wants it.

Looked at are the files that are read anyway: changed ones that a rule on code governs, and whatever else a rule had to
read; in a check of everything, what the import graph knows. An import that may fail (in try, for types alone, dynamic,
in a test) is not said, nor one whose file git ignores, because a build makes it.
"""

from __future__ import annotations

from mneme_cli.model.problem import Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from mneme_cli.evidence.gather import End
    from mneme_cli.evidence.repository import Repository
    from mneme_cli.model.fact import Edge, Facts
    from mneme_cli.model.layout import Layout
    from mneme_cli.model.policy import Policy

MOST = 20
"""Names that are said one by one."""
NAMED = 2
"""Further imports of one name that are told with their place."""
_ORDER = ("allow", "warn", "block")
_FIX = "correct the import or add the file; `on_unresolved` in mneme.yaml: warn says it, block stops, allow is silent"


def how(policies: Iterable[Policy]) -> str:
    """Return what `on_unresolved` says: of both ends of a change the stricter."""
    said: list[str] = [policy.settings()["on_unresolved"] for policy in policies]
    return max(said, key=_ORDER.index)


def orphans(facts: Facts, end: End) -> tuple[Edge, ...]:
    """Return the imports of a submodule that the change deletes, which its package does not have otherwise."""
    gone = {prefix for each in facts.change if each.op == "delete" for prefix in _stems(each.path)}
    read = facts.rows("imports").values() if gone else ()
    asked = [edge for edges in read for edge in edges if edge.member and _beside(edge) in gone]
    if not asked:
        return ()
    from mneme_cli.evidence.absent import absent

    return tuple(edge for edge in absent(asked, end) if edge.lost())


def _stems(path: str) -> list[str]:
    """Return a path up to each dot and slash in it: whatever module it may have been, or been a part of."""
    return [path[:at] for at, char in enumerate(path) if char in "./"]


def _beside(edge: Edge) -> str:
    """Return where the submodule would lie that a name taken out of a package could be."""
    return edge.target[: edge.target.rfind("/") + 1] + edge.member


def problems(edges: Iterable[Edge], said: str) -> tuple[Problem, ...]:
    """Say each name once, at its first import."""
    code = "E-UNRESOLVED" if said == "block" else "W-UNRESOLVED"
    names: dict[tuple[str, str], set[tuple[str, int, int]]] = {}
    for edge in edges:
        meant = edge.name if "/" in edge.written else ""  # `./a` is another file in each folder
        names.setdefault((edge.module, meant), set()).add((edge.source, edge.line, edge.column))
    out = []
    for (name, _), places in sorted(names.items(), key=lambda each: (min(each[1]), each[0]))[:MOST]:
        (path, line, column), *others = sorted(places)
        message = f"imports {name}, which is not there{_others(path, others)}"
        out.append(Problem(code, path, line, column, message, _FIX))
    if len(names) > MOST:
        left = f"{len(names) - MOST} more names lead nowhere"
        out.append(Problem(code, "", 0, 0, left, "list them all: mneme imports --format jsonl, target '?'"))
    return tuple(out)


def _others(path: str, places: list[tuple[str, int, int]]) -> str:
    """Say where else a name is imported: each place if there are few, else the next of them."""
    told = [f"line {line}" if each == path else f"{each}:{line}" for each, line, _ in places[:NAMED]]
    if not told:
        return ""
    if len(places) <= NAMED:
        return f" (also at {' and '.join(told)})"
    return f" ({len(places)} more imports of it, the next at {told[0]})"


def made(edges: Iterable[Edge], repository: Repository, layout: Layout) -> tuple[Edge, ...]:
    """Leave out the imports of files that git ignores: a build makes them, and no tree has them."""
    edges = tuple(sorted(edges))
    if not edges or not repository.gitdir:
        return edges
    from mneme_cli.evidence.ignored import ignored

    asked = {edge: _places(edge, layout) for edge in edges}
    told = ignored(repository, {path for paths in asked.values() for path in paths})
    return tuple(edge for edge in edges if told.isdisjoint(asked[edge]))


def _places(edge: Edge, layout: Layout) -> tuple[str, ...]:
    """Return where the file of an unresolved name could lie; the last part of a name may be taken out of the module."""
    from mneme_cli.languages import of

    language = of(edge.source)
    if language is None:
        return ()
    names = [edge.name.replace(".", "/")] if "/" not in edge.name else [edge.name]
    names += [name.rpartition("/")[0] for name in names if "/" in name]
    roots = [root for root in layout.of(language.name) if root.endswith("/") or not root] or [""]
    stems = {f"{root}{name.strip('./')}" for root in (*roots, "") for name in names if name.strip("./")}
    return tuple(sorted(f"{stem}{suffix}" for stem in stems for suffix in language.suffixes))
