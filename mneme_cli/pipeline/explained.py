"""What every rule does at some files, or one rule everywhere: judged as a whole, then compared with the change."""

from __future__ import annotations

from mneme_cli.decisions.texts import reason
from mneme_cli.evidence.gather import silent
from mneme_cli.evidence.names import below
from mneme_cli.judge.reasons import reasons
from mneme_cli.model.line import write_rule
from mneme_cli.model.reason import Reason, Spoken
from mneme_cli.model.request import Request
from mneme_cli.model.rule import Texts
from mneme_cli.model.scan import dumps
from mneme_cli.pipeline import verdict as verdicts
from mneme_cli.pipeline.accepting import baseline_of
from mneme_cli.pipeline.affected import affected
from mneme_cli.pipeline.check import check, everything
from mneme_cli.pipeline.corpus import bundle
from mneme_cli.pipeline.facts import marks_of, sources_of
from mneme_cli.pipeline.flat import flat
from mneme_cli.pipeline.fresh import Law
from mneme_cli.pipeline.laws import laws
from mneme_cli.pipeline.pages import page

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import NamedTuple

    from mneme_cli.decisions.compile import Compiled
    from mneme_cli.evidence.gather import Progress
    from mneme_cli.model.corpus import Clause, Decision
    from mneme_cli.model.finding import Finding, Verdict
    from mneme_cli.model.layout import Layout
    from mneme_cli.model.page import Page
    from mneme_cli.model.tree import Tree
    from mneme_cli.pipeline.laws import Laws
    from mneme_cli.pipeline.sources import Ends
else:
    from mneme_cli.model.noun import NamedTuple

GATED = ("introduced", "due")


class Explained(NamedTuple):
    """reasons: by rule id, each with its findings at the files in question.

    page: all findings, also those elsewhere whose chains pass through; texts of all rules in reasons.
    spare: says why a file is left alone, "" if it is not.
    """

    reasons: tuple[Reason, ...]
    page: Page
    compiled: Compiled
    layout: Layout
    spare: Callable[[str], str]


def at_files(ends: Ends, paths: Sequence[str], day: int, progress: Progress = silent, line: int = 0) -> Explained:
    """Explain every rule that speaks at one of these files of the tree after the change. line: by this line alone."""
    law, compiled = lawful(ends, day)
    sources = sources_of(ends, law, progress)
    verdict = verdicts.of_files(law.policy, paths, sources, day, baseline_of(ends, law), line)
    verdict = _status(verdict, ends, day, lambda each: each.source in paths)
    made = _explained(ends, compiled, law, verdict, paths, None)
    if not line:
        return made
    here = [told for each in verdict.findings if (told := each.at(line))]
    rules = {rule.id: rule for rule in compiled.rules}
    return made._replace(reasons=reasons(spoken(compiled), rules, here, paths, day))


def of_rules(
    ends: Ends, rules: Iterable[str], day: int, progress: Progress = silent, said_in: Tree | None = None
) -> Explained:
    """Explain some rules at all files of the tree after the change. said_in: the tree that has them, if another."""
    law, compiled = lawful(ends, day, said_in)
    named = frozenset(rules)
    live = (law.policy.rule(number) for rule in sorted(named) if (number := law.policy.number(rule)) >= 0)
    only = frozenset(dumps(write_rule(rule)).encode() for rule in live)
    verdict = everything(ends, law, day, baseline_of(ends, law), progress, only)
    verdict = _status(verdict, ends, day, lambda each: each.rule in named)
    return _explained(ends, compiled, law, verdict, tuple(ends.after.list()), named)


def findings(ends: Ends, day: int, progress: Progress = silent) -> Explained:
    """Find everything there is to find in the tree after the change."""
    law, compiled = lawful(ends, day)
    verdict = everything(ends, law, day, baseline_of(ends, law), progress)
    return _explained(ends, compiled, law, _status(verdict, ends, day), tuple(ends.after.list()), None)


def whole(ends: Ends, request: Request, page: Page, day: int) -> Page:
    """Put beside a verdict what every rule did that speaks in the files it looked at; anywhere, if rules changed."""
    judged = laws(ends, request, day)
    law, compiled = judged.head, judged.read(ends, day)
    rules = {rule.id: rule for rule in compiled.rules}
    found, every = page.verdict.findings, not ends.asked and (ends.everything or page.review is not None)
    if every and not ends.everything:  # a change of the rules is about every file that they speak of
        found = _beside(everything(ends, law, day, baseline_of(ends, law)).findings, found)
    paths = tuple(ends.after.list()) if every else _looked(ends, judged)
    return page._replace(reasons=reasons(spoken(compiled), rules, found, paths, day))


