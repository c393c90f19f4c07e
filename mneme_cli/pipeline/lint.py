"""Everything that can be said of a tree's decisions: from the records, from its files, from what rules find in them."""

from __future__ import annotations

from mneme_cli.decisions import documents, empty, gaps, lint, neglect, references, weaker, witness
from mneme_cli.decisions.absent import absent
from mneme_cli.decisions.blind import blind
from mneme_cli.decisions.components import ties
from mneme_cli.decisions.ground import shaken, unread
from mneme_cli.decisions.idle import idle
from mneme_cli.decisions.twins import twins
from mneme_cli.evidence.gather import silent
from mneme_cli.evidence.marks import Marks
from mneme_cli.judge.debt import moved, stale
from mneme_cli.pipeline.carried import carried
from mneme_cli.pipeline.check import everything
from mneme_cli.pipeline.contradictions import contradictions
from mneme_cli.pipeline.corpus import bundle
from mneme_cli.pipeline.flat import flat
from mneme_cli.pipeline.fresh import Law
from mneme_cli.pipeline.unread import unread as unread_by
from mneme_cli.store import baseline as baselines

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mneme_cli.decisions.compile import Compiled
    from mneme_cli.evidence.gather import Progress
    from mneme_cli.model.baseline import Baseline
    from mneme_cli.model.corpus import Corpus
    from mneme_cli.model.finding import Finding, Verdict
    from mneme_cli.model.problem import Problem
    from mneme_cli.model.rule import Aside
    from mneme_cli.model.tree import Tree
    from mneme_cli.pipeline.sources import Ends

MOST = 1_000_000
"""Bytes of a file up to which mentions of superseded records are looked for in it."""


def linted(ends: Ends, day: int, progress: Progress = silent) -> tuple[Corpus, tuple[Problem, ...]]:
    """Return the decisions of the tree after the change, and all that is wrong with them or should be looked at."""
    made = bundle(ends.after, day)
    compiled, tree = made.compiled, ends.after
    if shaken(compiled.corpus):
        return compiled.corpus, documents.tidy((*ends.problems, *compiled.corpus.problems))
    files = tuple(tree.list())
    law = Law(policy=flat(made), layout=made.layout, problems=compiled.corpus.problems)
    written = baselines.read(tree.read(baselines.PATH) if tree.has(baselines.PATH) else b"")
    baseline = carried(written, ends, law.policy)
    verdict = everything(ends, law, day, baseline, progress)
    problems = (
        *ends.problems,
        *compiled.corpus.problems,
        *witness.refused(_records(compiled.corpus, tree), compiled.corpus.problems),
        *_neglected(compiled, files),
        *references.dead(compiled.corpus, _texts(compiled.corpus, tree, files)),
        *contradictions(compiled, files, verdict.findings),
        *absent(compiled, made.layout, tree, files),
        *twins(compiled, made.layout, tree, files),
        *empty.unused(compiled, matched(compiled, verdict.findings), files, Marks(tree, compiled.excluded.inside).why),
        *_debts(baseline, verdict, ends, (law, _known(compiled))),
        *_changed(ends, compiled, files, day),
    )
    return compiled.corpus, documents.tidy(problems)


def _debts(
    baseline: Baseline, verdict: Verdict, ends: Ends, asked: tuple[Law, frozenset[str] | None]
) -> tuple[Problem, ...]:
    """Say what is left in the baseline of what is gone, but for what may be there and was not seen."""
    law, known = asked
    seen = stale(baseline, verdict.findings, known, lambda: {one.path for one in unread_by(verdict, ends, law)})
    return (*seen, *moved(baseline))


def _known(made: Compiled) -> frozenset[str] | None:
    """Return the rules that are there, if others may be missing only because their file has an error; else None."""
    sound = made.corpus.decisions and not unread(made.corpus)
    return None if sound else frozenset(rule.id for rule in made.rules)


def matched(compiled: Compiled, findings: Iterable[Finding]) -> set[tuple[str, Aside]]:
    """Return with its rule every exception that covers a finding, also where an earlier one sets it aside.

    What hides an edge leaves no finding to cover, so it is taken to be used.
    """
    rules = {rule.id: rule for rule in compiled.rules}
    day = compiled.corpus.as_of
    used = {(rule.id, each) for rule in compiled.rules for each in rule.asides if each.hide}
    for finding in findings:
        asides = rules[finding.rule].asides
        used |= {(finding.rule, each) for each in asides if not each.ended(day) and each.covers(finding)}
    return used


def _records(corpus: Corpus, tree: Tree) -> Iterator[tuple[str, bytes]]:
    """Return the files of our own records, and mneme.yaml."""
    ours = {one.place.path for one in corpus.decisions if not one.pack}
    papers = {one.place.path for one in corpus.waivers if not one.pack}
    return ((path, tree.read(path)) for path in {witness.CONFIG, *ours, *papers} if tree.has(path))


def _neglected(compiled: Compiled, files: Sequence[str]) -> tuple[Problem, ...]:
    """Say what the files tell of components and languages, and what time has left behind."""
    corpus = compiled.corpus
    placed = (*ties(compiled.components, files, corpus.settings), *blind(compiled, files), *idle(compiled, files))
    links = (*gaps.gaps(corpus, compiled.regions, files), *lint.ended(corpus), *lint.inert(corpus))
    days = (*neglect.expired(corpus), *neglect.due(corpus), *neglect.review(corpus), *neglect.ahead(corpus))
    return (*placed, *links, *days, *lint.unanswered(corpus))


def _changed(ends: Ends, head: Compiled, files: Sequence[str], day: int) -> tuple[Problem, ...]:
    """Compare with the base: what selects nothing any more, which rules are weaker, which decisions were undone."""
    changes = ends.changed.changes
    before = tuple(ends.before.list()) if changes else None
    empties = empty.empties(head, files, before)
    if not changes:
        return empties
    base = bundle(ends.before, day).compiled
    return (*empties, *weaker.weaker(base, head, files), *weaker.reopened(base.corpus, head.corpus))


def _texts(corpus: Corpus, tree: Tree, files: Sequence[str]) -> dict[str, str]:
    """Return the files that mention a record which another has replaced; the baseline is told by its own note."""
    ids = [name.encode() for name, state in corpus.states.items() if state.state in references.REPLACED]
    out: dict[str, str] = {}
    for path in (each for each in files if ids and each != baselines.PATH):
        data = tree.read(path)
        if len(data) <= MOST and any(name in data for name in ids) and b"\0" not in data:
            out[path] = data.decode("utf-8", "replace")
    return out
