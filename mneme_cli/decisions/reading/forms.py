"""What a text must look like where it names something: ids, days, one-line texts."""

from __future__ import annotations

import re

from mneme_cli.decisions.reading import hints
from mneme_cli.decisions.reading.broken import quoted
from mneme_cli.model import day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from mneme_cli.decisions.reading.hints import Hint
    from mneme_cli.decisions.reading.node import Node

ID = "[A-Za-z0-9][A-Za-z0-9._-]*"
RECORD = f"(?:{ID}:)?{ID}"
_LOOSE = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def ident(node: Node) -> Hint | None:
    """Check the id of a record, or the key of a rule."""
    if re.fullmatch(ID, node.value):
        return None
    fix = "use letters, digits, '.', '_' and '-', and begin with a letter or digit: ADR-0012"
    return f"'{_short(node.value)}' cannot be an id or a name", fix


def record(node: Node) -> Hint | None:
    """Check a link to a whole decision."""
    if re.fullmatch(RECORD, node.value):
        return None
    if re.fullmatch(f"{RECORD}#{ID}", node.value):
        whole = node.value.partition("#")[0]
        return f"'{node.value}' is a rule, and supersedes takes whole decisions", f"amends: [{node.value}], or {whole}"
    return _no_link(node, "ADR-0004")


def rule(node: Node) -> Hint | None:
    """Check a link to one rule of a decision."""
    if re.fullmatch(f"{RECORD}#{ID}", node.value):
        return None
    if re.fullmatch(RECORD, node.value):
        return f"'{node.value}' is a whole decision, and a rule belongs here", f"name the rule: {node.value}#rule"
    return _no_link(node, "ADR-0004#rule")


def either(node: Node) -> Hint | None:
    """Check a link to a decision or to a rule."""
    return None if re.fullmatch(f"{RECORD}(?:#{ID})?", node.value) else _no_link(node, "ADR-0004")


def date(node: Node) -> Hint | None:
    """Check a calendar day."""
    try:
        if day.parse(node.value) > 0:
            return None
    except ValueError:
        return _no_day(node.value)
    return f"{node.value} is before 1970-01-02, where days begin", "write a later day"


def line(node: Node) -> Hint | None:
    """Check a text of one line."""
    if "\n" in node.value.strip():
        return "this text has to be one line", "join its lines, or move the rest to 'context'"
    return _printable(node) or hints.cut(node)


def prose(node: Node) -> Hint | None:
    """Check a text of any length."""
    return control(node) or hints.cut(node)


def selector(node: Node) -> Hint | None:
    """Check a selector as YAML text; what it selects is the compiler's business."""
    if "\n" in node.value:
        return "a selector is one line", "write it behind '- ' on one line"
    if node.folded:
        return _folded(node)
    if node.value != node.value.strip():
        return "a selector cannot begin or end with a space", f"write {quoted(node.value)}"
    return _printable(node) or hints.cut(node) or hints.selector(node)


def name(node: Node) -> Hint | None:
    """Check the name of a person, a group, a component."""
    return _folded(node) or line(node) or hints.names(node)


FORMS: dict[str, Callable[[Node], Hint | None]] = {
    "id": ident,
    "record": record,
    "rule": rule,
    "either": either,
    "day": date,
    "line": line,
    "prose": prose,
    "selector": selector,
    "name": name,
}


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "…"


def _no_link(node: Node, example: str) -> Hint:
    return f"'{_short(node.value)}' cannot be an id", f"write it as the record does, such as {example}"


def control(node: Node) -> Hint | None:
    """Find a control character: a terminal would obey it."""
    odd = next((char for char in node.value if char < " " and char not in "\t\n"), "")
    return (f"the control character U+{ord(odd):04X} stands in this text", "delete it") if odd else None


def _folded(node: Node) -> Hint | None:
    """Find list entries of unequal indentation: YAML joins them to one text."""
    if not node.folded:
        return None
    return "YAML joins this line and the next to one text", "give every '- ' of a list the same indentation"


def _printable(node: Node) -> Hint | None:
    odd = next((char for char in node.value.strip() if not char.isprintable() and char != "\n"), "")
    return (f"the invisible character U+{ord(odd):04X} stands in this text", "delete it") if odd else None


def _no_day(text: str) -> Hint:
    found = _LOOSE.fullmatch(text)
    if not found:
        return f"'{_short(text)}' is not a day", "write it as YYYY-MM-DD, without a time"
    year, month, number = map(int, found.groups())
    if not 1 <= month <= len(_MONTH_LENGTHS):
        return f"{text} is not a day: there is no month {month}", "write a month from 01 to 12"
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    length = _MONTH_LENGTHS[month - 1] + leap
    if 1 <= number <= length:
        return f"'{text}' is not written as YYYY-MM-DD", f"write {year:04}-{month:02}-{number:02}"
    return f"{text} is not a day: that month has {length} days", "write a day of that month"
