"""What a rule names on its far side: a file of ours, a module, a package, a part of the standard library.

A selector is compiled: components and our own modules have become a region of paths; packages have become import
names. So the judge needs no layout and no component table.
"""

from __future__ import annotations

from mneme_cli.model.entry import squeezed
from mneme_cli.model.glob import matches
from mneme_cli.model.region import Region

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import NamedTuple
else:
    from mneme_cli.model.noun import NamedTuple

NOWHERE = Region(inside=())
_BOUNDARY = "./:\\"
_OUTSIDE = ("pkg:", "std:", "?")


class Selector(NamedTuple):
    """One entry of a rule, ready to be compared with the target of an edge.

    text: as the decision says it, for people.
    form: path | module | package | std.
    region: the files of this repository that it selects.
    names: for what is not a file here. `x` is x and everything below it, `=x` x alone, and one with `*` is a glob
        over dotted segments. Of form module they are compared with the qualified name of the edge; of form package
        and std with its target behind `pkg:` or `std:` (so `pypi/requests`, `python/subprocess`).
    packages: of form package, what manifests call it (`pypi/pyyaml`).  versions: the range that is meant, "" = any.
    """

    text: str
    form: str = "path"
    region: Region = NOWHERE
    names: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()
    versions: str = ""

    def selects(self, target: str, name: str = "", bound: Mapping[str, str] | None = None) -> bool:
        """Tell whether an edge to this target, asked for under this qualified name, is meant."""
        if not target.startswith(_OUTSIDE):
            return next(self.region.bindings(target, bound), None) is not None if bound else self.region.holds(target)
        if self.form in ("package", "std"):
            return target[:4] == ("pkg:" if self.form == "package" else "std:") and self._named(target[4:])
        return self.form == "module" and self._named(name)

    def joins(self, target: str, others: tuple[Region, ...], path: str, bound: Mapping[str, str] | None = None) -> bool:
        """Tell whether a path lies in one of some regions under the captures by which this entry selects a target."""
        if not any("{" in glob for glob in self.region.inside):
            ways: Iterable[Mapping[str, str]] = (bound or {},)
        else:
            ways = self.region.bindings(target, bound)
        return any(next(other.bindings(path, found), None) is not None for found in ways for other in others)

    def declares(self, package: str, loosely: bool = False) -> bool:
        """Tell whether a declared package (`pypi/pyyaml`) is meant, whatever its version.

        loosely: two names that differ in nothing but separators are one, as they are for the registry.
        """
        if any(named(pattern, package) for pattern in self.packages):
            return True
        return loosely and package[:5] == "pypi/" and squeezed(package) in map(squeezed, self.packages)

    def _named(self, name: str) -> bool:
        return any(named(pattern, name) for pattern in self.names)


def named(pattern: str, name: str) -> bool:
    """Match one name pattern of a selector (see `Selector.names`)."""
    if pattern[:1] == "=":
        return name == pattern[1:]
    if "*" in pattern or "{" in pattern:
        return matches(pattern, name, ".")
    return name.startswith(pattern) and (len(name) == len(pattern) or name[len(pattern)] in _BOUNDARY)
