"""`mneme init`: look at a repository, and write a configuration and a first decision that holds today."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mneme_cli.commands._files import create
from mneme_cli.commands.init import first
from mneme_cli.commands.init.pack import pin, pins, vendored
from mneme_cli.commands.init.survey import Survey, survey

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mneme_cli.commands.init.adopting import Debt

CONFIG = "mneme.yaml"
__all__ = ["Started", "Survey", "init", "survey"]


class Started(NamedTuple):
    """What was seen, what was written, what was there already, and the next three commands.

    debts: what the packs that were taken find today; None = none was taken.
    """

    seen: Survey
    written: tuple[str, ...]
    kept: tuple[str, ...]
    next: tuple[str, str, str]
    debts: tuple[Debt, ...] | None = None


def init(root: str, paths: Iterable[str], as_of: int, packs: Sequence[str] = ()) -> Started:
    """Start in a repository. paths: its tracked files.  packs: those of ours to take.

    Nothing that is there is changed, but for a pack's pin, which is added to mneme.yaml.

    Raises:
        MnemeError: a file cannot be written, or a pack cannot be taken.
    """
    known = tuple(sorted(paths))
    seen = survey(root, known)
    name = first.name_of(seen)
    records = tuple(path for path in known if path.startswith(f"{seen.folder}/") and path.endswith((".yaml", ".yml")))
    kept = tuple(path for path in known if path == CONFIG) + records
    new = vendored(packs, known) | ({} if CONFIG in known else {CONFIG: first.config(seen) + pins(packs)})
    if not records:
        new[f"{seen.folder}/{name}-decisions-are-kept.yaml"] = first.decision(root, seen, known, name, as_of)
    if packs and CONFIG in known:
        pin(root, CONFIG, packs)
    for path, text in new.items():
        create(root, path, text)
    return Started(seen=seen, written=tuple(new), kept=kept, next=_next("" if records else name))


def _next(name: str) -> tuple[str, str, str]:
    """Return the next three commands. name: of the first decision, "" if there were some."""
    show = f"mneme show {name}" if name else "mneme list"
    return "mneme check --all", show, 'mneme new "Domain code does not import infrastructure"'
