"""`mneme may FROM TO`: asked before the code is written. Yes or no, the decision, and the way that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mneme_cli import kinds
from mneme_cli.commands.may.ask import One, ask
from mneme_cli.commands.may.imported import Imported, imported
from mneme_cli.commands.may.importer import Importer, importer
from mneme_cli.commands.may.place import place
from mneme_cli.evidence.gather import silent
from mneme_cli.evidence.repository import find
from mneme_cli.model.finding import Verdict
from mneme_cli.model.request import Request
from mneme_cli.pipeline.clock import today
from mneme_cli.pipeline.explained import lawful
from mneme_cli.pipeline.pages import page
from mneme_cli.pipeline.proposed import Proposer
from mneme_cli.pipeline.sources import ends

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mneme_cli.decisions.compile import Compiled
    from mneme_cli.evidence.gather import Progress
    from mneme_cli.model.baseline import Baseline
    from mneme_cli.model.finding import Finding
    from mneme_cli.model.page import Page

MOST = 200
"""Files of a component that are asked about, one by one."""


class May(NamedTuple):
    """The answer. source: who would import.  ones: one for each thing to import.  left_out: things not asked about.

    instead: what the rules that object let the file import.  page: texts for people.  speaking: how many rules speak at
    the file.  excused: (rule, exception, file) for files of the importer that are excused.  near: what the target is
    nearly called, if nothing that is declared is called so.  known: something here, or that is declared, is called so.
    """

    asked: tuple[str, str]
    source: Importer
    ones: tuple[One, ...]
    page: Page
    instead: tuple[str, ...] = ()
    speaking: int = 0
    excused: tuple[tuple[str, str, str], ...] = ()
    left_out: int = 0
    near: str = ""
    known: bool = True

    @property
    def answer(self) -> str:
        """Return yes, no, or in part: some of several things may be imported."""
        closed = sum(bool(one.blocked) for one in self.ones)
        return "yes" if not closed else "no" if closed == len(self.ones) else "in part"

    @property
    def exit(self) -> int:
        """0 yes, 1 no or in part, 2 cannot tell: decisions have errors."""
        fatal = any(problem.fatal for problem in self.page.verdict.problems)
        return 2 if fatal else int(self.answer != "yes")


def may(source: str, target: str, as_of: str = "", progress: Progress = silent) -> May:
    """Answer.

    Raises:
        MnemeError: one of the two ends cannot be found, or the import would mean nothing.
    """
    repository = find()
    found, day = ends(repository, Request(mode="all")), today(as_of)
    law, compiled = lawful(found, day)
    at = place(repository, found.after, law.layout, compiled.corpus.settings)
    who = importer(source, at)
    what = imported(target, at, who)
    proposer = Proposer(found, law, day, progress, {one.path: b"" for one in what if one.planned})
    who, ones = _asked(proposer, who, what[:MOST])
    findings = tuple(each for one in ones for each in (*one.blocked, *one.warned, *one.excused))
    shown = Verdict(findings=findings, problems=law.problems, as_of=day)
    answer = May(asked=(source, target), source=who, ones=ones, page=page(found, shown, (law.policy,)))
    answer = _open(answer, compiled, proposer.baseline)
    return answer._replace(left_out=max(len(what) - MOST, 0), near=what[0].near, known=what[0].known)


def _asked(proposer: Proposer, who: Importer, what: tuple[Imported, ...]) -> tuple[Importer, tuple[One, ...]]:
    """Ask of the importer; where one of several files speaks for all, of one that no exception singles out."""
    speakers = [who] if who.planned or not who.files else [who._replace(path=path) for path in who.files[:MOST]]
    first: tuple[One, ...] = ()
    for each in speakers:
        ones = tuple(ask(proposer, each, one) for one in what)
        if not any(one.excused for one in ones):
            return each, ones
        first = first or ones
    return speakers[0], first


def _open(answer: May, compiled: Compiled, baseline: Baseline) -> May:
    """Add what is open, and to whom."""
    return answer._replace(
        instead=_instead(compiled, answer.ones),
        speaking=sum(rule.near.holds(answer.source.path) for rule in compiled.rules),
        excused=(*_excused(compiled, answer.source, answer.ones), *_accepted(baseline, answer.source, answer.ones)),
    )


def _blocked(ones: Iterable[One]) -> list[Finding]:
    return [each for one in ones for each in one.blocked]


def _instead(compiled: Compiled, ones: Iterable[One]) -> tuple[str, ...]:
    """Return what the rules that object leave open: what all of them leave open, if several say something."""
    rules = {rule.id: rule for rule in compiled.rules}
    said: dict[str, tuple[str, ...]] = {}
    for each in _blocked(ones):
        rule = rules[each.rule]
        if open_ := kinds.take(rule.kind).instead(rule, each):
            said[rule.id] = open_
    lists = [said[rule] for rule in sorted(said)]
    return tuple(text for text in lists[0] if all(text in other for other in lists[1:])) if lists else ()


def _excused(compiled: Compiled, who: Importer, ones: Iterable[One]) -> Iterator[tuple[str, str, str]]:
    """Yield the exceptions that open the way to some of the files for which a new one stands."""
    day = compiled.corpus.as_of
    objecting = {each.rule for each in _blocked(ones)}
    for rule in compiled.rules:
        for each in rule.asides if rule.id in objecting else ():
            if each.until and each.until < day:
                continue
            for path in who.files:
                if each.where.holds(path) and not each.where.holds(who.path):
                    yield rule.id, f"{each.how} {each.by}" if each.how != "except" else "except", path


def _accepted(baseline: Baseline, who: Importer, ones: Iterable[One]) -> Iterator[tuple[str, str, str]]:
    """Yield the files of the importer that have such an import already, and it is accepted."""
    objecting = {(each.rule, each.target) for each in _blocked(ones)}
    for rule, source, target, _, _ in sorted(baseline.counts):
        if (rule, target) in objecting and source in who.files and source != who.path:
            yield rule, "baseline", source
