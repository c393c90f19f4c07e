"""The command that brings the decisions of others: vendor."""

from __future__ import annotations

from typing import Annotated

import typer

from mneme_cli.cli.options import WRITE, AsOf, Json

APP = typer.Typer()


@APP.command(
    rich_help_panel=WRITE,
    epilog="Examples: mneme vendor · mneme vendor org --commit v2 --dry-run · mneme vendor org --commit v2",
)
def vendor(
    name: Annotated[str, typer.Argument(metavar="NAME", help="One pack of `extends`; else all with a `git`.")] = "",
    *,
    commit: Annotated[str, typer.Option("--commit", metavar="REF", help="Move it to this commit, branch, tag.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the review; write nothing.")] = False,
    as_of: AsOf = "",
    json: Json = False,
) -> None:
    """Fetch the packs that mneme.yaml extends into .mneme/vendor, and pin them by digest.

    What it does to the rules is shown first: which appear, go, change or weaken. Only decisions and mneme.yaml are
    taken, as data; nothing of a pack is run. A check never fetches: commit what was written.
    """
    _vendored(name, commit, as_of, dry=dry_run, json=json)


def _vendored(name: str, commit: str, as_of: str, *, dry: bool, json: bool) -> None:
    """Review, write unless it is a rehearsal, and say what was written."""
    from mneme_cli.cli.repository import as_of as day
    from mneme_cli.cli.terminal import columns, put, say
    from mneme_cli.cli.words import vendor as words
    from mneme_cli.commands.vendor import carry_out, plan

    made, width = plan(name, commit, day(as_of)), columns()
    if not json:
        say(words.reviewed(made, width))
    if not dry:
        carry_out(made)
    if json:
        put(words.json(made, dry=dry))
    else:
        say(words.closing(made, dry=dry, width=width))
