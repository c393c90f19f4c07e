"""Commands that stand at gates: ci, commit-msg, pre-push."""

from __future__ import annotations

import os
import sys
from typing import Annotated, Any

import typer

from mneme_cli.cli.options import GUARD, AsOf, Format, Output
from mneme_cli.cli.typed import AsTyped, typed

APP = typer.Typer()
Base = Annotated[str, typer.Option("--base", metavar="REF", help="Compare with this, whatever the server says.")]
Head = Annotated[str, typer.Option("--head", metavar="REF", help="Judge this commit instead of the checkout's.")]
Approved = Annotated[
    list[str], typer.Option("--approved-by", metavar="NAME", help="Who approved. Repeatable; or MNEME_APPROVED_BY.")
]
Reviews = Annotated[str, typer.Option("--reviews", metavar="FILE", help="What GitHub's API says of the reviews.")]
Strict = Annotated[bool, typer.Option("--strict", help="Warnings about code block too.")]
Fetch = Annotated[bool, typer.Option("--fetch/--no-fetch", help="Deepen a shallow clone, or refuse it.")]


@APP.command(
    rich_help_panel=GUARD,
    cls=AsTyped,
    epilog="Examples: mneme ci --output sarif=mneme.sarif · mneme ci --base origin/main",
)
def ci(  # noqa: PLR0913 (one parameter for each thing that a build may say by hand)
    ctx: typer.Context,
    *,
    base: Base = "",
    head: Head = "",
    format: Format = [],
    output: Output = [],
    approved_by: Approved = [],
    reviews: Reviews = "",
    strict: Strict = False,
    fetch: Fetch = True,
    as_of: AsOf = "",
) -> None:
    """Judge what a build is about: a pull request, a merge queue, a push; on GitHub, GitLab, or with --base anywhere.

    It finds the merge base, fetches history that is missing, and judges by the base branch's policy too. What cannot be
    compared with anything, as a first push, is judged whole.
    """
    how = {"typed": typed(ctx, format=format, output=output), "approved_by": tuple(approved_by)}
    _built(dict(base=base, head=head, reviews=reviews, strict=strict, fetch=fetch, as_of=as_of, **how))


def _built(build: dict[str, Any]) -> None:
    from mneme_cli.cli.terminal import put
    from mneme_cli.commands.ci import Build, run

    text, said, code = run(Build(**build), os.environ)
    put(text)
    typer.echo(said, nl=False, err=True)
    raise typer.Exit(code)


@APP.command(name="commit-msg", rich_help_panel=GUARD, epilog="Example: mneme commit-msg .git/COMMIT_EDITMSG")
def commit_msg(file: Annotated[str, typer.Argument(metavar="FILE", help="The message.")], as_of: AsOf = "") -> None:
    """Ask a commit that uses a waiver to name it, and write into the message what was waived.

    `Mneme-Waiver: W-0007` names one that was there before; one that the commit brings is added by itself.
    """
    from mneme_cli.commands.commit_msg import commit_msg as look

    told = look(file, as_of)
    typer.echo(told.said, nl=False, err=True)
    raise typer.Exit(told.exit)


@APP.command(
    name="pre-push",
    rich_help_panel=GUARD,
    epilog="Example: mneme pre-push origin   (git gives it a line for each ref on standard input)",
)
def pre_push(
    remote: Annotated[str, typer.Argument(metavar="REMOTE", help="Its name.")] = "",
    url: Annotated[str, typer.Argument(metavar="URL", help="Where it is; not looked at.")] = "",
    as_of: AsOf = "",
) -> None:
    """Judge the commits that are about to be pushed, against what the remote has already."""
    from mneme_cli.cli.terminal import put
    from mneme_cli.commands.pre_push import pre_push as judge

    del url
    told = "" if "PRE_COMMIT" in os.environ or sys.stdin.isatty() else sys.stdin.read()
    text, code = judge(remote, told, os.environ, as_of)
    put(text)
    raise typer.Exit(code)
