"""The command that reviews the policy: policy-diff."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from mneme_cli.cli.options import JUDGE, AsOf, refuse

APP = typer.Typer()


@APP.command(
    "policy-diff",
    rich_help_panel=JUDGE,
    epilog="Examples: mneme policy-diff main..HEAD · mneme policy-diff --format markdown · "
    "mneme policy-diff main..HEAD --approved-by ana",
)
def policy_diff(
    span: Annotated[str, typer.Argument(metavar="BASE..HEAD", help="Commits; without them what changed here.")] = "",
    *,
    staged: Annotated[bool, typer.Option("--staged", help="Review what is in the index.")] = False,
    format: Annotated[str, typer.Option("--format", "-f", help="text, json or markdown.")] = "text",
    approved_by: Annotated[
        list[str], typer.Option("--approved-by", metavar="NAME", help="Who approved the change. Repeatable.")
    ] = [],
    as_of: AsOf = "",
) -> None:
    """Review what a change does to the rules: which come, go, weaken, tighten, and which findings turn.

    Policy is decisions, waivers, mneme.yaml, the baseline, packs, and marks of generated or vendored files.
    Exit code 1 if the change asks less of the code, and nobody who may has approved that.
    """
    asked: dict[str, Any] = {"staged": staged, "approved_by": tuple(approved_by), "as_of": as_of}
    raise typer.Exit(_tell(span, format, asked))


def _tell(span: str, format: str, asked: dict[str, Any]) -> int:
    """Review, print, and return the exit code."""
    from mneme_cli.cli.progress import bar
    from mneme_cli.cli.terminal import columns, put, say
    from mneme_cli.cli.words import policy_diff as words
    from mneme_cli.commands.policy_diff import policy_diff as look

    faces = {"json": words.json, "markdown": words.markdown}
    refuse(format, ("text", *faces))
    with bar("Reading code") as progress:
        found = look(span, **asked, progress=progress)
    if format == "text":
        say(words.lines(found, columns()))
    else:
        put(faces[format](found))
    return found.exit
