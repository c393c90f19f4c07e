"""Where a rule speaks: globs of tracked paths in, globs out."""

from __future__ import annotations

from mneme_cli.model.glob import bindings, enters, fills, matches, plain, stem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import NamedTuple
else:
    from mneme_cli.model.noun import NamedTuple


class Region(NamedTuple):
    """Globs of paths from the repository's root, with `/`, in NFC; `outside` wins over `inside`.

    Within one region alternatives are OR; `allof` are further regions that must hold too (`scope` AND `in`).
    """

    inside: tuple[str, ...]
    outside: tuple[str, ...] = ()
    allof: tuple[Region, ...] = ()

    def holds(self, path: str) -> bool:
        """Tell whether a path lies in the region."""
        if not any(matches(glob, path) for glob in self.inside):
            return False
        return not any(matches(glob, path) for glob in self.outside) and all(more.holds(path) for more in self.allof)

    def touches(self, place: str) -> bool:
        """Tell whether a file lies in the region; of a folder (with slash; "" = the root), whether something may."""
        if place and not place.endswith("/"):
            return self.holds(place)
        if any(fills(glob, place) for glob in self.outside) or not any(enters(glob, place) for glob in self.inside):
            return False
        return all(more.touches(place) for more in self.allof)

    def fills(self, place: str) -> bool:
        """Tell whether a file lies in the region; of a folder (with slash; "" = the root), whether all below does."""
        if place and not place.endswith("/"):
            return self.holds(place)
        if any(enters(glob, place) for glob in self.outside) or not any(fills(glob, place) for glob in self.inside):
            return False
        return all(more.fills(place) for more in self.allof)

    def bindings(self, path: str, bound: Mapping[str, str] | None = None) -> Iterator[dict[str, str]]:
        """Yield the captures under which a path lies in the region; one empty mapping if there are no captures."""
        if any(matches(glob, path) for glob in self.outside):
            return
        for glob in self.inside:
            for found in bindings(glob, path, "/", bound) if not plain(glob) else [dict(bound or {})] * (glob == path):
                yield from self._agreed(path, found, self.allof)

    def _agreed(self, path: str, bound: dict[str, str], others: tuple[Region, ...]) -> Iterator[dict[str, str]]:
        """Yield what a path binds in further regions too, under what is bound already."""
        if not others:
            yield bound
            return
        for found in others[0].bindings(path, bound):
            yield from self._agreed(path, found, others[1:])

    def stems(self) -> tuple[str, ...]:
        """Return the literal folders (or files) under which everything in the region lies, sorted, without repeats."""
        return tuple(sorted({stem(glob) for glob in self.inside}))


EVERYWHERE = Region(inside=("**",))
