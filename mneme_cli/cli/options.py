"""Options that several commands share: written once, so that they read the same everywhere."""

from __future__ import annotations

from typing import Annotated

import typer

from mneme_cli.shelf import names

AsOf = Annotated[
    str,
    typer.Option("--as-of", metavar="YYYY-MM-DD", help="Judge by this day. Else MNEME_AS_OF, else today (UTC)."),
]
Json = Annotated[bool, typer.Option("--json", help="Write JSON for machines.")]
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
        "--output", "-o", metavar="FILE", help="Write there as well; without a --format in front, its suffix names one."
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help="Warnings about code block too.")]
Explain = Annotated[bool, typer.Option("--explain", help="Say for every rule what it did.")]
JUDGE, READ, WRITE = "Judge code", "Read decisions", "Write decisions"
WIRE = "Work with coding agents"
GUARD = "Stand at gates"
