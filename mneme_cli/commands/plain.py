"""`mneme check` with everyday flags, read by hand: typer alone costs seventeen bare interpreters.

Rare flags, `--help` and whatever is not understood fall through to typer, which says it better. A test shows that both
doors build the same request.
"""

from __future__ import annotations

import sys

from mneme_cli.commands.asked import Asked
from mneme_cli.model.request import span


def run(argv: list[str]) -> tuple[str, int, str] | None:
    """Check; return standard output, exit code and standard error; None = not understood here, or our own failure."""
    asked = read(argv)
    if asked is None or sys.stdout.isatty():
        return None
    import gc

    gc.disable()
    from mneme_cli.commands.check import check
    from mneme_cli.errors import MnemeError

    try:
        return (*check(asked), "")
    except MnemeError as error:
        return "", 2, f"mneme: {error.message}\n" + (f"  try: {error.hint}\n" if error.hint else "")


def read(argv: list[str]) -> Asked | None:
    """Read everyday flags; None if there is any other."""
    asked = Asked()
    paths: list[str] = []
    rest = iter(argv)
    for word in rest:
        if word in ("--staged", "--all", "--worktree", "--diff") and asked.request.mode != "worktree":
            return None
        if word in ("--staged", "--all", "--worktree"):
            asked = asked._replace(request=asked.request._replace(mode=word[2:]))
        elif word == "--strict":
            asked = asked._replace(strict=True)
        elif word in ("--format", "--as-of", "--diff"):
            value = next(rest, "")
            if not value or value.startswith("-"):
                return None
            asked = _with(asked, word, value)
        elif word.startswith("-") or not word:
            return None
        else:
            paths.append(word)
    if paths and asked.request.mode != "worktree":
        return None
    request = asked.request._replace(mode="paths", paths=tuple(paths)) if paths else asked.request
    return asked._replace(request=request)


def _with(asked: Asked, word: str, value: str) -> Asked:
    if word == "--format":
        return asked._replace(outputs=((value, ""),))
    if word == "--as-of":
        return asked._replace(as_of=value)
    return asked._replace(request=span(value))
