"""The command that brings the rules of other tools along: import."""

from __future__ import annotations

from typing import Annotated

import typer

from mneme_cli.cli.options import WRITE, AsOf, Json

APP = typer.Typer()


Source = Annotated[str, typer.Argument(metavar="SOURCE", help="A file of another tool, or the tool's name.")]
Verify = Annotated[bool, typer.Option("--verify", help="Run that tool as well, and compare what both find.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Write nothing; show the table.")]
Into = Annotated[str, typer.Option("--into", metavar="FOLDER", help="Folder for the decisions.")]
_EXAMPLES = (
    "Examples: mneme import .importlinter --verify · mneme import tach --dry-run · "
    "mneme import rules.json --into docs/decisions"
)


@APP.command(name="import", rich_help_panel=WRITE, epilog=_EXAMPLES)
def import_(
    source: Source,
    *,
    verify: Verify = False,
    dry_run: DryRun = False,
    into: Into = "",
    as_of: AsOf = "",
    json: Json = False,
) -> None:
    """Say the rules that you have in another tool as decisions.

    Every construct is listed: exact, approximate (how), or not importable (why). Configuration that is code is never
    run: let its tool write JSON. With --verify, exit code 1 means a difference that nothing explains.
    """
    from mneme_cli.cli.repository import corpus, seen
    from mneme_cli.cli.words.importing import tell
    from mneme_cli.commands.importing import plan, write
    from mneme_cli.commands.importing.verify import verify as compare
    from mneme_cli.pipeline.corpus import worktree

    here, known = corpus(as_of)
    made = plan(here, worktree(here), known, source, seen(into))
    found = compare(here, made, known) if verify else None
    tell(made, found, () if dry_run else write(here, made, known), json=json)
    raise typer.Exit(int(found is not None and found.unexplained > 0))
