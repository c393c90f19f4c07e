"""Where a rule speaks: globs of tracked paths in, globs out."""

from __future__ import annotations

from mneme_cli.model.glob import bindings, matches, plain, stem

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

    def bindings(self, path: str, bound: Mapping[str, str] | None = None) -> Iterator[dict[str, str]]:
        """Yield the captures under which a path lies in the region; one empty mapping if there are no captures."""
        if any(matches(glob, path) for glob in self.outside) or not all(more.holds(path) for more in self.allof):
            return
        for glob in self.inside:
            if plain(glob):
                if glob == path:
                    yield dict(bound or {})
            else:
                yield from bindings(glob, path, "/", bound)

    def stems(self) -> tuple[str, ...]:
        """Return the literal folders (or files) under which everything in the region lies, sorted, without repeats."""
        return tuple(sorted({stem(glob) for glob in self.inside}))


EVERYWHERE = Region(inside=("**",))
