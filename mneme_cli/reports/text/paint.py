"""The coloured face: the same lines, with rich's styles. Imported only when there is somebody to see colour."""

from __future__ import annotations

from io import StringIO

from rich.console import Console
from rich.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from mneme_cli.reports.text.spans import Line

STYLES = {
    "": "",
    "block": "bold red",
    "ask": "bold magenta",
    "warn": "bold yellow",
    "good": "bold green",
    "caret": "bold red",
    "title": "bold",
    "rule": "bold",
    "place": "cyan",
    "command": "green",
    "dim": "dim",
}
"""The eight colours of the terminal's own theme, so that they are readable on whatever background people chose."""


def paint(lines: Iterable[Line]) -> str:
    """Write lines with colours; nothing of the environment is asked, so that the result depends on the lines alone."""
    out = StringIO()
    console = Console(
        file=out, force_terminal=True, color_system="standard", width=10_000, legacy_windows=False, _environ={}
    )
    for line in lines:
        made = Text.assemble(*((text, STYLES[style]) for text, style in line))
        made.rstrip()
        console.print(made, soft_wrap=True, highlight=False)
    return out.getvalue()
