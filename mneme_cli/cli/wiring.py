"""Commands that connect mneme with coding agents and with git: install, uninstall, doctor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from mneme_cli.cli.options import WIRE, Json

if TYPE_CHECKING:
    from mneme_cli.commands.installing import Installed

APP = typer.Typer()

Harnesses = Annotated[
    list[str], typer.Argument(metavar="HARNESS", help="claude, codex, copilot, cursor, gemini, qwen, …; or git")
]
Project = Annotated[bool, typer.Option("--project", help="In this repository, for everybody. The default.")]
User = Annotated[bool, typer.Option("--user", help="In your own settings, for every repository.")]
Plugin = Annotated[str, typer.Option("--plugin", metavar="DIR", help="Write a plugin with its marketplace instead.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Write nothing; show what would stand there.")]


@APP.command(
    rich_help_panel=WIRE,
    epilog="Examples: mneme install claude codex · mneme install codex --user · mneme install gemini --dry-run · "
    "mneme install claude --plugin tools/mneme-plugin · mneme install git",
)
def install(
    harness: Harnesses,
    *,
    project: Project = False,
    user: User = False,
    plugin: Plugin = "",
    dry_run: DryRun = False,
) -> None:
    """Put mneme's hooks into a coding agent's settings, or into git; again, and they are brought up to date.

    What else stands there stays as it is, byte for byte. A machine without mneme runs a hook that says nothing.
    """
    scope = _scope(project=project, user=user)
    for name in _known(harness, scope, single=bool(plugin)):
        if name == "git":
            from mneme_cli.commands.install_git import install as stand
            from mneme_cli.evidence.repository import find

            _alone(project, user, plugin, dry_run)
            _say(stand(find()))
        elif plugin:
            _pack(name, plugin, dry=dry_run)
        else:
            _wire(name, scope, dry=dry_run)


def _known(names: list[str], scope: str, *, single: bool = False) -> tuple[str, ...]:
    """Return what was named, once each, when all of it is known: a slip in the last is no reason to write the first.

    single: it is a plugin, which is of one agent.
    """
    from mneme_cli.cli.repository import root
    from mneme_cli.commands.installing import target
    from mneme_cli.errors import MnemeError

    found = tuple(dict.fromkeys(names))
    if single and len(found) > 1:
        raise MnemeError("--plugin writes the plugin of one agent", f"mneme install {found[0]} --plugin DIR")
    for name in found if len(found) > 1 else ():
        if name != "git":
            target(name, scope, root())
    return found


def _pack(harness: str, folder: str, *, dry: bool) -> None:
    """Write a plugin, and say how a client gets to know of it: files in a folder are nothing that it runs."""
    from mneme_cli.cli.terminal import put
    from mneme_cli.commands.installing.plugin import loading, write

    state = "would be written" if dry else "written"
    put("".join(f"{state}  {path}\n" for path in write(harness, folder, dry=dry)))
    if not dry:
        put(f"{harness} has loaded nothing yet. Now:\n" + "".join(f"  {line}\n" for line in loading(harness, folder)))


def _wire(harness: str, scope: str, *, dry: bool) -> None:
    from mneme_cli.cli.repository import root
    from mneme_cli.cli.terminal import put
    from mneme_cli.commands.installing import install as write
    from mneme_cli.commands.installing import target
    from mneme_cli.commands.installing.prepare import closed, compiled

    here = root()
    at = target(harness, scope, here)
    done = write(at, closed=closed(here), dry=dry)
    _tell(done, dry=dry)
    if dry:
        return
    compiled()
    if at.wiring.next:
        put(f"  now: {at.wiring.next}\n")
    put(f"  see: mneme doctor {harness}\n")


@APP.command(rich_help_panel=WIRE, epilog="Example: mneme uninstall claude")
def uninstall(harness: Harnesses, *, project: Project = False, user: User = False, dry_run: DryRun = False) -> None:
    """Take mneme's hooks out of a coding agent's settings, or out of git, and nothing else."""
    scope = _scope(project=project, user=user)
    for name in _known(harness, scope):
        if name == "git":
            from mneme_cli.commands.install_git import uninstall as leave
            from mneme_cli.evidence.repository import find

            _alone(project, user, dry_run)
            _say(leave(find()))
        else:
            _unwire(name, scope, dry=dry_run)
    if not dry_run:
        _left()


def _unwire(harness: str, scope: str, *, dry: bool) -> None:
    from mneme_cli.cli.repository import root
    from mneme_cli.commands.installing import target
    from mneme_cli.commands.installing import uninstall as unwire

    _tell(unwire(target(harness, scope, root()), dry=dry), dry=dry)


def _left() -> None:
    """Say what of ours is still there: who goes wants to know whether all is gone."""
    from mneme_cli.cli.terminal import put
    from mneme_cli.commands.installing.left import left
    from mneme_cli.evidence.repository import find
    from mneme_cli.model.visible import visible

    put("".join(f"  left: {visible(each.path)} ({each.way})\n" for each in left(find())))


@APP.command(rich_help_panel=WIRE, epilog="Examples: mneme doctor · mneme doctor codex --json")
def doctor(
    harness: Annotated[str, typer.Argument(metavar="HARNESS", help="One agent; by default all that are here.")] = "",
    json: Json = False,
) -> None:
    """Look whether every hook fires and a deny denies: client, settings, trust, and the command itself.

    The very command that is configured is run in a scratch repository; heard and denied say when the agent itself was
    last answered here, and last stopped. Exit code 1: something is to be mended.
    """
    from mneme_cli.cli.repository import root
    from mneme_cli.cli.terminal import columns, put, say
    from mneme_cli.cli.words.doctor import data, table
    from mneme_cli.commands.doctor import doctor as examine

    report = examine(root(), harness)
    if json:
        from mneme_cli.model.scan import dumps

        put(dumps(data(report)) + "\n")
    else:
        say(table(report, columns()))
    raise typer.Exit(report.exit)


def _scope(*, project: bool, user: bool) -> str:
    from mneme_cli.errors import MnemeError

    if project and user:
        raise MnemeError("--project and --user are two places", "name one; both can be installed one after the other")
    return "user" if user else "project"


def _tell(done: Installed, *, dry: bool) -> None:
    from mneme_cli.cli.terminal import put
    from mneme_cli.model.visible import visible

    would = "would be " if dry and done.state in ("written", "changed", "deleted") else ""
    put(f"{visible(done.target.shown)}: {would}{done.state}\n")
    if would and done.text:
        put(done.text)


def _alone(*given: object) -> None:
    """See to it that nobody expects of git's hooks what only an agent's settings have."""
    from mneme_cli.errors import MnemeError

    if any(given):
        raise MnemeError("git's hooks take no options", "mneme install git")


def _say(rows: tuple[tuple[str, str], ...]) -> None:
    from mneme_cli.cli.terminal import put

    put("".join(f"{name}: {state}\n" for name, state in rows))
