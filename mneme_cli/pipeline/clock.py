"""The clock is an input: read once, at the door, and recorded in every verdict."""

from __future__ import annotations


def today(given: str = "", commits: int = 0, ahead: bool = False) -> int:
    """Return the day to judge at: `--as-of`, else `MNEME_AS_OF`, else the day of the commits, else today (UTC).

    ahead: a day to come may be asked for: lint tells what will fall due, a verdict is never given early (ADR-0007).

    Raises:
        MnemeError: the day is no date, or lies more than one day ahead of the machine's clock.
    """
    from posix import environ
    from time import time

    machine = int(time()) // 86400
    text = given or environ.get(b"MNEME_AS_OF", b"").decode("utf-8", "replace")
    if not text and not commits:
        return machine
    return _asked(text, commits, machine, ahead)


def moment() -> int:
    """Return the machine's time in nanoseconds, as a file system stamps its files: never part of a verdict."""
    from time import time_ns

    return time_ns()


def _asked(text: str, commits: int, machine: int, ahead: bool) -> int:
    """Read the day that was asked for; only lint looks further ahead than the machine's tomorrow."""
    from mneme_cli.errors import MnemeError
    from mneme_cli.model.day import parse, show

    try:
        day = parse(text) if text else commits
    except ValueError:
        raise MnemeError(f"'{text}' is not a calendar day", f"write YYYY-MM-DD, for example {show(machine)}") from None
    if day > machine + 1 and not ahead:
        said = f"{show(day)} lies ahead of this machine's clock ({show(machine)})"
        hint = f"mneme lint --as-of {show(day)} looks ahead; a verdict is only given at a day that has come"
        raise MnemeError(said, hint)
    return day
