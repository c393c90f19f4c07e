"""One check by several machines: each writes the facts of a share, and merge judges them."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from mneme_cli.cli.options import JUDGE, AsOf, Explain, Format, Output, Strict
from mneme_cli.cli.typed import AsTyped, typed

APP = typer.Typer()
Facts = Annotated[list[str], typer.Argument(metavar="FACTS", help="The files that the shards wrote, all of them.")]


def share(shard: str, options: dict[str, Any]) -> None:
    """Write the facts of one share; what a verdict is asked for belongs to the merge."""
    from mneme_cli.cli.progress import bar
    from mneme_cli.cli.terminal import put
    from mneme_cli.cli.words.others import sharded
    from mneme_cli.commands.outputs import OUTPUT
    from mneme_cli.commands.shard import shard as write
    from mneme_cli.errors import MnemeError

    files = [value for what, value in options["outputs"] if what == OUTPUT]
    usual = {"everything": True, "outputs": tuple((OUTPUT, path) for path in files), "as_of": options["as_of"]}
    if any(given != usual.get(name, type(given)()) for name, given in options.items()):
        raise MnemeError(
            "--shard goes with --all, --output and --as-of alone: it judges nothing",
            f"mneme check --all --shard {shard} --output shard.facts; formats and --strict belong to mneme merge",
        )
    with bar("Reading code") as progress:
        done = write(shard, files, options["as_of"], progress)
    put(sharded(done))


@APP.command(
    rich_help_panel=JUDGE,
    cls=AsTyped,
    epilog="Example: mneme merge shard-1.facts shard-2.facts --format sarif   (from mneme check --all --shard N/2)",
)
def merge(
    ctx: typer.Context,
    facts: Facts,
    *,
    format: Format = [],
    output: Output = [],
    strict: Strict = False,
    explain: Explain = False,
    as_of: AsOf = "",
) -> None:
    """Join what the shards of one check of everything have read, and judge once.

    Run it where the shards ran: on the same tree, with the same mneme. It says byte for byte what `mneme check --all`
    says there, with the same exit code. A shard that is missing or of something else is refused.
    """
    what: dict[str, Any] = dict(paths=(), staged=False, worktree=False, diff="", everything=True, stdin_path="")
    how: dict[str, Any] = dict(outputs=typed(ctx, format=format, output=output), strict=strict, explain=explain)
    _merged(tuple(facts), **what, **how, as_of=as_of, approved_by=())


def _merged(facts: tuple[str, ...], **options: Any) -> None:
    """Judge under a progress bar, print, and leave with the verdict's exit code."""
    from mneme_cli.cli.progress import bar
    from mneme_cli.cli.terminal import face, put
    from mneme_cli.commands.check import question
    from mneme_cli.commands.merge import merge as judge

    seen, asked = face(), question(**options)
    with bar("Reading code") as progress:
        text, code = judge(facts, asked, seen.color, seen.width, progress)
    put(text)
    raise typer.Exit(code)
