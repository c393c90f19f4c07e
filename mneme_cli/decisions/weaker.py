"""W-WEAKER: what a change takes away from the policy of its base, rule by rule; and decisions made undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.decisions.known import problem, spot
from mneme_cli.decisions.links import DECIDED
from mneme_cli.decisions.lint import covers
from mneme_cli.model.corpus import Place
from mneme_cli.model.rule import LEVELS, shared, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mneme_cli.decisions.compile import Compiled
    from mneme_cli.model.corpus import Corpus
    from mneme_cli.model.problem import Problem
    from mneme_cli.model.region import Region
    from mneme_cli.model.rule import Rule

ALLOWING = ("only", "require", "protect")
"""Verbs whose list says what is allowed or would do, so that a longer list is the weaker one."""


def weaker(base: Compiled, head: Compiled, files: Sequence[str] = ()) -> tuple[Problem, ...]:
    """Report every rule live at base that head removes or narrows; with files, narrowing is judged on them."""
    after = {rule.id: rule for rule in head.rules}
    same = {_said(rule) for rule in head.rules}
    unnamed = {rule for _, rule in same}
    out = []
    for rule in base.rules:
        if _said(rule) in same or (shared(rule.id) and _said(rule)[1] in unnamed):
            continue  # a second file has its number now, or did before
        if rule.id not in after:
            said = f"this change removes {rule.id}{_by(head.corpus, rule.id)}"
            out.append(problem("W-WEAKER", _place(base, head, rule.id), said, _FIX))
        else:
            ways = ", ".join(_ways(rule, after[rule.id], files, head.corpus.as_of))
            if ways:
                said = f"this change weakens {rule.id}: {ways}"
                out.append(problem("W-WEAKER", _place(base, head, rule.id), said, _FIX))
    return tuple(sorted(out))


_FIX = "its owner has to approve that; the code is judged by the rule of the base as well"


def _said(rule: Rule) -> tuple[str, Rule]:
    return written(rule.id), rule._replace(id="", texts=0)


def _ways(old: Rule, new: Rule, files: Sequence[str], as_of: int) -> Iterator[str]:
    """Name each way in which a rule says less than before. The days on which waivers end do not count."""
    if LEVELS.index(new.level) < LEVELS.index(old.level):
        yield f"level {old.level} → {new.level}"
    if _narrower(old.near, new.near, files):
        yield "it governs less"
    for aside in new.asides:
        if aside not in old.asides and not (aside.until and aside.until < as_of):
            yield f"{aside.how} {aside.by}"
    more, fewer = (new.far, old.far) if old.kind in ALLOWING else (old.far, new.far)
    lost = [one.text for one in more if one not in fewer]
    if lost:
        yield ("it also accepts " if old.kind in ALLOWING else "it no longer names ") + ", ".join(lost)
    if (old.edges, old.without) != (new.edges, new.without) and (new.edges or new.without):
        yield "it looks at other kinds of edges"
    if set(new.waivable_by) - set(old.waivable_by):
        yield f"waivable by {', '.join(sorted(set(new.waivable_by) - set(old.waivable_by)))}"
    if old.kind != new.kind or old.relation != new.relation or old.terms != new.terms:
        yield "it says something else, perhaps less"


def _narrower(old: Region, new: Region, files: Sequence[str]) -> bool:
    if old == new:
        return False
    if files:
        return any(old.holds(path) and not new.holds(path) for path in files)
    if set(new.outside) - set(old.outside):
        return True
    return not all(covers(new._replace(outside=()), glob) for glob in old.inside)


def _by(corpus: Corpus, rule: str) -> str:
    found = corpus.states.get(rule)
    return f" ({found.state}{' by ' + ', '.join(found.by) if found.by else ''})" if found else ""


def _place(base: Compiled, head: Compiled, rule: str) -> Place:
    """Point at the rule at head, else at its decision there, else at where it was."""
    for corpus in (head.corpus, base.corpus):
        for one in corpus.decisions:
            place = next((clause.place for clause in one.clauses if clause.id == rule), None)
            if place or one.id == rule.partition("#")[0]:
                return place or one.place
    return Place(path="")


def reopened(base: Corpus, head: Corpus) -> tuple[Problem, ...]:
    """E-DATES: what was decided at base cannot become a proposal, or never have been, at head."""
    before = {one.id: one.status for one in base.decisions}
    return tuple(
        problem(
            "E-DATES",
            spot(one, "status"),
            f"{one.id} was {before[one.id]} and cannot become {one.status}",
            "write `status: retired`: what was decided has been in force",
        )
        for one in head.decisions
        if before.get(one.id) in DECIDED and one.status in ("proposed", "rejected")
    )
