"""The people's door: one table of commands, each imported when it is called, and one place where errors end."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from mneme_cli.cli.typed import Told, full
from mneme_cli.errors import MnemeError

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = {
    "check": "judging",
    "why": "asking",
    "may": "asking",
    "imports": "asking",
    "packet": "telling",
    "merge": "sharing",
    "policy-diff": "reviewing",
    "baseline": "judging",
    "list": "reading",
    "show": "reading",
    "graph": "reading",
    "rules": "reading",
    "lint": "judging",
    "report": "reporting",
    "init": "writing",
    "new": "writing",
    "supersede": "writing",
    "amend": "writing",
    "waive": "waiving",
    "renumber": "waiving",
    "import": "moving",
    "vendor": "vendoring",
    "install": "wiring",
    "uninstall": "wiring",
    "doctor": "wiring",
    "mcp": "serving",
    "ci": "guarding",
    "pre-push": "guarding",
    "commit-msg": "guarding",
}
"""Command → module of this package whose APP holds it; in the order of `mneme --help`."""


class Lazy(TyperGroup):
    """A group that knows its commands by name and imports one when it is asked for."""

    def __init__(self, **named: Any) -> None:
        super().__init__(**named)
        self.commands = dict.fromkeys(COMMANDS)  # type: ignore[assignment] # for "did you mean"; get_command fills them

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse what stands in front of the command, which is no empty word either."""
        left = super().parse_args(ctx, args)
        full(ctx)
        return left

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 (click's protocol)
        """Return the names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 (click's protocol)
        """Import the module that holds a command, and build that command alone."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"mneme_cli.cli.{COMMANDS[cmd_name]}")
        found = next(one for one in module.APP.registered_commands if _name(one) == cmd_name)
        found.help = flat(found.callback.__doc__ or "")
        found.cls = Told if found.cls is TyperCommand else found.cls
        return typer.main.get_command_from_info(found, pretty_exceptions_short=True, rich_markup_mode="rich")


def flat(page: str) -> str:
    """Join the lines of each paragraph: typer would keep the line ends of the source on every terminal."""
    return "\n\n".join(" ".join(part.split()) for part in page.split("\n\n"))


def _name(command: Any) -> str:
    return str(command.name or command.callback.__name__)


_HELP = """\
Architectural decisions as YAML in your repository, enforced on every change.

Start with [bold]mneme init[/bold], then [bold]mneme check[/bold]. Every finding tells its reason, what to do
instead, and the command that asks for an exception.

Exit codes: 0 allowed · 1 blocked or approval needed · 2 cannot judge (usage, configuration, decisions) · 3 our bug.
"""


APP = typer.Typer(cls=Lazy, rich_markup_mode="rich", no_args_is_help=True, pretty_exceptions_enable=False)


def _version(wanted: bool) -> None:
    if wanted:
        from mneme_cli.cli.crash import release

        typer.echo(f"mneme {release()}")
        raise typer.Exit


@APP.callback(help=flat(_HELP))
def root(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and stop.", callback=_version, is_eager=True)
    ] = False,
    folder: Annotated[str, typer.Option("--root", "-C", metavar="DIR", help="Work as if started there.")] = "",
) -> None:
    """Take the options that stand in front of every command."""
    del version
    if folder:
        try:
            os.chdir(folder)
        except OSError as error:
            raise MnemeError(f"{folder}: {error.strerror}", "name a folder that is there") from None


def run(argv: Sequence[str]) -> int:
    """Run one command line and return its exit code; nothing escapes as a traceback."""
    try:
        return _flushed(_main(argv))
    except MnemeError as error:
        return _refuse(error)
    except BrokenPipeError:
        return _flushed(1)
    except Exception as error:
        from mneme_cli.cli.crash import tell

        tell(error, list(argv))
        return 3


def _main(argv: Sequence[str]) -> int:
    """Run the command; typer leaves by SystemExit, with text still to be flushed."""
    try:
        typer.main.get_command(APP).main(args=list(argv), prog_name="mneme", standalone_mode=True)
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else int(left.code is not None) * 2
    return 0


def _flushed(code: int) -> int:
    """Say what is still to be said; whoever has closed the pipe has heard enough, and the code stays what it is."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


def _refuse(error: MnemeError) -> int:
    """Say what is wrong and what to do next, on standard error."""
    from mneme_cli.model.visible import visible

    lines = [f"mneme: {error.message}", *([f"  try: {error.hint}"] if error.hint else [])]
    for line in lines:
        typer.echo("\n".join(visible(part) for part in line.split("\n")), err=True)
    return 2
