"""The files of a tree that a region holds, looked for below its literal folders alone: trees have many, regions few."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mneme_cli.model.region import Region


def held(region: Region, files: Sequence[str]) -> Iterator[str]:
    """Yield the paths of a sorted list that a region holds, one by one and the first of all first."""
    for stem in sorted(region.stems()):
        at = bisect_left(files, stem)
        while at < len(files) and files[at].startswith(stem):
            if region.holds(files[at]):
                yield files[at]
            at += 1
