"""Walks over a graph: everything ahead of some nodes, the rows of that part, and from two sides until they meet."""

from __future__ import annotations

from itertools import chain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sized

    from mneme_cli.graph.view import View

    Step = Callable[[int], Iterable[int]]
    Levels = list[set[int]]
    Passed = Callable[[set[int]], set[int]]
    """Which nodes of a level a chain may pass."""


class Undecided(Exception):  # noqa: N818 (no error: whoever searches takes another way)
    """A search looked at as much as it may."""


class Steps:
    """How many nodes searches may still look at, all together."""

    def __init__(self, left: int) -> None:
        self.left = left

    def take(self, nodes: Sized) -> None:
        """Count nodes that are looked at.

        Raises:
            Undecided: they are too many.
        """
        self.left -= len(nodes)
        if self.left < 0:
            raise Undecided


def ahead(step: Step, starts: Iterable[int], ends: Collection[int] = (), steps: Steps | None = None) -> set[int]:
    """Return the starts and everything that steps lead to, level by level. ends: nodes that are met and not passed.

    Raises:
        Undecided: more is looked at than may be.
    """
    found = set(starts)
    level = found
    while level:
        passed = [node for node in level if node not in ends] if ends else level
        if steps is not None:
            steps.take(passed)
        level = set(chain.from_iterable(map(step, passed))) - found
        found |= level
    return found


def part(graph: View, starts: Iterable[int]) -> tuple[list[int], list[list[int]]]:
    """Return the nodes that starts lead to, and the rows of the graph of these, by their place among them."""
    nodes = sorted(ahead(graph.next, starts))
    place = {node: at for at, node in enumerate(nodes)}
    return nodes, [[place[near] for near in graph.next(node)] for node in nodes]


def between(
    graph: View, starts: set[int], ends: set[int], passed: Passed, steps: Steps
) -> tuple[Levels, Levels] | None:
    """Walk from starts and from ends, from where less was seen, until the two meet; None = nothing leads across.

    The last levels of both hold what lies in the middle of the shortest ways, and each level is as far from its side as
    its place says. Starts and ends are apart. Where one side leads to little, little is walked on the other.

    Raises:
        Undecided: more is looked at than may be.
    """
    front, back, seen = [starts], [ends], ({*starts}, {*ends})
    while front[-1] and back[-1]:
        late = len(seen[0]) > len(seen[1])
        levels, others, step = (back, front, graph.prev) if late else (front, back, graph.next)
        steps.take(levels[-1])
        level = set(chain.from_iterable(map(step, levels[-1]))) - seen[late]
        if level & others[-1]:
            levels.append(level)
            return front, back
        levels.append(passed(level))
        seen[late].update(levels[-1])
    return None


def middle(step: Step, levels: Levels, others: Levels) -> Levels:
    """Keep of each level what lies on the shortest ways to where two sides met. step: to where the levels begin."""
    out = [levels[-1] & others[-1]]
    for level in levels[-2::-1]:
        out.append(level.intersection(chain.from_iterable(map(step, out[-1]))))
    return out[::-1]
