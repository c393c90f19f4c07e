"""What a change of `exclude` takes from the rules: which files, from which rules, and on which line it says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.decisions.components import where
from mneme_cli.languages import known

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mneme_cli.decisions.compile import Compiled
    from mneme_cli.model.corpus import Place
    from mneme_cli.model.rule import Rule

SHOWN = 3
"""Files that are named where a rule governs others than before."""
_LISTED = ("layers", "independent")
"""Verbs whose rules look at files of their own list alone, wherever they speak, unless they follow chains."""
_BY_BYTES = ("text", "change")
"""Evidence that any file gives, of a language that is known or not."""


def alone(base: Compiled, head: Compiled, files: Iterable[str]) -> list[str]:
    """Return the files that are left alone now and were not. files: of the tree after the change."""
    if base.excluded == head.excluded:
        return []
    return [path for path in files if head.excluded.holds(path) and not base.excluded.holds(path)]


def losses(base: Compiled, lost: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the rules of the base that lose a file which they look at, sorted, and those files."""
    rules = [rule for rule in base.rules if any(looks(rule, path) for path in lost)]
    return sorted(rule.id for rule in rules), [path for path in lost if any(looks(rule, path) for rule in rules)]


def looks(rule: Rule, place: str) -> bool:
    """Tell whether a file may be of any account to a rule, or what comes into a folder (with its slash, "" = the root).

    A chain is read through code anywhere. From a pack's final rule nothing of the repository takes a file.
    """
    code = not place or place.endswith("/") or known(place)
    if rule.sealed:
        return False
    if not (rule.near.touches(place) or (rule.everywhere and code)):
        return False
    if rule.relation == "paths":
        return any(one.region.touches(place) for one in rule.far)
    if rule.kind in _LISTED:
        return code and (rule.everywhere or any(one.region.touches(place) for one in rule.far))
    return code or not rule.reads or bool(rule.declared) or not {*rule.reads}.isdisjoint(_BY_BYTES)


def line(base: Compiled, head: Compiled) -> Place:
    """Return where the first new glob of `exclude` stands, else the key."""
    globs = head.corpus.settings.exclude
    new = (at for at, glob in enumerate(globs) if glob not in base.corpus.settings.exclude)
    return where(head.corpus.settings, f"exclude.{next(new, '')}")


def named(paths: Sequence[str]) -> str:
    """Name a few files and count the others."""
    more = f" and {len(paths) - SHOWN} more" if len(paths) > SHOWN else ""
    return ", ".join(paths[:SHOWN]) + more
