"""What one scalar of YAML means here: text, unless it is plain and true, false, null, nothing or a whole number."""

from __future__ import annotations

import re
from unicodedata import normalize

from mneme_cli.decisions.reading.broken import quoted, word
from mneme_cli.decisions.reading.node import Node
from mneme_cli.model.problem import Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from mneme_cli.decisions.reading.mend import Mended

_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,17}")
_TYPED: dict[str, tuple[str, bool | None]] = {
    "": ("null", None),
    "null": ("null", None),
    "true": ("bool", True),
    "false": ("bool", False),
}
_COMMENT = re.compile(r"([ \t]+)(#[^\r\n]*)")


class Source:
    """The text of one file, the nodes that stand in it, and the problems found on the way."""

    def __init__(self, path: str, text: str, mended: Mended) -> None:
        self.path, self.text, self.mended = path, text, mended
        self.problems: list[Problem] = []

    def scalar(self, event: Any, flow: bool) -> Node:
        """Make a node of a scalar."""
        if self.mended.bad(event.start_mark.index, event.end_mark.index) or self.marked(event, flow):
            return self.node(event, "bad", None)
        value: Any = event.value if event.value.isascii() else normalize("NFC", event.value)
        if event.style:
            return self.node(event, "text", value, flow=flow)
        kind, value = _TYPED.get(value, ("text", value))
        if kind == "text" and _WHOLE.fullmatch(value):
            kind, value = "int", int(value)
        folded = event.end_mark.line > event.start_mark.line
        return self.node(event, kind, value, plain=True, flow=flow, cut=self.cut(event), folded=folded)

    def key(self, key: Node) -> Node | None:
        """Return a key as text, as it is written; None if it cannot be one."""
        if key.kind == "bad":
            return None
        written = key.value if key.kind == "text" else self.text[key.start : key.end]
        if key.kind in ("map", "list"):
            self.say(key, "a list or a map cannot be a key", "if it is text, quote it")
        elif not written:
            self.say(key, "a key is empty", "write the key in front of the colon, or delete the line")
        elif written == "<<" and key.plain:
            self.say(key, "'<<' merges maps in YAML, which is not read here", "write the keys out")
        else:
            return key._replace(kind="text", value=written)
        return None

    def alias(self, event: Any, flow: bool) -> Node:
        """Report an alias."""
        node = self.node(event, "bad", None)
        fix = f"if it is text, quote it: {self.quote(node, flow)}; else write the value out"
        self.say(node, f"'*{event.anchor}' is an alias in YAML", fix)
        return node

    def marked(self, event: Any, flow: bool) -> bool:
        """Report an anchor or a tag."""
        if not (event.anchor or event.tag):
            return False
        node = self.node(event, "bad", None)
        if event.anchor:
            fix = f"if it is text, quote it: {self.quote(node, flow)}; else write the value where it is needed"
            self.say(node, f"'&{event.anchor}' is an anchor in YAML", fix)
        else:
            tag = re.split(r"[\s,\]}]", self.text[node.start : node.start + 80], maxsplit=1)[0]
            fix = f"if it is text, quote it: {self.quote(node, flow)}; else delete the tag"
            if tag.startswith("!!"):
                fix = "delete the tag, and put the value in quotes if it is text"
            self.say(node, f"'{tag}' is a tag in YAML", fix)
        return True

    def quote(self, node: Node, flow: bool = False) -> str:
        """Show what stands at a node, as far as its line goes, in quotes."""
        line = self.text[node.start : node.start + 200].split("\n", 1)[0].rstrip()
        return quoted(word("[" + line, 1) if flow else word(line, 0))

    def cut(self, event: Any) -> str:
        """Return what YAML took for a comment, unless two spaces and `# ` show that it was meant as one."""
        found = _COMMENT.match(self.text, event.end_mark.index)
        if not found or (len(found[1]) > 1 and found[2][1:2] in ("", " ", "\t")):
            return ""
        return found[2].rstrip()

    def node(self, event: Any, kind: str, value: Any, **how: Any) -> Node:
        """Make a node at the place where an event begins."""
        mark, end = event.start_mark, event.end_mark.index
        return Node(
            kind=kind, value=value, line=mark.line + 1, column=mark.column + 1, start=mark.index, end=end, **how
        )

    def say(self, node: Node, message: str, fix: str, code: str = "E-SCHEMA") -> None:
        """Report a problem at a node."""
        self.problems.append(
            Problem(code=code, path=self.path, line=node.line, column=node.column, message=message, fix=fix)
        )
