"""The line of source with a caret under the column, trimmed to the terminal, tabs and wide characters included."""

from __future__ import annotations

from mneme_cli.model.visible import visible
from mneme_cli.reports.text.spans import measure

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.reports.text.spans import Line

_TAB = "    "


def code(text: str, line: int, column: int, width: int) -> list[Line]:
    """Show one line of source. column counts characters from 1; beyond the end it points behind the text."""
    front, back = _show(text[: column - 1]), _show(text[column - 1 :].rstrip())
    lead = len(front) - len(front.lstrip(" "))
    front = front[lead:]
    gutter = f"  {line:>5} | "
    room = max(width - len(gutter), 20)
    front, back = _fit(front, back, room)
    empty = " " * (len(gutter) - 2) + "| "
    return [((gutter, "dim"), (front + back, "")), ((empty, "dim"), (" " * measure(front), ""), ("^", "caret"))]


def _show(text: str) -> str:
    return visible(text.replace("\t", _TAB))


def _fit(front: str, back: str, room: int) -> tuple[str, str]:
    """Cut on the left so that the caret stays in sight, then on the right."""
    if measure(front) > room // 2 and measure(front + back) > room:
        while measure(front) > room // 2:
            front = front[1:]
        front = "…" + front[1:]
    if measure(front + back) > room:
        while measure(front + back) >= room:
            back = back[:-1]
        back += "…"
    return front, back
