"""Text of records as HTML text, and the few shapes that every table has."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from mneme_cli.model.day import show
from mneme_cli.model.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_CODE = re.compile("`([^`]+)`")


def text(said: str) -> str:
    """Write one line of text; what is invisible or turns the direction is spelled."""
    return escape(visible(said))


def worded(said: str) -> str:
    """Write one line of text in which code stands between backticks, as code."""
    return _CODE.sub(r"<code>\1</code>", text(said))


def prose(said: str) -> str:
    """Write text of several lines: a line goes on in the next one, unless that is empty or an entry of a list."""
    out = ""
    for line in said.split("\n"):
        apart = not line.strip() or line.lstrip()[:1] in "-*|" or line.lstrip()[:1].isdigit()
        out += ("\n" if apart or out.endswith("\n") else " " if out else "") + worded(line.strip())
    return out


def table(heads: Sequence[str], rows: Iterable[str], name: str) -> str:
    """Write a table; on a narrow page it scrolls by itself."""
    head = "".join(f'<th scope="col">{each}</th>' for each in heads)
    body = "\n".join(rows)
    return (
        f'<div class="wide" role="region" aria-label="{name}" tabindex="0"><table>\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div>"
    )


def row(*cells: str, record: int = -1) -> str:
    """Write a row; record: the number of the decision that it is about."""
    mark = f' data-record="{record}"' if record >= 0 else ""
    return f"<tr{mark}>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def link(number: int, name: str) -> str:
    """Lead to the record of this number."""
    return f'<a href="#record-{number}">{text(name)}</a>' if number >= 0 else text(name)


def day(number: int) -> str:
    """Write a day, "" for none."""
    return f"<time>{show(number)}</time>" if number else ""


def state(word: str) -> str:
    """Write a state as a mark with its word: never by colour alone."""
    return f'<span class="state {text(word)}">{text(word)}</span>'
