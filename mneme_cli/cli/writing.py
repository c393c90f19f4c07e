"""Commands that write records: init, new, supersede, amend."""

from __future__ import annotations

from typing import Annotated

import typer

from mneme_cli.cli.options import WRITE, AsOf, By, Edit, Json, Status

APP = typer.Typer()
Pack = Annotated[
    list[str], typer.Option("--pack", metavar="NAME", help="Take a pack of decisions, as python-hygiene. Repeatable.")
]
Scope = Annotated[
    list[str], typer.Option("--scope", metavar="PATH", help="Where it speaks: a path, a component. Repeatable.")
]
_DRAFT = "Answer the questions, then set `status: accepted`; `mneme lint` checks it."
_DONE = "Answer the questions: they are the reason that people read. `mneme lint` names those that are left."


def _after(status: str) -> str:
    """Say what is left to do in a new record."""
    return _DRAFT if status == "proposed" else _DONE


@APP.command(rich_help_panel=WRITE, epilog="Examples: mneme init · mneme init --pack python-hygiene")
def init(pack: Pack = [], as_of: AsOf = "", json: Json = False) -> None:
    """Start here: look at the repository, write mneme.yaml and a first decision that holds today.

    Nothing that is there is changed or overwritten, so it can be run again. A pack is copied to .mneme/vendor, and
    pinned by its digest in mneme.yaml; what it finds in the code today is said, and how to live with it.
    """
    from mneme_cli.cli import data
    from mneme_cli.cli.progress import bar
    from mneme_cli.cli.repository import as_of as day
    from mneme_cli.cli.repository import root, tracked
    from mneme_cli.cli.terminal import columns, put, say
    from mneme_cli.cli.words.others import started
    from mneme_cli.commands.init import init as start
    from mneme_cli.commands.init.adopting import debts

    here = root()
    today = day(as_of)
    done = start(here, tracked(here), today, tuple(pack))
    if pack:
        with bar("Reading code") as progress:
            done = done._replace(debts=debts(pack, today, progress))
    if json:
        put(data.started(done))
    else:
        say(started(done, columns()))


@APP.command(rich_help_panel=WRITE, epilog='Example: mneme new "Domain code does not import infrastructure" --edit')
def new(
    title: Annotated[str, typer.Argument(metavar="TITLE", help="What is decided, in one sentence.")],
    status: Status = "proposed",
    by: By = [],
    scope: Annotated[
        list[str],
        typer.Option("--scope", metavar="PATH", help="Where it speaks: files, folders, components. Repeatable."),
    ] = [],
    edit: Edit = False,
    as_of: AsOf = "",
    json: Json = False,
) -> None:
    """Write a new decision, numbered and dated, with the questions that it should answer.

    It is written as proposed: it enforces nothing before its status is accepted.
    """
    from mneme_cli.cli.repository import corpus
    from mneme_cli.cli.written import finish
    from mneme_cli.commands._seen import seen
    from mneme_cli.commands.new import new as write

    here, known = corpus(as_of)
    places = seen(scope, known.as_of).texts if scope else ()
    made = write(here, known, title, status, tuple(by), places)
    finish(here, made, edit=edit, json=json, after=_after(status))


@APP.command(rich_help_panel=WRITE, epilog='Example: mneme supersede ADR-0004 --title "Domain code depends on ports"')
def supersede(
    old: Annotated[str, typer.Argument(metavar="ID", help="The decision that is replaced.")],
    title: Annotated[str, typer.Option("--title", help="Of the new decision. Default: that of the old one.")] = "",
    status: Status = "proposed",
    by: By = [],
    edit: Edit = False,
    as_of: AsOf = "",
    json: Json = False,
) -> None:
    """Write a decision that replaces another as a whole.

    Scope and rules are copied, so that nothing is forgotten; change what is different. The old file is not touched:
    the newer record says it, once. Superseding a superseder revives nothing.
    """
    from mneme_cli.cli.repository import corpus
    from mneme_cli.cli.written import finish
    from mneme_cli.commands.supersede import supersede as write

    here, known = corpus(as_of)
    made = write(here, known, old, title, status, tuple(by))
    finish(here, made, edit=edit, json=json, after=_after(status))


@APP.command(rich_help_panel=WRITE, epilog="Example: mneme amend ADR-0012#no-orm --edit")
def amend(
    rule: Annotated[str, typer.Argument(metavar="ID#RULE", help="The rule that is replaced.")],
    title: Annotated[str, typer.Option("--title", help="Of the new decision.")] = "",
    status: Status = "proposed",
    by: By = [],
    edit: Edit = False,
    as_of: AsOf = "",
    json: Json = False,
) -> None:
    """Write a decision that replaces one rule of another; its other rules stay in force.

    The rule is copied as it is now; change what is different.
    """
    from mneme_cli.cli.repository import corpus
    from mneme_cli.cli.written import finish
    from mneme_cli.commands.amend import amend as write

    here, known = corpus(as_of)
    made = write(here, known, rule, title, status, tuple(by))
    finish(here, made, edit=edit, json=json, after=_after(status))
