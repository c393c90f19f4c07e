"""Commands that only read decisions: list, show, graph, rules."""

from __future__ import annotations

from typing import Annotated

import typer

from mneme_cli.cli.options import READ, AsOf, Json, Shape, machine, refuse

APP = typer.Typer()


@APP.command("list", rich_help_panel=READ, epilog="Example: mneme list --state in-force --search sqlalchemy")
def list_(
    state: Annotated[
        list[str], typer.Option("--state", metavar="STATE", help="Only this state: in-force, superseded, … Repeatable.")
    ] = [],
    search: Annotated[str, typer.Option("--search", "-s", metavar="WORDS", help="Only what holds all the words.")] = "",
    as_of: AsOf = "",
    format: Shape = "text",
    json: Json = False,
) -> None:
    """List every decision and what has become of it.

    The state is computed, never written by hand: a decision is superseded because a newer one says so.
    """
    from mneme_cli.cli.data import listed
    from mneme_cli.cli.repository import corpus
    from mneme_cli.cli.terminal import columns, put, say
    from mneme_cli.cli.words.list import table
    from mneme_cli.commands.list import rows

    wanted = machine(json, format)
    found = rows(corpus(as_of)[1], tuple(state), search)
    if wanted:
        put(listed(found))
    else:
        say(table(found, columns(), asked=bool(state or search)))


@APP.command(rich_help_panel=READ, epilog="Examples: mneme show 12 · mneme show ADR-0012#no-orm · mneme show W-0007")
def show(
    name: Annotated[str, typer.Argument(metavar="ID", help="A decision, one of its rules (ID#rule), or a waiver.")],
    as_of: AsOf = "",
    format: Shape = "text",
    json: Json = False,
) -> None:
    """Show a decision: state, links in both directions, rules, waivers, reasons.

    A bare number is enough where only one decision has it.
    """
    from mneme_cli.cli.data import shown, waived
    from mneme_cli.cli.repository import corpus
    from mneme_cli.cli.terminal import columns, put, say
    from mneme_cli.cli.words.show import exception, page
    from mneme_cli.commands.show import Shown
    from mneme_cli.commands.show import show as look

    wanted = machine(json, format)
    found = look(corpus(as_of)[1], name)
    if isinstance(found, Shown):
        put(shown(found)) if wanted else say(page(found, columns()))
    else:
        put(waived(found)) if wanted else say(exception(found, columns()))


@APP.command(rich_help_panel=READ, epilog="Example: mneme graph --format dot | dot -Tsvg > decisions.svg")
def graph(
    near: Annotated[str, typer.Argument(metavar="ID", help="Only what is connected to this decision or waiver.")] = "",
    format: Annotated[str, typer.Option("--format", "-f", help="text, mermaid, dot or json.")] = "text",
    as_of: AsOf = "",
    json: Json = False,
) -> None:
    """Draw the graph of decisions: what supersedes, amends, overrides, waives what."""
    from mneme_cli.cli.repository import corpus
    from mneme_cli.cli.terminal import columns, put, say
    from mneme_cli.cli.words import graph as words
    from mneme_cli.commands.graph import graph as draw

    faces = {"mermaid": words.mermaid, "dot": words.dot, "json": words.json}
    refuse(format, ("text", *faces))
    drawn = draw(corpus(as_of)[1], near)
    if json or format != "text":
        put(faces["json" if json else format](drawn))
    else:
        say(words.tree(drawn, columns()))


@APP.command(rich_help_panel=READ, epilog="Examples: mneme rules · mneme rules forbid · mneme rules calls")
def rules(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="A verb (forbid, layers, …) or an object.")] = "",
    format: Shape = "text",
    json: Json = False,
) -> None:
    """Explain the rule kinds: the table, or the page of one.

    The page says what the rule says, why one would want it, what breaks it, what holds, and what to do instead.
    """
    from mneme_cli.cli.data import paged
    from mneme_cli.cli.terminal import columns, put, say
    from mneme_cli.cli.words import rules as words
    from mneme_cli.commands.rules import index, page

    wanted = machine(json, format)
    found = page(kind) if kind else index()
    if wanted:
        put(paged(found))
    elif kind:
        for leaf in found:
            say(words.page(leaf, columns()))
    else:
        say(words.leaves(found, columns()))
