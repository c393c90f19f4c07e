"""What asks to pass a gate: some commits, and where they may have left what is there already."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NamedTuple
else:
    from mneme_cli.model.noun import NamedTuple

ZERO = "0"
"""Git writes an object that is not there as zeros, as many as its hash has digits."""


class Bid(NamedTuple):
    """One change that asks to pass.

    name: as people know it ("main", "pull request 7").  head: the commit that is judged, as written.
    since: commits or refs that it may be compared with, best first; those that cannot be had are passed over, and of
        several the one counts that leaves the least to judge.
    remote: where more history can be had, "" = nowhere.
    reviewed: the commit that people look at and approve, if that is not head itself.
    asks: people approve it here; a push comes before or after that, a merge queue after it, and neither asks again.
    must: without any of them there is no verdict; otherwise everything at head is judged.
    """

    name: str
    head: str = "HEAD"
    since: tuple[str, ...] = ()
    remote: str = "origin"
    reviewed: str = ""
    asks: bool = False
    must: bool = False


def absent(oid: str) -> bool:
    """Tell whether git says by this id that there is nothing."""
    return not oid.strip(ZERO)
