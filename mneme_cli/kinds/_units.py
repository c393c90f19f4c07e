"""Which unit of a law a file lies in: by selectors (the longest literal prefix wins) or by a container's children."""

from __future__ import annotations

from mneme_cli.model.glob import matches
from mneme_cli.relations._chains.index import OUTSIDE, bare
from mneme_cli.relations._chains.spans import common, minus, runs, union

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Any, NamedTuple

    from mneme_cli.kinds import Select
    from mneme_cli.model.selector import Selector
    from mneme_cli.relations._chains.index import Index
    from mneme_cli.relations._chains.spans import Spans
else:
    from mneme_cli.model.noun import NamedTuple


class Units(NamedTuple):
    """Units numbered from 0.

    unit: name → number, -1 = none.  spans: index → the nodes of each.  text: number → as people say it.
    """

    unit: Callable[[str], int]
    spans: Callable[[Index], tuple[Spans, ...]]
    text: Callable[[int], str]


def selected(selectors: tuple[Selector, ...]) -> Units:
    """Make a unit of each selector; a file lies in the one whose matching glob has the longest literal prefix."""
    ranked = sorted((-literal(glob), at, glob) for at, one in enumerate(selectors) for glob in one.region.inside)
    rest = [one._replace(region=one.region._replace(inside=("**",))) for one in selectors]

    def unit(name: str) -> int:
        if name.startswith(OUTSIDE):
            return next((at for at, one in enumerate(selectors) if one.selects(name, bare(name))), -1)
        return next((at for _, at, glob in ranked if matches(glob, name) and rest[at].region.holds(name)), -1)

    def spans(index: Index) -> tuple[Spans, ...]:
        found: list[list[tuple[int, int]]] = [[] for _ in selectors]
        taken: Spans = ()
        for _, at, glob in ranked:
            fresh = minus(common(index.glob(glob), index.region(rest[at].region)), taken)
            found[at] += fresh
            taken = union([*taken, *fresh])
        for at, one in enumerate(selectors):
            fresh = minus(common(index.selector(one), ((index.files, len(index.names)),)), taken)
            found[at] += fresh
            taken = union([*taken, *fresh])
        return tuple(union(one) for one in found)

    return Units(unit=unit, spans=spans, text=lambda at: selectors[at].text)


def literal(glob: str) -> int:
    """Return how many characters of a glob stand before the first special one."""
    return min((at for mark in "*{\\" if (at := glob.find(mark)) >= 0), default=len(glob))


def listed(container: str, names: tuple[str, ...]) -> Units:
    """Make a unit of each named child of one container; a name may lead further down (`api/v1`, `api.v1`)."""
    table = {name.replace(".", "/"): at for at, name in enumerate(names)} | {name: at for at, name in enumerate(names)}

    def unit(path: str) -> int:
        return next((table[name] for name in descents(path, container) if name in table), -1)

    return Units(unit=unit, spans=_by_unit(container, unit, names), text=lambda at: names[at])


def grown(container: str, names: list[str]) -> Units:
    """Make a unit of every child of one container, numbered as they are met."""
    table = {name: at for at, name in enumerate(names)}

    def unit(path: str) -> int:
        child = next(iter([*descents(path, container)][-1:]), "")
        if not child:
            return -1
        if child not in table:
            table[child] = len(names)
            names.append(child)
        return table[child]

    return Units(unit=unit, spans=_by_unit(container, unit, names), text=lambda at: names[at])


def _by_unit(
    container: str, unit: Callable[[str], int], names: list[str] | tuple[str, ...]
) -> Callable[[Index], tuple[Spans, ...]]:
    def spans(index: Index) -> tuple[Spans, ...]:
        low, high = index.under(container + "/" if container else "")
        units = [unit(name) for name in index.between(low, high)]
        found: list[list[int]] = [[] for _ in names]
        for at, number in enumerate(units, low):
            if number >= 0:
                found[number].append(at)
        return tuple(runs(one) for one in found)

    return spans


def descents(path: str, container: str) -> Iterator[str]:
    """Yield what a path is inside a container, from itself (without its suffix) up to the child that it lies in.

    The container's own module (`__init__.py`, `index.ts`, `mod.rs`) is no child of it.
    """
    prefix = container + "/" if container else ""
    if not path.startswith(prefix) or path.startswith(OUTSIDE):
        return
    folder, slash, file = path[len(prefix) :].rpartition("/")
    name = file.removesuffix(".d.ts").rpartition(".")[0] if not file.endswith(".d.ts") else file[:-5]
    if not slash and _own(file, name):
        return
    inside = folder + slash + (name or file)
    while inside:
        yield inside
        inside = inside.rpartition("/")[0]


def _own(file: str, name: str) -> bool:
    return name == "__init__" or file == "mod.rs" or (name == "index" and file.endswith(("ts", "tsx", "js", "jsx")))


def folders(select: Select) -> Select:
    """Compile what names folders: `src/shop/*` means the folders there, and so what is under them."""

    def folder(text: str | Mapping[str, Any]) -> Selector:
        slash = isinstance(text, str) and "/" in text and not text.endswith(("/", "**"))
        return select(f"{text}/")._replace(text=str(text)) if slash else select(text)

    return folder


def containers(index: Index, selectors: tuple[Selector, ...]) -> list[str]:
    """Return the folders that selectors name and that hold a file of the index, sorted."""
    patterns = {(one, _folder(glob)) for one in selectors for glob in one.region.inside}
    found: dict[str, bool] = {}
    for name in index.between(0, index.files):
        at = name.rfind("/")
        while at >= 0 and name[:at] not in found:
            found[name[:at]] = any(_names(one, pattern, name[:at]) for one, pattern in patterns)
            at = name.rfind("/", 0, at)
    if any(pattern == "**" for _, pattern in patterns) and index.files:
        found[""] = True
    return sorted(folder for folder, named in found.items() if named)


def children(index: Index, selectors: tuple[Selector, ...]) -> list[str]:
    """Return the names of all children of the folders that selectors name, sorted."""
    found = set()
    for container in containers(index, selectors):
        low, high = index.under(container + "/" if container else "")
        found |= {name for path in index.between(low, high) for name in [*descents(path, container)][-1:]}
    return sorted(found)


def _folder(glob: str) -> str:
    """Return the folder that a glob means: all under it, or (`shop.*`) the package whose own module it is."""
    head, slash, last = glob.rpartition("/")
    return head if slash and (last == "**" or last.startswith("__init__.")) else glob


def _names(selector: Selector, pattern: str, folder: str) -> bool:
    rest = selector.region._replace(inside=("**",))
    return pattern != "**" and matches(pattern, folder) and rest.holds(folder + "/")
