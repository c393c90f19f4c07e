"""Names taken out of a package that has none of that name: no file is missing by name, and yet the import fails.

Apart from the resolver, which is pure over names of files and opens none, and asked for by those alone who say what
leads nowhere.
"""

from __future__ import annotations

from mneme_cli.evidence.grammar import parser
from mneme_cli.evidence.imports import LIMIT
from mneme_cli.languages import of
from mneme_cli.model.fact import UNRESOLVED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from mneme_cli.evidence.gather import End
    from mneme_cli.model.fact import Edge


def absent(edges: Iterable[Edge], end: End) -> tuple[Edge, ...]:
    """Return those of a file's written edges that lead nowhere in truth, as such: each names what is not there."""
    return tuple(
        edge._replace(target=UNRESOLVED, member="", written=edge.name, spelled="")
        for edge in edges
        if edge.member and not edge.via and _lacks(edge.target, edge.member, end)
    )


def _lacks(path: str, name: str, end: End) -> bool:
    """Tell whether a file surely has no such name, and nothing beside it could bring it: an extension, a folder."""
    key = (path, "gives", "")
    if key not in end.bound:
        end.bound[key] = _gives(path, end)
    names: frozenset[str] | None = end.bound[key]
    if names is None or name in names or not name.isascii():
        return False
    folder = path[: path.rfind("/") + 1]
    beside = (f"{folder}{name}.", f"{folder}{name}/")
    return not any(each.startswith(beside) for each in end.tree.list(folder))


def _gives(path: str, end: End) -> frozenset[str] | None:
    language = of(path)
    if language is None or language.gives is None or not end.tree.has(path):
        return None
    text, why = language.decode(end.tree.read(path))
    if why or len(text) > LIMIT:
        return None
    try:
        return language.gives(path, text, parser(language))
    except ValueError:
        return None
