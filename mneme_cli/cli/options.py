"""Options that several commands share: written once, so that they read the same everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from mneme_cli.shelf import names

if TYPE_CHECKING:
    from collections.abc import Iterable

AsOf = Annotated[
    str,
    typer.Option("--as-of", metavar="YYYY-MM-DD", help="Judge by this day. Else MNEME_AS_OF, else today (UTC)."),
]
Json = Annotated[bool, typer.Option("--json", help="Write JSON for machines.")]
Shape = Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help="text, or json as --json writes it.")]
By = Annotated[list[str], typer.Option("--by", metavar="NAME", help="Who decides. Repeat it for several.")]
Status = Annotated[
    str,
    typer.Option("--status", help="proposed, accepted, … A proposed decision enforces nothing yet."),
]
Edit = Annotated[bool, typer.Option("--edit", "-e", help="Open the new file in $VISUAL or $EDITOR.")]
Format = Annotated[
    list[str],
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help=f"{', '.join(names('mneme_cli.reports'))}: of the --output right behind it, else of standard output.",
    ),
]
Output = Annotated[
    list[str],
    typer.Option(
        "--output",
        "-o",
        metavar="[FORMAT=]FILE",
        help="Write there as well; without a format in front, its suffix names one.",
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help="Warnings about code block too.")]
Explain = Annotated[bool, typer.Option("--explain", help="Say for every rule what it did.")]
SHAPES = ("text", "json")
JUDGE, READ, WRITE = "Judge code", "Read decisions", "Write decisions"
WIRE = "Work with coding agents"
GUARD = "Stand at gates"


def machine(json: bool, format: str) -> bool:
    """Tell whether JSON is asked for, by its flag or as a format.

    Raises:
        MnemeError: there is no such format.
    """
    refuse(format, SHAPES)
    return json or format == "json"


def refuse(format: str, but: Iterable[str]) -> None:
    """Refuse a format that is none of a command's own.

    Raises:
        MnemeError: there is no such format.
    """
    if format not in (known := tuple(but)):
        from mneme_cli.errors import MnemeError

        raise MnemeError(f"'{format}' is no format", f"one of: {', '.join(known)}")
