"""`mneme graph`: decisions and their links, as nodes and edges that every picture is drawn from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mneme_cli.commands import _find
from mneme_cli.commands.list import natural, state_of

if TYPE_CHECKING:
    from mneme_cli.model.corpus import Corpus, Waiver


class Node(NamedTuple):
    """One decision or waiver. kind: decision | waiver."""

    id: str
    title: str
    state: str
    date: int
    kind: str = "decision"


class Arrow(NamedTuple):
    """One link. rules: keys of the rules it is about, () = all of the target."""

    source: str
    kind: str
    target: str
    rules: tuple[str, ...] = ()


class Graph(NamedTuple):
    """Nodes by id, arrows by source, kind and target; every end of an arrow is a node."""

    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]


def graph(corpus: Corpus, near: str = "") -> Graph:
    """Return the decision graph. near: only what is connected to this decision or waiver, however far.

    Raises:
        MnemeError: `near` names neither.
    """
    known = {one.id: Node(one.id, one.title, state_of(corpus, one.id).state, one.date) for one in corpus.decisions}
    known |= {one.id: _waiver(one, corpus) for one in corpus.waivers}
    rules: dict[tuple[str, str, str], set[str]] = {}
    links = [(link.source, link.kind, link.target) for link in corpus.links]
    links += [(one.id, "waives", target) for one in corpus.waivers for target in one.waives]
    for source, kind, target in links:
        owner, _, key = target.partition("#")
        if source in known and owner in known:
            rules.setdefault((source, kind, owner), set()).update([key] if key else [])
    arrows = [Arrow(*ends, tuple(sorted(keys))) for ends, keys in rules.items()]
    kept = _connected(_named(corpus, near), arrows) if near else set(known)
    return Graph(
        nodes=tuple(sorted((node for node in known.values() if node.id in kept), key=lambda node: natural(node.id))),
        arrows=tuple(sorted(arrow for arrow in arrows if arrow.source in kept)),
    )


def _named(corpus: Corpus, name: str) -> str:
    found = _find.waiver(corpus, name) or _find.decision(corpus, name)
    return found.id


def _waiver(one: Waiver, corpus: Corpus) -> Node:
    state = "in-force" if corpus.as_of <= one.until else "expired"
    return Node(id=one.id, title=" ".join(one.because.split()), state=state, date=one.until, kind="waiver")


def _connected(start: str, arrows: list[Arrow]) -> set[str]:
    seen, todo = {start}, [start]
    while todo:
        here = todo.pop()
        ends = {arrow.target for arrow in arrows if arrow.source == here}
        ends |= {arrow.source for arrow in arrows if arrow.target == here}
        todo += sorted(ends - seen)
        seen |= ends
    return seen
