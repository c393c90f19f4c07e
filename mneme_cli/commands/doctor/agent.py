"""One agent: whether the client is there, has our hooks, would be answered and stopped by them, and was."""

from __future__ import annotations

import os
import tomllib
from typing import TYPE_CHECKING, Any

from mneme_cli.commands.doctor.ask import trusted, version
from mneme_cli.commands.doctor.check import Check, Patient
from mneme_cli.commands.doctor.heard import evidence
from mneme_cli.commands.doctor.standing import UNREAD, readable, tried
from mneme_cli.commands.installing import Target, install, target
from mneme_cli.commands.installing.door import SCOPES, command
from mneme_cli.commands.installing.lossless import blank, parse
from mneme_cli.commands.installing.marks import spots
from mneme_cli.commands.installing.write import read
from mneme_cli.errors import MnemeError
from mneme_cli.harnesses._wiring import take

if TYPE_CHECKING:
    from mneme_cli.harnesses._wiring import Off, Wiring


def agent(harness: str, root: str, *, closed: bool, asked: bool) -> Patient:
    """Examine one agent. asked: by name, so that what is not installed is to be mended."""
    wiring = take(harness)
    program, said = version(wiring.programs)
    client = Check("client", "ok", said or "there") if program else Check("client", "unused", "not on PATH")
    where = _where(harness, root, wiring)
    if not where:
        missing = Check("configured", "mend" if asked else "unused", "no", f"mneme install {harness}")
        return Patient(harness, (client, missing))
    read = tuple(at for at in where if readable(at))
    enabled = _enabled(wiring, root) if read else Check("enabled", "unused", "-")
    checks = (client, _configured(where, closed=closed), enabled, _trusted(program, wiring, root, where[0]))
    proof = tried(read) if read else UNREAD
    return Patient(harness, (*checks, *proof, *evidence(harness, root, there=bool(program))))


def _where(harness: str, root: str, wiring: Wiring) -> tuple[Target, ...]:
    """Return the settings that hold hooks of ours, or that cannot be read."""
    scopes = [scope for scope in SCOPES if (wiring.user if scope == "user" else wiring.project)]
    return tuple(at for at in (target(harness, scope, root) for scope in scopes) if _holds(at))


def _holds(at: Target) -> bool:
    try:
        text = read(at.path, at.shown)
        if text is None or at.wiring.text:
            return text is not None and not blank(text)
        return any(spots(at.file.parse(text), at.harness))
    except MnemeError:
        return True


def _configured(where: tuple[Target, ...], *, closed: bool) -> Check:
    for at in where:
        mend = f"mneme install {at.harness} --{at.scope}"
        try:
            done = install(at, closed=closed, dry=True)
        except MnemeError as wrong:
            return Check("configured", "mend", wrong.message, wrong.hint.partition("; nothing was written")[0])
        if done.state != "in place":
            return Check("configured", "mend", f"{at.shown} is {_odd(at, closed=closed)}", mend)
    return Check("configured", "ok", "both" if len(where) > 1 else where[0].scope)


def _odd(at: Target, *, closed: bool) -> str:
    """Say what is the matter with entries of ours that are not those that an installation would write now."""
    if install(at, closed=not closed, dry=True).state == "in place":
        return "for another on_hook_failure than mneme.yaml has now"
    return "not what this version writes"


def _enabled(wiring: Wiring, root: str) -> Check:
    """Tell whether a setting switches hooks off, with every file that does: one that is left is enough."""
    found = [off for off in wiring.off if _value(off, wiring, root) == off.value]
    if not found:
        return Check("enabled", "ok", "yes")
    said = "; ".join(f"{off.path} has {'.'.join(off.keys)}: {str(off.value).lower()}" for off in found)
    mend = "; ".join(f"take {'.'.join(off.keys)} out of {off.path}" for off in found)
    return Check("enabled", "mend", f"{said}, so no hook runs", mend)


def _value(off: Off, wiring: Wiring, root: str) -> Any:
    """Return what a setting is, None if it is not set; a file that cannot be read sets nothing."""
    variable, folder = wiring.moved
    moved = os.environ.get(variable, "") if variable else ""
    path = off.path.replace(f"~/{folder}", moved, 1) if moved else off.path
    path = os.path.expanduser(path) if path.startswith("~/") else os.path.join(root, path)
    try:
        text = read(path, off.path) or ""
        value: Any = tomllib.loads(text) if path.endswith(".toml") else _plain(off.path, text)
    except (MnemeError, ValueError):
        return None
    for key in off.keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _plain(path: str, text: str) -> Any:
    return parse(path, text, comments=True).plain() if text else None


def _trusted(program: str, wiring: Wiring, root: str, at: Target) -> Check:
    if wiring.trust is None:
        return Check("trusted", "unknown" if wiring.next else "unused", "this client cannot be asked", wiring.next)
    found = trusted(program, wiring.trust, root) if program else None
    if found is None:
        return Check("trusted", "unknown", "the client did not say", wiring.next)
    ours = {command(at.harness, wiring, hook, at.scope) for hook in wiring.hooks}
    lacking = len(ours - set(found))
    if lacking:
        return Check(
            "trusted", "mend", f"{lacking} of {len(ours)} hooks are not trusted, so they do not run", wiring.next
        )
    return Check("trusted", "ok", "yes")
