"""Names used and called, each under the name it has where it comes from."""

from __future__ import annotations

from mneme_cli.languages._nodes import Columns
from mneme_cli.languages.typescript.chains import CHAINS, first, targets, text
from mneme_cli.languages.typescript.imports import located
from mneme_cli.languages.typescript.names import Names
from mneme_cli.languages.typescript.tame import tamed
from mneme_cli.model.fact import Import, Use

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from mneme_cli.languages._scope import Scope

_WORLD = ("globalThis", "window", "self", "global")
"""Names of the global object."""
_DEEPEST = 1000


def uses(given: bytes, parse: Callable[[bytes], Any]) -> tuple[Use, ...]:
    """Return every use in source order: `react.useState` for what an import brings, `process.env` for a global.

    What comes by an import is the specifier, NUL, and the name in it: `absolute` makes it whole. What hangs on a value
    that no import brings is `*.last`, one for each member on the way.
    """
    trees: list[Any] = []

    def kept(plain: bytes) -> Any:
        trees.append(parse(plain))
        return trees[-1]

    made: dict[int, Import] = {}
    bound: list[tuple[str, str]] = []
    for found, spot in located(given, kept, docs=False):
        if spot.clause is None:
            made[spot.at] = found
        elif spot.clause.form != "export":
            bound += targets(found)
    root = (trees[0] if trees else kept(tamed(given, ()))).root_node
    names, columns = Names(root, made, bound), Columns(given)
    reads = sorted(names.reads, key=_by_start)
    return tuple(sorted({use for read in reads for use in _read(*read, made, columns)}))


def _read(node: Any, scope: Scope, called: bool, made: dict[int, Import], columns: Columns) -> Iterator[Use]:
    base, members = _chain(node)
    names = [_member(each) for each in members]
    line, column = node.start_point[0] + 1, columns.of(node)
    known = _known(base, scope, made)
    for target in known or ():
        yield Use(line, column, target + ("." if target[-1] != "\0" and names else "") + ".".join(names), called)
    if known:
        return
    if known is None:
        while names and base is not None and text(base) in _WORLD:
            base, members, names = members[0], members[1:], names[1:]
        yield Use(line, column, text(base).strip("'\""), called and not names)
        if names:
            yield Use(line, column, ".".join([text(base).strip("'\""), *names]), called)
        members = members[:-1]
    for at, member in enumerate(members):
        last = known is not None and at == len(members) - 1
        yield Use(member.start_point[0] + 1, columns.of(member), f"*.{names[at]}", called and last)


def _known(base: Any, scope: Scope, made: dict[int, Import]) -> tuple[str, ...] | None:
    """Return what a name is bound to, None = nothing in this file; () also for a value that is no name."""
    if base.type == "call_expression" and base.start_byte in made:
        return (f"{made[base.start_byte].written}\0",)
    if base.type not in ("identifier", "type_identifier", "shorthand_property_identifier"):
        return ()
    return scope.find(text(base))


def _chain(node: Any) -> tuple[Any, list[Any]]:
    """Take `a.b.c` apart: what it begins with, and the nodes of the rest."""
    members: list[Any] = []
    while node.type in CHAINS and len(members) < _DEEPEST:
        member = node.child_by_field_name("property") or node.child_by_field_name("name")
        member = member or node.child_by_field_name("index") or node.named_children[-1]
        members.append(member)
        node = first(node)
    return node, members[::-1]


def _member(node: Any) -> str:
    """Return the name of a member, "" for one that is computed."""
    if node.type == "string":
        return text(node).strip("'\"")
    return text(node) if node.type in ("property_identifier", "identifier", "type_identifier") else "?"


def _by_start(read: tuple[Any, Scope, bool]) -> int:
    return int(read[0].start_byte)
