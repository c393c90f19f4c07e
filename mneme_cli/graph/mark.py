"""Which nodes a region or a selector takes in: a literal prefix is a range of nodes, only the rest costs a match."""

from __future__ import annotations

from mneme_cli.model.glob import matches, plain
from mneme_cli.model.region import Region
from mneme_cli.model.selector import Selector, named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from mneme_cli.graph.view import View

OUTSIDE = ("pkg:", "std:", "?")
"""How the names of nodes that are no files of this tree begin."""


def mark(graph: View, what: Callable[[str], bool] | Region | Selector) -> bytearray:
    """Return one byte per node, 1 = taken in. A plain test of names is asked about every node, externals included."""
    if isinstance(what, Region):
        return mark_region(graph, what)
    if isinstance(what, Selector):
        return mark_selector(graph, what)
    return bytearray(map(what, map(graph.name, range(graph.nodes))))


def mark_region(graph: View, region: Region) -> bytearray:
    """Mark the paths that lie in a region; a region never holds a package, a part of the standard library or a `?`."""
    out = _globs(graph, region.inside)
    for prefix in OUTSIDE:
        if any(_meets(glob, prefix) for glob in region.inside):
            _clear(graph, out, prefix)
    if region.outside and 1 in out:
        out = _both(out, bytearray(mark ^ 1 for mark in _globs(graph, region.outside)))
    for more in region.allof:
        out = _both(out, mark_region(graph, more))
    return out


def mark_selector(graph: View, selector: Selector) -> bytearray:
    """Mark what a selector names, as far as names of nodes can tell.

    The graph does not know under which qualified name a file asked for a node. For a selector of form `module` a node
    outside the tree therefore counts as named by what follows its ecosystem (`pkg:pypi/sqlalchemy.orm` is
    `sqlalchemy.orm`, `?shop.gone` is `shop.gone`), a symbol of it does not.
    """
    out = mark_region(graph, selector.region)
    if selector.form == "package":
        _names(graph, out, "pkg:", selector.names)
    elif selector.form == "std":
        _names(graph, out, "std:", selector.names)
    elif selector.form == "module" and selector.names:
        _names(graph, out, "?", selector.names)
        for prefix in ("pkg:", "std:"):
            for ecosystem in _ecosystems(graph, prefix):
                _names(graph, out, ecosystem, selector.names)
    return out


def _ecosystems(graph: View, prefix: str) -> list[str]:
    """List the beginnings `pkg:pypi/` that nodes have, by jumping from one to behind the next."""
    out, nodes = [], graph.span(prefix)
    while nodes:
        head = graph.name(nodes[0])
        head = head[: head.find("/") + 1] or head
        out.append(head)
        nodes = range(max(graph.span(head).stop, nodes[0] + 1), nodes.stop)
    more = {name[: name.find("/") + 1] for name in graph.extra if name.startswith(prefix) and "/" in name}
    return sorted({*out, *more})


def _names(graph: View, out: bytearray, prefix: str, patterns: tuple[str, ...]) -> None:
    for pattern in patterns:
        literal = pattern[1:] if pattern[:1] == "=" else pattern[: _cut(pattern)]
        for node in _under(graph, prefix + literal):
            if not out[node] and named(pattern, graph.name(node)[len(prefix) :]):
                out[node] = 1


def _globs(graph: View, globs: tuple[str, ...]) -> bytearray:
    out = bytearray(graph.nodes)
    for glob in globs:
        if plain(glob):
            node = graph.number(glob)
            if node >= 0:
                out[node] = 1
        elif plain(glob.removesuffix("**")) and (glob == "**" or glob.endswith("/**")):
            _fill(graph, out, glob[:-2])
        else:
            _match(graph, out, glob)
    return out


def _fill(graph: View, out: bytearray, prefix: str) -> None:
    """Mark everything below a folder (with its slash), and the folder, which is a node if it is imported itself."""
    nodes = graph.span(prefix)
    out[nodes.start : nodes.stop] = b"\1" * len(nodes)
    for at, name in enumerate(graph.extra, graph.flat):
        if name.startswith(prefix):
            out[at] = 1


def _clear(graph: View, out: bytearray, prefix: str) -> None:
    nodes = graph.span(prefix)
    out[nodes.start : nodes.stop] = bytes(len(nodes))
    for at, name in enumerate(graph.extra, graph.flat):
        if name.startswith(prefix):
            out[at] = 0


def _match(graph: View, out: bytearray, glob: str) -> None:
    """Match name by name; `src/**/*.py` and `**/conftest.py`, the common shapes, need no more than the two ends."""
    prefix = glob[: _cut(glob)]
    tail = glob[len(prefix) :].removeprefix("**/")
    whole = not tail.startswith("*")
    simple = glob[len(prefix) :] != tail and (not prefix or prefix[-1] == "/") and _literal(tail.removeprefix("*"))
    for node in _under(graph, prefix):
        if out[node]:
            continue
        name = graph.name(node)
        if simple:
            rest = name[len(prefix) :]
            out[node] = (rest == tail or rest.endswith("/" + tail)) if whole else rest.endswith(tail[1:])
        elif matches(glob, name):
            out[node] = 1


def _meets(glob: str, prefix: str) -> bool:
    """Tell whether a glob could match anything with this prefix."""
    literal = glob[: _cut(glob)]
    return literal.startswith(prefix) or prefix.startswith(literal)


def _literal(text: str) -> bool:
    return plain(text) and "/" not in text


def _cut(glob: str) -> int:
    return min((at for special in "*{\\" if (at := glob.find(special)) >= 0), default=len(glob))


def _under(graph: View, prefix: str) -> list[int]:
    more = [at for at, name in enumerate(graph.extra, graph.flat) if name.startswith(prefix)]
    return [*graph.span(prefix), *more]


def _both(one: bytearray, other: bytearray) -> bytearray:
    size = len(one)
    return bytearray((int.from_bytes(one, "big") & int.from_bytes(other, "big")).to_bytes(size, "big"))
