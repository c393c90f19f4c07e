"""Names used and called, each under the name it has where it comes from."""

from __future__ import annotations

from mneme_cli.languages._nodes import Columns
from mneme_cli.languages._scope import taken as back
from mneme_cli.languages.python.plain import without_lazy
from mneme_cli.languages.python.syntax import dotted, joined, word
from mneme_cli.languages.python.walk import Walk
from mneme_cli.model.fact import Use

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from mneme_cli.languages._scope import Scope


def uses(text: bytes, parse: Callable[[bytes], Any]) -> tuple[Use, ...]:
    """Return every use in source order: `x.y` for what an import brings, `eval` for a name nothing here binds.

    What hangs on a value that no import brings is `*.last`, one for each attribute on the way. A name that a star
    may bring is said both ways, unless it is a builtin.
    """
    plain, _ = without_lazy(text)
    return named(Walk(parse(plain)), Columns(plain))


def taken(text: bytes, parse: Callable[[bytes], Any]) -> tuple[Use, ...]:
    """Return what is used of each import, at the place of the import; of a star, every name that it may bring."""
    plain, _ = without_lazy(text)
    return back(named(Walk(parse(plain), Columns(plain)), Columns(plain)))


def named(walk: Walk, columns: Columns) -> tuple[Use, ...]:
    """Return every use that a walk came by, in source order."""
    reads = sorted(walk.reads, key=_by_start)
    return tuple(sorted({use for node, scope, called in reads for use in _read(node, scope, called, walk, columns)}))


def _read(node: Any, scope: Scope, called: bool, walk: Walk, columns: Columns) -> Iterator[Use]:
    base, attributes = _chain(node)
    known = scope.find(base) if base else ()
    line, column = node.start_point[0] + 1, columns.of(node)
    if meant := known or (_behind(scope, base, walk) if known == () else ()):
        for target in meant:
            yield Use(line, column, ".".join([target, *map(word, attributes)]), called)
        return
    if known is None:
        yield Use(line, column, base, called and not attributes)
        for brought in _brought(base, walk):
            yield Use(line, column, ".".join([brought, *map(word, attributes)]), called)
    for attribute in attributes:
        last = attribute is attributes[-1]
        yield Use(attribute.start_point[0] + 1, columns.of(attribute), "*." + word(attribute), called and last)


def _behind(scope: Scope, base: str, walk: Walk) -> tuple[str, ...]:
    """Return what a variable stands for, () = for itself."""
    value = scope.behind(base) if base else None
    if value is None:
        return ()
    known = value.scope.find(value.base) or (value.base, *_brought(value.base, walk))
    return tuple([".".join([target, *value.members]) for target in known])


def _brought(base: str, walk: Walk) -> list[str]:
    """Return what a name is if a star brings it, once for each star; none brings a builtin."""
    return [] if base in _builtins() else [joined(star, base) for star in walk.stars]


def _chain(node: Any) -> tuple[str, list[Any]]:
    """Take `a.b.c` apart: the name it begins with ("" = it begins with a value) and the nodes of the rest."""
    if node.type == "dotted_name":
        first, *rest = [child for child in node.named_children if child.type == "identifier"]
        return word(first), rest
    attributes = []
    while node.type == "attribute":
        attributes.append(node.child_by_field_name("attribute"))
        node = node.child_by_field_name("object")
    return (dotted(node) if node.type == "identifier" else ""), attributes[::-1]


def _builtins() -> frozenset[str]:
    import builtins

    return frozenset(vars(builtins))


def _by_start(read: tuple[Any, Scope, bool]) -> int:
    return int(read[0].start_byte)
