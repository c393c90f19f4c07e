"""The command that tells a coding agent, before it writes, what holds where it works: packet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from mneme_cli.cli.options import JUDGE, AsOf

if TYPE_CHECKING:
    from mneme_cli.commands.packet import Asked, Made

APP = typer.Typer()
_WIDE, _BEFORE = 100, 40
"""Characters of a line that are shown, and how many before the first that differs: a line may be a paragraph."""


@APP.command(
    rich_help_panel=JUDGE,
    epilog="Examples: mneme packet src/shop/domain · mneme packet --write · mneme packet --write --check · "
    "mneme packet src/shop --format cursor-rules --write",
)
def packet(
    paths: Annotated[list[str], typer.Argument(metavar="PATHS", help="Where the work is; by default everywhere.")] = [],
    *,
    budget: Annotated[
        int | None, typer.Option("--budget", metavar="TOKENS", help="Room, 100 or more; else mneme.yaml's, else 2000.")
    ] = None,
    format: Annotated[
        str, typer.Option("--format", "-f", help="markdown, json, agents-md or cursor-rules.", show_default=False)
    ] = "",
    write: Annotated[bool, typer.Option("--write", help="Keep AGENTS.md, or a rule of Cursor, in step.")] = False,
    check: Annotated[bool, typer.Option("--check", help="With --write: only look; exit 1 if out of step.")] = False,
    as_of: AsOf = "",
) -> None:
    """Tell a coding agent what holds where it works: what to do, the rule, who may except from it.

    The most binding first; what has no room in the budget is left out by name. A token is four bytes of UTF-8.
    `--write` touches nothing in AGENTS.md but the block between its two marks.
    """
    from mneme_cli.commands.packet import Asked
    from mneme_cli.errors import MnemeError

    if check and not write:
        raise MnemeError("--check looks at what --write would write", "mneme packet --write --check")
    asked = Asked(paths=tuple(paths), budget=budget, format=format, as_of=as_of)
    raise typer.Exit(_keep(asked, check=check) if write else _show(asked))


def _show(asked: Asked) -> int:
    """Print the packet alone; what is to be said about it goes to standard error."""
    from mneme_cli.cli.data_packet import packed
    from mneme_cli.cli.terminal import put
    from mneme_cli.commands.packet import packet as make

    made = make(asked)
    put(packed(made.packet) if made.format == "json" else made.text)
    for line in _beside(made):
        typer.echo(line, err=True)
    return made.exit


def _beside(made: Made) -> list[str]:
    from mneme_cli.model.visible import visible

    lines = [f"mneme: there is nothing at {visible(place)} yet" for place in made.absent]
    if made.errors:
        lines.append("mneme: decisions have errors, so this may not be all that is in force\n  try: mneme lint")
    return lines


def _keep(asked: Asked, *, check: bool) -> int:
    from shlex import join

    from mneme_cli.cli.terminal import put
    from mneme_cli.commands.packet.keep import keep
    from mneme_cli.model.visible import visible

    kept = keep(asked, check=check)
    put(f"{visible(kept.path)}: {kept.state}" + (" with the decisions in force\n" if "step" in kept.state else "\n"))
    if kept.line:
        pairs = enumerate(zip(kept.there or "", kept.wanted or "", strict=False))
        start = max(next((at for at, (one, other) in pairs if one != other), 0) - _BEFORE, 0)
        there, wanted = (_line(text, start) for text in (kept.there, kept.wanted))
        put(f"  line {kept.line} is         {there}\n  and should be  {wanted}\n")
    if kept.exit:
        put(f"  run: {visible(join(kept.command))}\n")
    return kept.exit


def _line(text: str | None, start: int) -> str:
    """Return a line of a file, cut short, with an end that is not the usual one: that alone may be the difference."""
    from mneme_cli.model.visible import visible

    if text is None:
        return "not there"
    bare = text.rstrip("\r\n")
    end = visible(text[len(bare) :].removesuffix("\n")) if text != bare else " (no line end)"
    more = "…" * (len(bare) > start + _WIDE)
    return "…" * (start > 0) + visible(bare[start : start + _WIDE]) + more + end
