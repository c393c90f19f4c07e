"""Commands for what goes wrong between people: waive, renumber."""

from __future__ import annotations

from typing import Annotated

import typer

from mneme_cli.cli.options import WRITE, AsOf, Edit, Json

APP = typer.Typer()


@APP.command(
    rich_help_panel=WRITE,
    epilog="Example: mneme waive ADR-0031#no-requests --in 'src/billing/vendor_x/**' --until 2026-12-31 --by platform "
    "--because 'vendor-x 3.x imports requests; the upgrade is BILL-812'",
)
def waive(  # noqa: PLR0913 (one parameter for each thing that a waiver has to say)
    rule: Annotated[str, typer.Argument(metavar="RULE", help="The rule, ID#rule.")],
    inside: Annotated[list[str], typer.Option("--in", metavar="PATH", help="Where: files, folders. Repeatable.")],
    until: Annotated[str, typer.Option("--until", metavar="YYYY-MM-DD", help="The last day on which it holds.")],
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who approves it.")],
    because: Annotated[str, typer.Option("--because", metavar="WHY", help="The reason, for those who come later.")],
    *,
    edit: Edit = False,
    as_of: AsOf = "",
    json: Json = False,
) -> None:
    """Write a temporary exception from one rule, in a file of its own.

    It names a rule, not a topic: another rule that forbids the same still applies. When it ends, what it covered
    falls due and blocks. Every one of the options has to be given.
    """
    from mneme_cli.cli.repository import corpus
    from mneme_cli.cli.written import finish
    from mneme_cli.commands.waive import places
    from mneme_cli.commands.waive import waive as write

    here, known = corpus(as_of)
    where = places(known, rule, inside)
    made = write(here, known, rule, inside=where, until=until, by=by, because=because)
    finish(here, made, edit=edit, json=json, after=f"Holds up to and including {until}; `mneme check` counts it.")


@APP.command(rich_help_panel=WRITE, epilog="Example: mneme renumber docs/decisions/ADR-0017-mail.yaml")
def renumber(
    path: Annotated[str, typer.Argument(metavar="FILE", help="The file that gets a new number.")] = "",
    as_of: AsOf = "",
    json: Json = False,
) -> None:
    """Mend two records with one number: git merges them without a conflict, and links to them mean nothing.

    Without FILE the one that is in the base branch, or committed, keeps the number, then the oldest. A link to a rule
    that only one of them has goes with it; what may mean either stays as it is, and is listed to be looked at.
    """
    from mneme_cli.cli import data
    from mneme_cli.cli.repository import corpus, file
    from mneme_cli.cli.terminal import columns, put, say
    from mneme_cli.cli.words.others import renumbered
    from mneme_cli.commands.renumber import renumber as move
    from mneme_cli.pipeline.seniority import seniority

    here, known = corpus(as_of)
    done = move(here, known, file(here, path), seniority(known))
    if json:
        put(data.renumbered(done))
    else:
        say(renumbered(done, columns()))
