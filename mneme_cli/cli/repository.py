"""Where we are and which day it is: the two things that every command about decisions has to know first."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mneme_cli.model.corpus import Corpus


def root() -> str:
    """Return the folder of the work tree around us, absolute; it never gets into any output."""
    from mneme_cli.evidence.repository import find

    return find().root


def as_of(given: str = "") -> int:
    """Return the day to judge by: the option, else MNEME_AS_OF, else today (UTC)."""
    from mneme_cli.pipeline.clock import today

    return today(given)


def corpus(day: str = "") -> tuple[str, Corpus]:
    """Return the root and the decisions of the work tree as of a day."""
    from mneme_cli.pipeline.corpus import load

    here = root()
    return here, load(here, as_of(day))


def seen(path: str) -> str:
    """Return a path that was given from where one stands as one from the root; nothing given stays ""."""
    from mneme_cli.commands._where import here
    from mneme_cli.evidence.repository import find

    return here(find(), path) if path else ""


def file(root: str, path: str) -> str:
    """Return the path of a file, seen from where one stands or as a report prints it; nothing given stays ""."""
    from os import getcwd

    from mneme_cli.evidence.disk import Disk
    from mneme_cli.evidence.repository import Repository, meant

    return meant(Repository(root=root), path, getcwd(), Disk(root).there) if path else ""


def tracked(here: str) -> tuple[str, ...]:
    """Return the files that git knows or would add, or, without git, all that are no tool's cache; sorted."""
    from mneme_cli.pipeline.corpus import worktree

    return tuple(worktree(here).list())