def _looked(ends: Ends, judged: Laws) -> tuple[str, ...]:
    """Return the files that a check of a change, or of what somebody pointed at, looks at."""
    changed = {change.path for change in ends.changed.changes}
    pointed = {path for path in ends.after.list() if below(path, ends.asked)} if ends.asked else set()
    sources = sources_of(ends, judged.head, was=judged.was())
    return tuple(sorted(changed | pointed | set(affected(ends, judged.head.policy, sources))))


def lawful(ends: Ends, day: int, tree: Tree | None = None) -> tuple[Law, Compiled]:
    """Compile the law of a tree, by default of that after the change, and keep what people can read of it."""
    made = bundle(tree or ends.after, day)
    problems = made.compiled.corpus.problems
    return Law(policy=flat(made, problems), layout=made.layout, problems=problems), made.compiled


def spoken(compiled: Compiled) -> tuple[Spoken, ...]:
    """Return every rule that was ever written, with what it has come to and where it speaks or would."""
    live = {rule.id: rule.near for rule in compiled.rules}
    out = compiled.excluded.inside
    return tuple(
        Spoken(id_, compiled.corpus.states[id_], live.get(id_, region._replace(outside=(*region.outside, *out))))
        for id_, region in sorted(compiled.regions.items())
    )


def clauses(compiled: Compiled) -> dict[str, tuple[Decision, Clause]]:
    """Return every rule that was ever written as it was written, by id."""
    return {clause.id: (one, clause) for one in compiled.corpus.decisions for clause in one.clauses}


def _status(
    verdict: Verdict, ends: Ends, day: int, asked: Callable[[Finding], bool] = lambda _finding: True
) -> Verdict:
    """Tell what was there before this change, as `mneme check` would. asked: tells whether a finding is in question."""
    if not ends.changed.base:
        return verdict
    changed = check(ends, Request(), day).verdict.findings if ends.changed.changes else ()
    return verdict._replace(findings=_beside(verdict.findings, changed, asked))


def _beside(
    found: Iterable[Finding], changed: Iterable[Finding], asked: Callable[[Finding], bool] = lambda _finding: True
) -> tuple[Finding, ...]:
    """Tell of what there is what a change says of it, and add what only a change makes a finding.

    That is each line by which a number over all files rose, and what a name hides that the change leads elsewhere.
    """
    found = tuple(found)
    new = {each.identity: each for each in changed if each.status in GATED}
    known = {each.identity for each in found}
    alone = (each for each in new.values() if each.held or each.led)
    more = [each for each in alone if each.identity not in known and asked(each)]
    told = {(each.rule, each.source, each.line) for each in more}
    old = [each for each in found if not each.whole or (each.rule, each.source, each.line) not in told]
    return tuple(sorted([*more, *(_compared(each, new.get(each.identity)) for each in old)]))


def _compared(finding: Finding, new: Finding | None) -> Finding:
    if finding.status == "due":
        return finding._replace(outcome=new.outcome if new else "allow")
    if new is not None:
        return finding._replace(status=new.status, why_aside=finding.why_aside or new.why_aside)
    return finding._replace(status="existing", outcome="allow")


def _explained(
    ends: Ends, compiled: Compiled, law: Law, verdict: Verdict, paths: Sequence[str], named: frozenset[str] | None
) -> Explained:
    rules = {rule.id: rule for rule in compiled.rules}
    asked = tuple(one for one in spoken(compiled) if named is None or one.rule in named)
    told = reasons(asked, rules, verdict.findings, paths, compiled.corpus.as_of)
    shown = page(ends, verdict._replace(problems=law.problems, as_of=compiled.corpus.as_of), (law.policy,))
    written = clauses(compiled)
    texts = {one.rule: compiled.texts.get(one.rule) or _texts(*written[one.rule]) for one in asked}
    return Explained(
        told, shown._replace(texts={**texts, **shown.texts}), compiled, law.layout, marks_of(ends, law, law).after
    )


def _texts(decision: Decision, clause: Clause) -> Texts:
    """Say of a rule that is not in force what can be said."""
    return Texts(
        title=decision.title,
        say=clause.say,
        why=reason(decision),
        source=f"{clause.place.path}:{clause.place.line}",
        authority="repository" if decision.authority else "organisation",
        level=clause.level,
        waivable_by=clause.waivable_by,
    )
