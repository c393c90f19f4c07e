"""What is on the other end: a terminal of some width, a pipe, a build server. Asked here, never by a report."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NamedTuple, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mneme_cli.reports.text.spans import Line


class Face(NamedTuple):
    """width: columns, 0 = nobody says: no terminal, and no COLUMNS.  color: may be used.  progress: a bar may move."""

    width: int = 0
    color: bool = False
    progress: bool = False


def face(stream: TextIO | None = None, environ: Mapping[str, str] | None = None) -> Face:
    """Look at a stream (standard output) and the environment.

    NO_COLOR wins over everything (https://no-color.org), FORCE_COLOR over what the stream is; in CI nothing moves.
    """
    stream = stream or sys.stdout
    environ = os.environ if environ is None else environ
    terminal = stream.isatty() and environ.get("TERM") != "dumb"
    forced = environ.get("FORCE_COLOR", "") not in ("", "0")
    quiet = bool(environ.get("NO_COLOR"))
    build = environ.get("CI", "") not in ("", "0", "false")
    return Face(
        width=_width(stream, environ),
        color=not quiet and (forced or (terminal and not build)),
        progress=terminal and not build,
    )


def watched() -> bool:
    """Tell whether what is printed fills somebody's terminal."""
    return sys.stdout.isatty()


def say(lines: Iterable[Line]) -> None:
    """Print lines with the face that standard output has."""
    from mneme_cli.reports.text.spans import plain

    if face().color:
        from mneme_cli.reports.text.paint import paint

        put(paint(lines))
    else:
        put(plain(lines))


def put(text: str) -> None:
    """Print text as it is; what the stream's encoding cannot say is spelled, never an error."""
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))


def columns() -> int:
    """Return the width to lay text out for: that of COLUMNS, else the terminal's, else 80; never too wide to read."""
    return min(max(face().width or 80, 40), 120)


def _width(stream: TextIO, environ: Mapping[str, str]) -> int:
    if environ.get("COLUMNS", "").isdecimal() and int(environ["COLUMNS"]) > 0:
        return int(environ["COLUMNS"])
    if not stream.isatty():
        return 0
    try:
        return os.get_terminal_size(stream.fileno()).columns or 80
    except (OSError, ValueError):
        return 80
