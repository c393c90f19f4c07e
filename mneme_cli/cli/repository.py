"""Where we are and which day it is: the two things that every command about decisions has to know first."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from importlib import import_module
from typing import TYPE_CHECKING, cast

from mneme_cli.errors import MnemeError
from mneme_cli.model.day import parse, show

if TYPE_CHECKING:
    from mneme_cli.model.corpus import Corpus

_SKIP = frozenset({"node_modules", "__pycache__", "venv", "build", "dist"})


def root(start: str = "") -> str:
    """Return the nearest folder upwards that holds `mneme.yaml` or `.git`; without either, the folder itself."""
    here = os.path.abspath(start or os.getcwd())
    folder = here
    while True:
        if any(os.path.lexists(os.path.join(folder, mark)) for mark in ("mneme.yaml", ".git")):
            return folder
        above = os.path.dirname(folder)
        if above == folder:
            return here
        folder = above


def as_of(given: str = "") -> int:
    """Return the day to judge by: the option, else MNEME_AS_OF, else today (UTC).

    Raises:
        MnemeError: not a calendar day, or more than one day ahead of this machine's clock.
    """
    today = (datetime.now(UTC).date() - datetime(1970, 1, 1, tzinfo=UTC).date()).days
    said = given or os.environ.get("MNEME_AS_OF", "")
    if not said:
        return today
    try:
        day = parse(said)
    except ValueError:
        raise MnemeError(f"'{said}' is not a calendar day", f"write YYYY-MM-DD, for example {show(today)}") from None
    if day > today + 1:
        raise MnemeError(f"{said} lies in the future", "a verdict cannot be given before its day has come")
    return day


def corpus(day: str = "") -> tuple[str, Corpus]:
    """Return the root and the decisions of the work tree as of a day."""
    here = root()
    load = import_module("mneme_cli.pipeline.corpus").load
    return here, cast("Corpus", load(here, as_of(day)))


def tracked(here: str) -> tuple[str, ...]:
    """Return the files that git knows or would add, or, without git, all that are not hidden; sorted."""
    from mneme_cli.evidence.plumbing import GitError, run

    try:
        said = run(here, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    except GitError:
        return tuple(sorted(_walked(here)))
    return tuple(sorted(os.fsdecode(name) for name in said.split(b"\0") if name))


def _walked(here: str) -> list[str]:
    found = []
    for folder, folders, files in os.walk(here):
        folders[:] = [name for name in folders if not name.startswith(".") and name not in _SKIP]
        found += [os.path.relpath(os.path.join(folder, name), here).replace(os.sep, "/") for name in files]
    return found
