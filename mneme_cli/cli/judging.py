"""Commands that judge: check, baseline, lint."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from mneme_cli.cli.options import JUDGE, READ, AsOf, Explain, Format, Json, Output, Shape, Strict, machine
from mneme_cli.cli.typed import AsTyped, typed

APP = typer.Typer()

Paths = Annotated[list[str], typer.Argument(metavar="PATHS", help="Judge only these files and folders.")]
Staged = Annotated[bool, typer.Option("--staged", help="Judge what is in the index, as a commit would.")]
Worktree = Annotated[
    bool, typer.Option("--worktree", help="The default, said aloud: what changed since the merge base.")
]
Diff = Annotated[str, typer.Option("--diff", metavar="BASE[..HEAD]", help="Judge HEAD's changes since BASE.")]
All = Annotated[bool, typer.Option("--all", help="Judge every file, old findings included.")]
Stdin = Annotated[
    str, typer.Option("--stdin-path", metavar="PATH", help="Judge standard input as if it were this file.")
]
Approved = Annotated[
    list[str], typer.Option("--approved-by", metavar="NAME", help="Who approved changes of the policy. Repeatable.")
]
Shard = Annotated[
    str, typer.Option("--shard", metavar="N/M", help="With --all: write the facts of this share, for `mneme merge`.")
]
Shrink = Annotated[bool, typer.Option("--shrink", help="Only take out what is gone.")]
Growth = Annotated[bool, typer.Option("--allow-growth", help="Accept new findings too; they are printed one by one.")]


@APP.command(
    rich_help_panel=JUDGE,
    cls=AsTyped,
    epilog="Examples: mneme check · mneme check --staged · mneme check --all --output mneme.sarif · "
    "mneme check --diff main..HEAD --output mneme.sarif --format gitlab --output gl.json --format github",
)
def check(  # noqa: PLR0913 (the options of the main command)
    ctx: typer.Context,
    paths: Paths = [],
    *,
    staged: Staged = False,
    worktree: Worktree = False,
    diff: Diff = "",
    everything: All = False,
    stdin_path: Stdin = "",
    format: Format = [],
    output: Output = [],
    strict: Strict = False,
    explain: Explain = False,
    approved_by: Approved = [],
    shard: Shard = "",
    as_of: AsOf = "",
) -> None:
    """Judge a change against the decisions in force.

    Without options: what changed against the merge base with the base branch, the work tree included. Findings that
    were there before are a number; those that the change brings, and those that fell due, block.
    """
    what: dict[str, Any] = dict(paths=tuple(paths), diff=diff, everything=everything, stdin_path=stdin_path)
    how: dict[str, Any] = dict(outputs=typed(ctx, format=format, output=output), strict=strict, explain=explain)
    _judge(shard, staged=staged, worktree=worktree, approved_by=tuple(approved_by), as_of=as_of, **what, **how)


def _judge(shard: str, **options: Any) -> None:
    """Judge under a progress bar, print, and leave with the verdict's exit code."""
    if shard:
        from mneme_cli.cli.sharing import share

        return share(shard, options)
    from mneme_cli.cli.progress import bar
    from mneme_cli.cli.terminal import face, put
    from mneme_cli.commands.check import check as judge
    from mneme_cli.commands.check import question

    seen = face()
    asked = question(**options)
    with bar("Reading code") as progress:
        text, code = judge(asked, seen.color, seen.width, progress)
    put(text)
    raise typer.Exit(code)


@APP.command(rich_help_panel=JUDGE, epilog="Examples: mneme baseline · mneme baseline --shrink")
def baseline(
    *,
    shrink: Shrink = False,
    allow_growth: Growth = False,
    as_of: AsOf = "",
    format: Shape = "text",
    json: Json = False,
) -> None:
    """Accept today's findings once, in .mneme/baseline.json; from then on the list only shrinks.

    Findings of final rules are never accepted.
    """
    from mneme_cli.cli.progress import bar
    from mneme_cli.cli.terminal import columns, put, say
    from mneme_cli.cli.words import baseline as words
    from mneme_cli.commands.baseline import baseline as accept

    wanted = machine(json, format)
    with bar("Reading code") as progress:
        done = accept(shrink=shrink, allow_growth=allow_growth, as_of=as_of, progress=progress)
    if wanted:
        put(words.json(done))
    else:
        say(words.told(done, columns()))
    raise typer.Exit(done.exit)


@APP.command(rich_help_panel=READ, epilog="Example: mneme lint --as-of 2027-01-01   (what will be wrong by then)")
def lint(as_of: AsOf = "", format: Shape = "text", json: Json = False) -> None:
    """Check the decisions themselves: errors, contradictions, dead rules, what falls due.

    Every problem of every file is told at once, with its line and what to write instead. Exit code 2 for errors,
    1 for rules that contradict each other; warnings never fail.
    """
    from mneme_cli.cli import data
    from mneme_cli.cli.progress import bar
    from mneme_cli.cli.terminal import columns, put, say
    from mneme_cli.cli.words.others import linted
    from mneme_cli.commands.lint import lint as look

    wanted = machine(json, format)
    with bar("Reading code") as progress:
        found = look(as_of, progress)
    if wanted:
        put(data.linted(found))
    else:
        say(linted(found, columns()))
    raise typer.Exit(found.exit)
