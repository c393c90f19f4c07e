"""One scope of names: what it binds, what is seen from inside it, and which import a name came by.

A name bound anywhere in a scope is local in all of it, and the names of a class are not seen from its methods: so it is
in Python ("Naming and binding" in its reference), and it does no harm where a class binds no names.
"""

from __future__ import annotations

from mneme_cli.model.fact import Use

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import NamedTuple
else:
    from mneme_cli.model.noun import NamedTuple

_MARK = "\0"
DEEPEST = 20
"""How many variables are followed one behind the other."""


class Value(NamedTuple):
    """What a variable is given, where that is a name and what hangs from it: `c = a.b` is scope, `a`, (`b`,)."""

    scope: Scope
    base: str
    members: tuple[str, ...] = ()


class Scope:
    """Names bound in one scope: each with what imports bind it to (absolute, or with leading dots), () = by itself.

    times: how often a name is bound; one that is bound twice stands for nothing else.
    values: what variables are given, where that has a name.
    """

    def __init__(self, kind: str, outer: Scope | None = None) -> None:
        self.kind, self.outer = kind, outer
        self.bound: dict[str, tuple[str, ...]] = {}
        self.elsewhere: dict[str, Scope] = {}
        self.times: dict[str, int] = {}
        self.values: dict[str, Value] = {}

    def bind(self, name: str, target: str = "") -> None:
        """Bind a name here, or where `global` or `nonlocal` says."""
        scope = self.elsewhere.get(name, self)
        known = scope.bound.get(name, ())
        scope.bound[name] = (*known, target) if target and target not in known else known
        scope.times[name] = scope.times.get(name, 0) + 1

    def give(self, name: str, scope: Scope, base: str, members: tuple[str, ...]) -> None:
        """Note what a variable of this scope is given, as seen from another ("" = no name); `bind` binds it."""
        if base:
            self.elsewhere.get(name, self).values[name] = Value(scope=scope, base=base, members=members)

    def again(self, name: str) -> None:
        """Note that a name which is bound here or further out is given something else."""
        scope = self.of(name)
        if scope is not None:
            scope.times[name] = scope.times.get(name, 0) + 1

    def find(self, name: str) -> tuple[str, ...] | None:
        """Return what a name is bound to as seen from here; None = nowhere in this file."""
        scope = self.of(name)
        return None if scope is None else scope.bound[name]

    def of(self, name: str) -> Scope | None:
        """Return the scope that binds a name as seen from here."""
        scope: Scope | None = self
        while scope is not None:
            if name in scope.bound and (scope is self or scope.kind != "class"):
                return scope
            scope = scope.outer
        return None

    def behind(self, name: str) -> Value | None:
        """Follow a variable to the name that it stands for: given once, and in its own scope; None if it is not."""
        value: Value | None = None
        at: Scope | None = self
        for _ in range(DEEPEST):
            scope = at.of(name) if at is not None else None
            if scope is None or scope.bound[name]:
                return value
            given = scope.values.get(name) if scope.times[name] == 1 else None
            if given is None:
                return None
            value = given._replace(members=given.members + (value.members if value else ()))
            at, name = value.scope, value.base
        return None

    def top(self, *kinds: str) -> Scope:
        """Return the nearest scope around that is of one of these kinds, the module's at last."""
        scope = self
        while scope.outer is not None and scope.kind not in kinds:
            scope = scope.outer
        return scope


def place(line: int, column: int) -> str:
    """Return what stands in front of a name that an import at a place brings."""
    return f"{line}:{column}{_MARK}"


def taken(uses: Iterable[Use]) -> tuple[Use, ...]:
    """Return each use of what an import brings, at the place of the import."""
    return tuple(sorted({_back(use) for use in uses if _MARK in use.name}))


def _back(use: Use) -> Use:
    where, _, name = use.name.partition(_MARK)
    line, _, column = where.partition(":")
    return Use(line=int(line), column=int(column), name=name.removeprefix(":"), call=False)
