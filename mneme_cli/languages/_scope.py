"""One scope of names: what it binds, and what is seen from inside it.

A name bound anywhere in a scope is local in all of it, and the names of a class are not seen from its methods: so it is
in Python ("Naming and binding" in its reference), and it does no harm where a class binds no names.
"""

from __future__ import annotations


class Scope:
    """Names bound in one scope: each with what imports bind it to (absolute, or with leading dots), () = by itself."""

    def __init__(self, kind: str, outer: Scope | None = None) -> None:
        self.kind, self.outer = kind, outer
        self.bound: dict[str, tuple[str, ...]] = {}
        self.elsewhere: dict[str, Scope] = {}

    def bind(self, name: str, target: str = "") -> None:
        """Bind a name here, or where `global` or `nonlocal` says."""
        scope = self.elsewhere.get(name, self)
        known = scope.bound.get(name, ())
        scope.bound[name] = (*known, target) if target and target not in known else known

    def find(self, name: str) -> tuple[str, ...] | None:
        """Return what a name is bound to as seen from here; None = nowhere in this file."""
        scope: Scope | None = self
        while scope is not None:
            if name in scope.bound and (scope is self or scope.kind != "class"):
                return scope.bound[name]
            scope = scope.outer
        return None

    def top(self, *kinds: str) -> Scope:
        """Return the nearest scope around that is of one of these kinds, the module's at last."""
        scope = self
        while scope.outer is not None and scope.kind not in kinds:
            scope = scope.outer
        return scope
