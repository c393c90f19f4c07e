"""Facts of some files of a tree, gathered elsewhere: what several machines have read, and one judges."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any, NamedTuple

    from mneme_cli.model.fact import Edge, Skipped, Want

    Rows = tuple[tuple[Any, ...], tuple[Skipped, ...]]
    """The rows of one file, and what of it could not be read as it should be."""
else:
    from mneme_cli.model.noun import NamedTuple


class Stamp(NamedTuple):
    """What facts depend on, each as a digest: facts with one stamp belong together.

    engine: versions of everything that reads code.  as_of: the day, which counts only through the policy.
    """

    engine: str
    tree: str
    policy: str
    layout: str
    as_of: int


class Share(NamedTuple):
    """What is known of some files.

    rows: evidence → path → its rows, re-exports followed.
    demand: parts of the policy → path → the rules that its bytes nominate, () where they nominate none.
    ends: path → its edges in the graph, as (target, kinds).  whys: path → why it could not be read well, and its line.
    through: re-exports are followed in rows of imports; where they are not, who needs that is not answered.
    """

    rows: Mapping[str, Mapping[str, Rows]] = {}
    demand: Mapping[str, Mapping[str, tuple[int, ...]]] = {}
    ends: Mapping[str, tuple[tuple[str, int], ...]] = {}
    whys: Mapping[str, tuple[str, int]] = {}
    through: bool = True

    def known(self, want: Want, through: bool) -> Mapping[str, Rows]:
        """Answer a want as far as it goes. through: with the edges behind re-exports."""
        what, through = ("imports", False) if want.what == "hops" else (want.what, through)
        told = want.side == "after" and (self.through or not through or what != "imports")
        rows = self.rows.get(what, {}) if told else {}
        found = {path: rows[path] for path in want.paths if path in rows}
        if what != "imports" or through:
            return found
        return {path: (_written(edges), left) for path, (edges, left) in found.items()}


def _written(edges: Iterable[Edge]) -> tuple[Edge, ...]:
    return tuple(edge for edge in edges if not edge.via)


def join(shares: Iterable[Share]) -> Share:
    """Join the facts of disjoint sets of files."""
    rows: dict[str, dict[str, Rows]] = {}
    demand: dict[str, dict[str, tuple[int, ...]]] = {}
    ends: dict[str, tuple[tuple[str, int], ...]] = {}
    whys: dict[str, tuple[str, int]] = {}
    for each in shares:
        for what, told in each.rows.items():
            rows.setdefault(what, {}).update(told)
        for parts, numbers in each.demand.items():
            demand.setdefault(parts, {}).update(numbers)
        ends.update(each.ends)
        whys.update(each.whys)
    return Share(rows=rows, demand=demand, ends=ends, whys=whys)
