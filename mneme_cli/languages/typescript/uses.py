"""Names used and called, each under the name it has where it comes from."""

from __future__ import annotations

from mneme_cli.languages._nodes import Columns
from mneme_cli.languages._scope import place
from mneme_cli.languages._scope import taken as back
from mneme_cli.languages.typescript.chains import NAMES, chain, member, targets, text
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


def uses(given: bytes, parse: Callable[[bytes], Any]) -> tuple[Use, ...]:
    """Return every use in source order: `react.useState` for what an import brings, `process.env` for a global.

    What comes by an import is the specifier, NUL, and the name in it: `absolute` makes it whole. What hangs on a value
    that no import brings is `*.last`, one for each member on the way.
    """
    return _uses(given, parse, lambda found: found)


def taken(given: bytes, parse: Callable[[bytes], Any]) -> tuple[Use, ...]:
    """Return what is used of each import, at the place of the import."""
    return back(_uses(given, parse, _placed))


def _placed(found: Import) -> Import:
    """Return an import whose names are bound to its place, a default and a namespace under names of their own."""
    names = found.names or (found.written,) * len(found.aliases)
    where = place(found.line, found.column).rstrip("\0")
    return found._replace(written=where, names=tuple([f":{name}" for name in names]))


def _uses(given: bytes, parse: Callable[[bytes], Any], seen: Callable[[Import], Import]) -> tuple[Use, ...]:
    """Return every use; what comes by an import goes under the names that `seen` gives it."""
    trees: list[Any] = []

    def kept(plain: bytes) -> Any:
        trees.append(parse(plain))
        return trees[-1]

    made: dict[int, Import] = {}
    bound: list[tuple[str, str]] = []
    for found, spot in located(given, kept, docs=False):
        if spot.clause is None:
            made[spot.at] = seen(found)
        elif spot.clause.form != "export":
            bound += targets(seen(found))
    root = (trees[0] if trees else kept(tamed(given, ()))).root_node
    names, columns = Names(root, made, bound), Columns(given)
    reads = sorted(names.reads, key=_by_start)
    return tuple(sorted({use for read in reads for use in _read(*read, made, columns)}))


def _read(node: Any, scope: Scope, called: bool, made: dict[int, Import], columns: Columns) -> Iterator[Use]:
    base, members = chain(node)
    names = [member(each) for each in members]
    line, column = node.start_point[0] + 1, columns.of(node)
    known = _known(base, scope, made)
    if meant := [_joined(target, names) for target in known] if known else _behind(base, scope, names):
        for name in meant:
            yield Use(line, column, name, called)
        return
    if known is None:
        while names and base is not None and text(base) in _WORLD:
            base, members, names = members[0], members[1:], names[1:]
        yield Use(line, column, text(base).strip("'\""), called and not names)
        if names:
            yield Use(line, column, ".".join([text(base).strip("'\""), *names]), called)
        members = members[:-1]
    for at, each in enumerate(members):
        last = known is not None and at == len(members) - 1
        yield Use(each.start_point[0] + 1, columns.of(each), f"*.{names[at]}", called and last)


def _known(base: Any, scope: Scope, made: dict[int, Import]) -> tuple[str, ...] | None:
    """Return what a name is bound to, None = nothing in this file; () also for a value that is no name."""
    if base.type == "call_expression" and base.start_byte in made:
        return (f"{made[base.start_byte].written}\0",)
    if base.type not in NAMES:
        return ()
    return scope.find(text(base))


def _behind(base: Any, scope: Scope, names: list[str]) -> list[str]:
    """Return what a variable stands for and what hangs from it, [] = itself, or a value that has no name."""
    value = scope.behind(text(base)) if base.type in NAMES else None
    if value is None:
        return []
    first, members = value.base, [*value.members, *names]
    known = value.scope.find(first)
    while known is None and first in _WORLD and members:
        first = members.pop(0)
    return [_joined(target, members) for target in known or (first,)]


def _joined(target: str, names: list[str]) -> str:
    return target + ("." if target[-1] != "\0" and names else "") + ".".join(names)


def _by_start(read: tuple[Any, Scope, bool]) -> int:
    return int(read[0].start_byte)
