"""Where a YAML parser gave up, and the few questions that the sentences about it ask of the text."""

from __future__ import annotations

import re
from typing import NamedTuple

_ENTRY = re.compile(r"^\s*(?:- +)*(?:([^\s:#\"'][^:#]*): +)?")


class Broken(NamedTuple):
    """What a parser said, where it gave up (from 0), where the thing began that it was reading, and all lines."""

    said: str
    line: int
    column: int
    began_line: int
    began_column: int
    lines: tuple[str, ...]

    def text(self, line: int) -> str:
        """Return one line, "" behind the end."""
        return self.lines[line] if 0 <= line < len(self.lines) else ""


class Told(NamedTuple):
    """What to tell: line and column from 0.

    text: what stands there and has to be put in quotes; "" where the mistake is another one.
    """

    line: int
    column: int
    message: str
    fix: str
    text: str = ""


def value(line: str) -> tuple[int, str]:
    """Return where the value of a line `- key: value` begins, and the value without a comment."""
    found = _ENTRY.match(line)
    at = found.end() if found else 0
    return at, re.split(r"\s#", line[at:], maxsplit=1)[0].rstrip()


def quoted(text: str) -> str:
    """Show a text as it has to be written, on one line."""
    text = text.strip()
    return f"'{text}'" if '"' in text or "\\" in text else f'"{text}"'


def flowing(before: str) -> bool:
    """Tell whether the text in front leaves a bracket or a brace open."""
    return before.count("[") + before.count("{") > before.count("]") + before.count("}")


def word(line: str, at: int) -> str:
    """Return the plain value that begins here, up to a comment or to the end of its list."""
    return re.split(r"[\],}]|\s#" if flowing(line[:at]) else r"\s#", line[at:], maxsplit=1)[0].rstrip()


def entry(line: str, at: int, marks: tuple[str, ...] = (", ", ": ", " [")) -> int:
    """Return where the entry of a `[…]` begins that this column lies in; a comma without a space ends none."""
    floor = value(line)[0]
    floor += line[floor : floor + 1] in ("[", "{")
    found = [place + len(mark) for mark in marks if (place := line.rfind(mark, floor, at)) >= 0]
    start = max([floor, *found])
    return start + len(line[start:]) - len(line[start:].lstrip())


def balanced(line: str, start: int) -> str:
    """Return an entry of a `[…]` whole, with the brackets and braces that it opens itself."""
    depth = 0
    for at in range(start, len(line)):
        if line[at] in "[{":
            depth += 1
        elif line[at] in "]}" or (line[at] == "," and not depth):
            depth -= 1
            if depth < 0:
                return line[start:at]
    return line[start:]
