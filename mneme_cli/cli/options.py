"""Options that several commands share: written once, so that they read the same everywhere."""

from __future__ import annotations

from typing import Annotated

import typer

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
Format = Annotated[str, typer.Option("--format", "-f", help="text, json, github or sarif.")]
Output = Annotated[
    list[str], typer.Option("--output", "-o", metavar="FILE", help="Write there as well; the suffix names the format.")
]
Strict = Annotated[bool, typer.Option("--strict", help="Warnings about code block too.")]
Explain = Annotated[bool, typer.Option("--explain", help="Say for every rule what it did.")]
JUDGE, READ, WRITE = "Judge code", "Read decisions", "Write decisions"
