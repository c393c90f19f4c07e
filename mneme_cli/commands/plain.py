"""`mneme check` with everyday flags, read by hand: typer alone costs seventeen bare interpreters.

Rare flags, `--help` and whatever is not understood fall through to typer, which says it better. A test shows that both
doors build the same request.
"""

from __future__ import annotations

import sys

from mneme_cli.commands.asked import Asked
from mneme_cli.errors import MnemeError
from mneme_cli.model.request import Request, span


def run(argv: list[str]) -> tuple[str, int, str] | None:
    """Check; return standard output, exit code and standard error; None = not understood here, or our own failure."""
    from posix import environ

    asked = read(argv)
    if asked is None or sys.stdout.isatty() or b"FORCE_COLOR" in environ:
        return None
    import gc

    gc.disable()
    from mneme_cli.commands.check import check

    try:
        columns = environ.get(b"COLUMNS", b"")
        return (*check(asked, width=int(columns) if columns.isdigit() else 0), "")
    except MnemeError as error:
        return "", 2, f"mneme: {error.message}\n" + (f"  try: {error.hint}\n" if error.hint else "")
    except Exception:
        return None


_WAYS = ("--staged", "--all", "--worktree", "--diff")
_VALUED = ("--format", "--output", "--as-of", "--diff")
_TYPED = ("--format", "--output")
_PLAIN = ("--staged", "--all", "--worktree", "--strict")


def read(argv: list[str]) -> Asked | None:
    """Read everyday flags; None if there is any other, or two that exclude each other."""
    asked, ways = Asked(), 0
    paths: list[str] = []
    typed: list[tuple[str, str]] = []
    rest = iter(argv)
    for word in rest:
        ways += word in _WAYS
        value = next(rest, "") if word in _VALUED else word
        known = not value.startswith("-") if word in _VALUED else word in _PLAIN
        if ways > 1 or not value or (word.startswith("-") and not known):
            return None
        if word in _TYPED:
            typed.append((word[2:], value))
        elif word.startswith("-"):
            asked = _with(asked, word, value)
        else:
            paths.append(word)
    if paths and ways:
        return None
    asked = asked._replace(request=Request(mode="paths", paths=tuple(paths))) if paths else asked
    return _put(asked, typed) if typed else asked


def _put(asked: Asked, typed: list[tuple[str, str]]) -> Asked | None:
    """Say what goes where; None if it cannot be meant, so that the other door says why."""
    from mneme_cli.commands.outputs import paired

    try:
        return asked._replace(outputs=paired(typed))
    except MnemeError:
        return None


def _with(asked: Asked, word: str, value: str) -> Asked:
    if word == "--strict":
        return asked._replace(strict=True)
    if word == "--as-of":
        return asked._replace(as_of=value)
    return asked._replace(request=span(value) if word == "--diff" else Request(mode=word[2:]))
