"""`mneme init`: look at a repository, and write a configuration and a first decision that holds today."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mneme_cli.commands._files import create
from mneme_cli.commands.init import first
from mneme_cli.commands.init.survey import Survey, survey

if TYPE_CHECKING:
    from collections.abc import Iterable

CONFIG = "mneme.yaml"
__all__ = ["Started", "Survey", "init", "survey"]


class Started(NamedTuple):
    """What was seen, what was written, what was there already, and the next three commands."""

    seen: Survey
    written: tuple[str, ...]
    kept: tuple[str, ...]
    next: tuple[str, str, str]


def init(root: str, paths: Iterable[str], as_of: int) -> Started:
    """Start in a repository. paths: its tracked files. Nothing that is there is changed.

    Raises:
        MnemeError: a file cannot be written.
    """
    known = tuple(sorted(paths))
    seen = survey(root, known)
    name = first.name_of(seen)
    records = tuple(path for path in known if path.startswith(f"{seen.folder}/") and path.endswith((".yaml", ".yml")))
    kept = tuple(path for path in known if path == CONFIG) + records
    new = {} if CONFIG in known else {CONFIG: first.config(seen)}
    if not records:
        new[f"{seen.folder}/{name}-decisions-are-kept.yaml"] = first.decision(root, seen, known, name, as_of)
    for path, text in new.items():
        create(root, path, text)
    show = "mneme list" if records else f"mneme show {name}"
    return Started(
        seen=seen,
        written=tuple(new),
        kept=kept,
        next=("mneme check --all", show, 'mneme new "Domain code does not import infrastructure"'),
    )
