"""`mneme baseline`: accept today's findings once; from then on the list only shrinks, unless growth is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mneme_cli.errors import MnemeError
from mneme_cli.evidence.gather import silent
from mneme_cli.evidence.repository import find
from mneme_cli.judge.debt import debt, less
from mneme_cli.judge.status import tally
from mneme_cli.languages import known
from mneme_cli.model.baseline import Baseline
from mneme_cli.model.request import Request
from mneme_cli.pipeline import fresh
from mneme_cli.pipeline.carried import carried
from mneme_cli.pipeline.check import everything
from mneme_cli.pipeline.clock import today
from mneme_cli.pipeline.sources import ends
from mneme_cli.pipeline.unread import unread
from mneme_cli.store import baseline as store
from mneme_cli.store.files import save

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mneme_cli.evidence.gather import Progress
    from mneme_cli.model.baseline import Identity
    from mneme_cli.model.fact import Skipped
    from mneme_cli.model.finding import Verdict
    from mneme_cli.pipeline.fresh import Law
    from mneme_cli.pipeline.sources import Ends


class Accepted(NamedTuple):
    """What came of it.

    added, removed: against the file that was there.  refused: it would have grown, so nothing was written.
    final: findings of final rules, which are never accepted.  first: there was no file.  written: the bytes are new.
    moved: how many entries have another name by now.
    """

    path: str
    now: Baseline
    added: Baseline
    removed: Baseline
    final: Mapping[Identity, int]
    first: bool
    refused: bool
    written: bool
    moved: int

    @property
    def exit(self) -> int:
        """1 if growth was refused, else 0."""
        return int(self.refused)


def baseline(
    *, shrink: bool = False, allow_growth: bool = False, as_of: str = "", progress: Progress = silent
) -> Accepted:
    """Judge everything and write what is accepted.

    Raises:
        MnemeError: the flags exclude each other, there is nothing to shrink, decisions have errors, or a manifest has.
    """
    if shrink and allow_growth:
        raise MnemeError("--shrink and --allow-growth exclude each other", "ask for one of them")
    repository = find()
    found = ends(repository, Request(mode="all"))
    there = store.read(found.after.read(store.PATH)) if found.after.has(store.PATH) else None
    if shrink and there is None:
        raise MnemeError(f"there is no {store.PATH} to shrink", "mneme baseline writes one")
    law = fresh.head(found, Request(mode="all"), today(as_of))
    verdict, now, final = _today(found, law, today(as_of), progress)
    old = carried(there, found, law.policy) if there else None
    done = _compared(store.stricter(now, old) if shrink and old is not None else now, old, final)
    if done.removed.counts:
        _seen(unread(verdict, found, law))
    if done.refused and not allow_growth:
        return done
    written = _write(repository.root, found, done.now, first=old is None)
    return done._replace(refused=False, written=written)


def _compared(now: Baseline, old: Baseline | None, final: Mapping[Identity, int]) -> Accepted:
    """Say what a new list would add to the old one and take from it; whatever it adds to one is refused at first."""
    grown = less(now, old or Baseline())
    return Accepted(
        path=store.PATH,
        now=now,
        added=grown,
        removed=less(old or Baseline(), now),
        final=final,
        first=old is None,
        refused=old is not None and bool(grown.counts),
        written=False,
        moved=len(old.was) if old else 0,
    )


def _today(found: Ends, law: Law, day: int, progress: Progress) -> tuple[Verdict, Baseline, dict[Identity, int]]:
    """Return the verdict of today, what can be accepted of it, and what never is."""
    _sound(law)
    verdict = everything(found, law, day, progress=progress)
    rules = {rule.id: rule for number in range(len(law.policy)) for rule in (law.policy.rule(number),)}
    now, final = debt(verdict.findings, rules)
    return verdict, now, tally(final)


def _sound(law: Law) -> None:
    errors = [each for each in law.problems if each.fatal]
    if errors:
        said = f"the decisions have {len(errors)} error{'s' if len(errors) > 1 else ''}, so nothing can be accepted yet"
        raise MnemeError(said, "mneme lint says what to mend")


def _seen(unread: Iterable[Skipped]) -> None:
    """Take nothing out for a manifest that cannot be read; code that no parser likes may be there for good."""
    for one in unread:
        if not known(one.path):
            place = ":".join(str(each) for each in (one.path, one.line, one.column) if each)
            raise MnemeError(f"{place} {one.why}, so nobody knows what is gone", "mend it first; nothing was written")


def _write(root: str, found: Ends, kept: Baseline, *, first: bool) -> bool:
    """Write the file if it says anything new; a first one only if there is something to accept."""
    data = store.write(kept)
    if (first and not kept.counts) or (not first and found.after.read(store.PATH) == data):
        return False
    if not save(f"{root}/{store.PATH}", data):
        raise MnemeError(f"{store.PATH} cannot be written", "see who owns the folder .mneme")
    return True
