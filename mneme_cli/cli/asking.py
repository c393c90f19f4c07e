"""Commands that ask before or after the fact: why, may, imports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from mneme_cli.cli.options import JUDGE, AsOf, Json, Shape, machine, refuse

if TYPE_CHECKING:
    from mneme_cli.commands.imports import Imports

APP = typer.Typer()


@APP.command(
    rich_help_panel=JUDGE,
    epilog="Examples: mneme why src/shop/domain/order.py · mneme why src/shop/domain/order.py:3 · "
    "mneme why ADR-0012#no-orm",
)
def why(
    what: Annotated[str, typer.Argument(metavar="PATH[:LINE]|RULE|FINDING", help="What to explain.")],
    as_of: AsOf = "",
    format: Shape = "text",
    json: Json = False,
) -> None:
    """Explain: every rule that bears on it, applied or set aside with one reason, the chain, and the history."""
    from mneme_cli.cli.data_why import explained
    from mneme_cli.cli.progress import bar
    from mneme_cli.cli.terminal import columns, put, say
    from mneme_cli.cli.words.why import told
    from mneme_cli.commands.why import why as explain

    wanted = machine(json, format)
    with bar("Reading code") as progress:
        found = explain(what, as_of, progress)
    put(explained(found)) if wanted else say(told(found, columns()))
    raise typer.Exit(found.exit)


@APP.command(
    rich_help_panel=JUDGE,
    epilog="Examples: mneme may src/shop/domain/order.py sqlalchemy · mneme may domain infra",
)
def may(
    source: Annotated[str, typer.Argument(metavar="FROM", help="A file or a component.")],
    target: Annotated[str, typer.Argument(metavar="TO", help="A file, component, module or package.")],
    as_of: AsOf = "",
    format: Shape = "text",
    json: Json = False,
) -> None:
    """Ask before writing code: may this import that? Yes or no, the decision, and the allowed alternative.

    FROM need not exist yet. Exit code 0 yes, 1 no, 2 cannot tell.
    """
    from mneme_cli.cli.data_why import allowed
    from mneme_cli.cli.progress import bar
    from mneme_cli.cli.terminal import columns, put, say
    from mneme_cli.cli.words.may import told
    from mneme_cli.commands.may import may as asked

    wanted = machine(json, format)
    with bar("Reading code") as progress:
        found = asked(source, target, as_of, progress)
    put(allowed(found)) if wanted else say(told(found, columns()))
    raise typer.Exit(found.exit)


@APP.command(
    rich_help_panel=JUDGE,
    epilog="Examples: mneme imports src/shop · mneme imports --by component --format mermaid",
)
def imports(
    paths: Annotated[list[str], typer.Argument(metavar="PATHS", help="Only what these files import.")] = [],
    *,
    by: Annotated[str, typer.Option("--by", help="file, component or package (the folders).")] = "file",
    external: Annotated[bool, typer.Option("--external", help="Draw third-party packages too.")] = False,
    format: Annotated[str, typer.Option("--format", "-f", help="text, jsonl, dot or mermaid.")] = "text",
) -> None:
    """Show the code graph as mneme sees it: one row per import, resolved, with its kinds.

    By component it is the picture that people want to look at. In jsonl a row has file, line, column, specifier (as
    written), names, target (a path, pkg:…, std:…, or ? for what is ours and not there), external, kinds.
    """
    from mneme_cli.cli.progress import bar
    from mneme_cli.cli.words.imports import DATA
    from mneme_cli.commands.imports import imports as look

    refuse(format, ("text", *DATA))
    with bar("Reading imports") as progress:
        found = look(tuple(paths), by, external, progress)
    _drawn(found, by, format)


def _drawn(found: Imports, by: str, format: str) -> None:
    """Print the code graph; beside data, what is missing from it goes to standard error."""
    from mneme_cli.cli.terminal import columns, put, say
    from mneme_cli.cli.words import imports as words
    from mneme_cli.reports.text.spans import plain

    if format == "text":
        say(words.text(found, by, columns()))
        return
    put(words.DATA[format](found, by))
    typer.echo(plain(words.unread(found, columns())), nl=False, err=True)
