"""What one file leaves behind on its way through a schema: problems by key path, and the place of every key."""

from __future__ import annotations

from mneme_cli.model.corpus import Place
from mneme_cli.model.problem import Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from mneme_cli.decisions.reading.node import Node

At = tuple[str, ...]


class Walk:
    """One file on its way through a schema: problems with the key path they belong to, and the place of every key."""

    def __init__(self, path: str, text: str, schema: dict[str, Any]) -> None:
        self.path, self.text = path, text
        self.defs: dict[str, Any] = schema.get("$defs", {})
        self.problems: list[tuple[At, Problem]] = []
        self.spots: dict[At, tuple[int, int]] = {}
        self.subject = ""

    def say(self, at: At, node: Node, message: str, fix: str, code: str = "E-SCHEMA") -> None:
        """Report a problem at a node."""
        problem = Problem(code=code, path=self.path, line=node.line, column=node.column, message=message, fix=fix)
        self.problems.append((at, problem))

    def note(self, at: At, node: Node) -> None:
        """Remember where something stands."""
        self.spots.setdefault(at, (node.line, node.column))

    def broke(self, at: At) -> None:
        """Count a key path as broken although its problem has been reported already."""
        self.problems.append((at, Problem(code="", path=self.path)))

    def place(self, *at: str) -> Place:
        """Return the place of a key path."""
        return Place(self.path, *self.spots[at])

    def places(self, *prefix: str, deep: int = 99) -> dict[str, Place]:
        """Return the places under a key path, by what follows it, joined with dots."""
        cut = len(prefix)
        found = [at for at in self.spots if cut < len(at) <= cut + deep and at[:cut] == prefix]
        return {".".join(at[cut:]): self.place(*at) for at in found}

    def broken(self, *prefix: str) -> bool:
        """Tell whether anything is wrong at or under a key path."""
        return any(at[: len(prefix)] == prefix for at, _ in self.problems)

    def resolve(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Follow `$ref` into `$defs`; what stands beside it counts as well."""
        while "$ref" in schema:
            part = self.defs[schema["$ref"].removeprefix("#/$defs/")]
            schema = part if len(schema) == 1 else part | {key: schema[key] for key in schema if key != "$ref"}
        return schema
