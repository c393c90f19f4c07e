"""Text → tree of nodes, by the events of PyYAML's C parser and never by its constructors.

The constructors are where YAML loses what was written: `id: 0012` becomes 10, `no` becomes False, the first of two
equal keys vanishes. Events lose nothing, and a tree built from them without recursion cannot overflow the stack.
"""

from __future__ import annotations

import yaml

from mneme_cli.decisions.reading.mend import Mended, mend, rounds
from mneme_cli.decisions.reading.scalar import Source
from mneme_cli.decisions.reading.signs import DEEPEST, TOO_DEEP
from mneme_cli.decisions.reading.syntax import NO_YAML, explain
from mneme_cli.decisions.reading.text import decode
from mneme_cli.model.problem import Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from mneme_cli.decisions.reading.broken import Told
    from mneme_cli.decisions.reading.node import Node

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse(path: str, data: bytes, loader: Any = LOADER) -> tuple[Node | None, tuple[Problem, ...], str]:
    """Read one document; return its tree (None: empty or unreadable), every problem, and the text.

    Behind a mistake of syntax it is read on, with that place set aside (`mend`).
    """
    text, found = decode(path, data)
    if text is None:
        return None, found, ""
    mended, syntax = Mended(text=text), list[Problem]()
    for _ in range(rounds(text)):
        builder = _Builder(Source(path, text, mended))
        told = _built(builder, mended.text, loader)
        if not told:
            break
        builder.root = None
        problem = _problem(path, told)
        further = None if problem in syntax or told.message == NO_YAML else mend(mended, told)
        syntax.append(problem)
        if not further:
            break
        mended = further
    return builder.root, (*found, *dict.fromkeys((*syntax, *builder.source.problems))), text


def _built(builder: _Builder, text: str, loader: Any) -> Told | None:
    """Build the tree; return what is to be told where the text cannot be read."""
    try:
        for event in yaml.parse(text, Loader=loader):
            builder.take(event)
            if builder.stopped:
                break
    except yaml.YAMLError as error:
        return explain(text, error)
    return None


def _problem(path: str, told: Told) -> Problem:
    """Make a problem of what is to be told."""
    line, column = told.line + 1, told.column + 1
    return Problem(code="E-SCHEMA", path=path, line=line, column=column, message=told.message, fix=told.fix)


class _Builder:
    """A stack of open lists and maps. What cannot stand in a decision is said once and becomes a `bad` node."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.open: list[tuple[Any, list[Node]]] = []
        self.root: Node | None = None
        self.documents = 0
        self.stopped = False

    def take(self, event: Any) -> None:
        """Take the next event into the tree."""
        if isinstance(event, yaml.ScalarEvent):
            self.add(self.source.scalar(event, flow=self.inline()))
        elif isinstance(event, yaml.CollectionStartEvent):
            self.open.append((event, []))
            if len(self.open) > DEEPEST:
                self.stop(event, TOO_DEEP, "write it flat")
        elif isinstance(event, yaml.CollectionEndEvent):
            self.add(self.closed(event))
        elif isinstance(event, yaml.AliasEvent):
            self.add(self.source.alias(event, flow=self.inline()))
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                fix = "one file holds one record: delete the '---', or split the file"
                self.stop(event, "a second document begins here", fix)

    def stop(self, event: Any, message: str, fix: str) -> None:
        """Report a problem behind which nothing can be read."""
        self.stopped, self.root = True, None
        self.source.say(self.source.node(event, "bad", None), message, fix)

    def add(self, node: Node) -> None:
        """Put a finished node where it belongs."""
        if self.open:
            self.open[-1][1].append(node)
        else:
            self.root = node

    def inline(self) -> bool:
        """Tell whether we stand inside `[…]` or `{…}`."""
        return bool(self.open) and bool(self.open[-1][0].flow_style)

    def closed(self, event: Any) -> Node:
        """Make the node of the list or map that ends here."""
        start, inside = self.open.pop()
        mapping = isinstance(start, yaml.MappingStartEvent)
        value: Any = self.pairs(inside) if mapping else tuple(inside)
        kind = "bad" if self.source.marked(start, flow=self.inline()) else "map" if mapping else "list"
        node = self.source.node(start, kind, value)
        end = event.end_mark.index
        return node._replace(end=end, flow=bool(start.flow_style), torn=self.source.mended.torn(node.start, end))

    def pairs(self, inside: list[Node]) -> tuple[tuple[Node, Node], ...]:
        """Pair keys with values; every key is text and stands once."""
        seen: dict[str, Node] = {}
        out = []
        for written, value in zip(inside[::2], inside[1::2], strict=True):
            key = self.source.key(written)
            if key and key.value in seen:
                first = seen[key.value].line
                message = f"'{key.value}' stands here for the second time; the first is on line {first}"
                self.source.say(key, message, "keep one of them, or join their values", "E-DUP-KEY")
            elif key:
                seen[key.value] = key
                out.append((key, value))
        return tuple(out)
