"""What the captures of regions bind, told for whole folders: a rule may bind as many names as there are folders.

`{name}` and `{!name}` lie within one segment of a path, so that all files below the deepest segment that a glob speaks
of are alike. To ask file by file for every binding takes minutes where a rule keeps two hundred parts apart.
"""

from __future__ import annotations

from mneme_cli.model.glob import plain, stem
from mneme_cli.relations._chains.spans import Spans, minus, union

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mneme_cli.model.region import Region
    from mneme_cli.model.rule import Rule
    from mneme_cli.relations._chains.index import Index

    Bound = tuple[tuple[str, str], ...]
    """What captures are bound to, sorted by their names."""
    Alike = tuple[tuple[int, int], str]
    """A range of files, and the name of one of them."""


def bounds(rule: Rule, index: Index) -> Iterable[Mapping[str, str]]:
    """Return every way in which near binds what the entries name: `{name}` there, `{name}` or `{!name}` here."""
    if not _captures(glob for entry in rule.far for glob in entry.region.inside):
        return ({},)
    return [dict(each) for each in sorted(_bindings(index, rule.near))]


def under(index: Index, region: Region, bound: Mapping[str, str]) -> Spans:
    """Return the files that lie in a region where exactly this is bound; all of it, if nothing is."""
    if not bound:
        return index.region(region)
    return _bindings(index, region).get(tuple(sorted(bound.items())), ())


def selected(index: Index, region: Region, bound: Mapping[str, str]) -> Spans:
    """Return the files that lie in a region given what is bound."""
    key = region, tuple(sorted(bound.items()))
    if (found := index.known.get(key)) is None:
        there = [span for span, ways in _open(index, region) if any(_agrees(way, bound) for way in ways)]
        found = index.known[key] = minus(union(there), _outer(index, region))
    return found


def _open(index: Index, region: Region) -> list[tuple[tuple[int, int], list[dict[str, str]]]]:
    """Return the files that a region may hold with every way to fill its captures, `{!name}` as one of its own."""
    if (found := index.open.get(region)) is None:
        freed = _freed(_inner(region))
        ways = ((span, list(freed.bindings(name))) for span, name in _alike(index, region))
        found = index.open[region] = [each for each in ways if each[1]]
    return found


def _freed(region: Region, mark: str = "~") -> Region:
    """Name what each `{!name}` of a region takes: `{name~0}`; mark: where in the region it stands."""
    allof = tuple(_freed(more, f"{mark}{at}.") for at, more in enumerate(region.allof))
    return region._replace(inside=tuple(_named(glob, mark) for glob in region.inside), allof=allof)


def _named(glob: str, mark: str) -> str:
    first, *rest = glob.split("{!")
    for at, part in enumerate(rest):
        name, close, behind = part.partition("}")
        first += f"{{!{part}" if first.endswith("\\") else f"{{{name}{mark}{at}{close}{behind}"
    return first


def _agrees(way: Mapping[str, str], bound: Mapping[str, str]) -> bool:
    for key, value in way.items():
        name, other, _ = key.partition("~")
        if (value == bound.get(name, way.get(name))) if other else (bound.get(name, value) != value):
            return False
    return True


def holds(region: Region, name: str, bound: Mapping[str, str]) -> bool:
    """Tell whether a file lies in a region where exactly this is bound."""
    if not bound:
        return not name.startswith(("pkg:", "std:", "?")) and region.holds(name)
    return dict(bound) in _ways(region, name)


def _bindings(index: Index, region: Region) -> Mapping[Bound, Spans]:
    if (found := index.bound.get(region)) is None:
        there: dict[Bound, list[tuple[int, int]]] = {}
        for span, name in _alike(index, region):
            for way in _ways(_inner(region), name):
                there.setdefault(tuple(sorted(way.items())), []).append(span)
        left = _outer(index, region)
        pairs = ((key, minus(union(spans), left)) for key, spans in there.items())
        found = index.bound[region] = {key: spans for key, spans in pairs if spans}
    return found


def _ways(region: Region, path: str) -> list[dict[str, str]]:
    """Bind the captures of a region and of the regions it must agree with."""
    found: list[dict[str, str]] = [{}]
    for part in (region._replace(allof=()), *region.allof):
        found = [more for bound in found for more in part.bindings(path, bound)]
    return found


def _alike(index: Index, region: Region) -> list[Alike]:
    """Return ranges of files that no capture tells apart, of those that may lie in a region."""
    if (found := index.alike.get(region)) is None:
        depth = _depth(region)
        reach = union([index.under(stem(glob)) for glob in region.inside])
        found = index.alike[region] = [each for span in reach for each in _cut(index, *span, depth)]
    return found


def _cut(index: Index, low: int, high: int, depth: int) -> Iterator[Alike]:
    """Cut a range into folders so many segments deep, and the files above them; below zero into files."""
    while low < high:
        name, end = index.names[low], low + 1
        if 0 <= depth <= name.count("/"):
            end = min(high, index.under("/".join([*name.split("/", depth)[:depth], ""]) if depth else "")[1])
        yield (low, end), name
        low = end


def _depth(region: Region) -> int:
    """Return the deepest segment that the globs of a region speak of; -1 = there is none, as one has `**` inside."""
    most = 0
    for glob in (*region.inside, *(each for more in region.allof for each in more.inside)):
        parts = (glob[:-3] if glob.endswith("/**") else "" if glob == "**" else glob).split("/")
        if "**" in parts or any(more.allof for more in region.allof):
            return -1
        most = max(most, len(parts) if parts != [""] else 0)
    return most


def _inner(region: Region) -> Region:
    """Return a region without what it leaves out, which may tell files of one folder apart."""
    return region._replace(outside=(), allof=tuple(map(_inner, region.allof)))


def _outer(index: Index, region: Region) -> Spans:
    globs = (*region.outside, *(glob for more in region.allof for glob in more.outside))
    return union([span for glob in globs for span in index.glob(glob)])


def _captures(globs: Iterable[str]) -> bool:
    return any("{" in glob.replace("\\{", "") for glob in globs if not plain(glob))
