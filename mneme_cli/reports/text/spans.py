"""Lines made of styled spans: one layout, two faces. Measuring and wrapping live here, and know nothing of findings."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Span = tuple[str, str]
    """(text, style); a style is one of the words of `paint.STYLES`, "" = plain."""
    Line = tuple[Span, ...]

LABEL = 12
"""Columns in front of the text of a labelled row."""
_ROOM = 20
"""Columns that a title needs beside a name."""


def measure(text: str) -> int:
    """Count the columns that a text takes on a terminal: East Asian wide characters two, combining ones none."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(char) else 1 + (east_asian_width(char) in "WF") for char in text)


def wrap(text: str, width: int) -> list[str]:
    """Break prose at spaces; what is too long (a path) or stands in backticks (a command) is never broken."""
    lines, now = [], ""
    for word in _words(text):
        if now and measure(now) + 1 + measure(word) > width:
            lines.append(now)
            now = word
        else:
            now = f"{now} {word}" if now else word
    return [*lines, now] if now else lines


def _words(text: str) -> list[str]:
    words: list[str] = []
    for word in text.split():
        if words and words[-1].count("`") % 2:
            words[-1] += f" {word}"
        else:
            words.append(word)
    return words


def flow(parts: Sequence[Span], width: int, indent: int, gap: str = "  ") -> list[Line]:
    """Set parts side by side, and those that no longer fit on lines of their own; only prose wider than that breaks.

    A gap that can be seen stays at the end of a line, so that nobody takes two parts for one.
    """
    mark = gap.rstrip()
    lines: list[list[Span]] = [[]]
    used = 0
    for at, (text, style) in enumerate(parts):
        told = [text] if style == "place" else _broken(text, width - indent)
        for piece in told:
            size = measure(piece) + (len(mark) if at < len(parts) - 1 else 0)
            if lines[-1] and (used + len(gap) + size > width or piece is not told[0]):
                lines[-1] += [(mark, "")] if mark and piece is told[0] else []
                lines.append([(" " * indent, "")])
                used = indent
            elif lines[-1]:
                lines[-1].append((gap, ""))
                used += len(gap)
            lines[-1].append((piece, style))
            used += measure(piece)
    return [tuple(line) for line in lines]


def _broken(text: str, width: int) -> list[str]:
    return [text] if measure(text) <= width else wrap(text, width) or [text]


def headed(name: str, text: str, width: int, style: str = "title") -> list[Line]:
    """Write a name and a title that wraps beside it, or below it where the name leaves no room."""
    hang = measure(name) + 2
    if hang + (_ROOM if text else -2) > width:
        below = [((f"  {line}", style),) for line in wrap(text, width - 2)] if text else []
        return [*(((line, style),) for line in wrap(name, width)), *below]
    told = wrap(text, max(width - hang, _ROOM)) or [""]
    return [((f"{'' if at else name}{' ' * (hang if at else 2)}{line}", style),) for at, line in enumerate(told)]


def row(label: str, text: str, width: int, style: str = "") -> list[Line]:
    """Write a labelled row of wrapped prose, nothing if there is no text."""
    told = wrap(text, width - LABEL - 2)
    return rows(label, [((line, style),) for line in told])


def rows(label: str, lines: Iterable[Line]) -> list[Line]:
    """Put a label in front of lines and set the others below the first."""
    heads = [f"  {label:<{LABEL - 2}}  "]
    return [(((heads.pop() if heads else " " * (LABEL + 2)), "dim"), *line) for line in lines]


def plain(lines: Iterable[Line]) -> str:
    """Write lines without any style; no line ends in spaces."""
    return "".join("".join(text for text, _ in line).rstrip() + "\n" for line in lines)
