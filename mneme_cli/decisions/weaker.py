"""W-WEAKER: what a change takes away from the policy of its base, rule by rule; and decisions made undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.decisions.ground import silent
from mneme_cli.decisions.known import problem, spot
from mneme_cli.decisions.links import DECIDED
from mneme_cli.decisions.ways import MORE, ways
from mneme_cli.model.corpus import Place
from mneme_cli.model.rule import shared, written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mneme_cli.decisions.compile import Compiled
    from mneme_cli.model.corpus import Corpus
    from mneme_cli.model.problem import Problem
    from mneme_cli.model.rule import Rule


def weaker(base: Compiled, head: Compiled, files: Sequence[str] = ()) -> tuple[Problem, ...]:
    """Report every rule live at base that head removes or narrows; with files, narrowing is judged on them."""
    after, fix = {rule.id: rule for rule in head.rules}, _FIX[base.corpus.settings.on_policy_change]
    same = {said_by(rule) for rule in head.rules}
    unnamed = {rule for _, rule in same}
    out = []
    for rule in base.rules:
        if said_by(rule) in same or (shared(rule.id) and said_by(rule)[1] in unnamed):
            continue  # a second file has its number now, or did before
        if rule.id not in after and silent(head.corpus, place(base, head, rule.id).path):
            continue
        if rule.id not in after:
            said = f"this change removes {rule.id}{_by(head.corpus, rule.id)}"
            out.append(problem("W-WEAKER", place(base, head, rule.id), said, fix))
        else:
            told = ways(rule, after[rule.id], files, head.corpus.as_of)
            less = [said for which, said in told if which != MORE]
            if less:
                said = f"this change weakens {rule.id}: {', '.join(less)}"
                where = _paper(head.corpus, less) or place(base, head, rule.id)
                out.append(problem("W-WEAKER", where, said, fix))
    return tuple(sorted(out))


_FIX = {
    "allow": "the code is judged by the rule of the base as well; `on_policy_change: allow` asks for nobody's approval",
    "ask": "`mneme policy-diff` and `mneme ci` ask for an approval; the code is judged by the rule of the base as well",
    "block": "`on_policy_change: block` lets it pass only approved; the code is judged by the rule of the base as well",
}


def said_by(rule: Rule) -> tuple[str, Rule]:
    """Return what a rule is called and what it says to the judge: equal ones are one rule."""
    return written(rule.id), rule._replace(id="", texts=0)


def _by(corpus: Corpus, rule: str) -> str:
    found = corpus.states.get(rule)
    return f" ({found.state}{' by ' + ', '.join(found.by) if found.by else ''})" if found else ""


def _paper(corpus: Corpus, less: Sequence[str]) -> Place | None:
    """Return where the waiver stands by which alone a rule is weaker: the rule itself is what it was."""
    words = [said.split(" ") for said in less]
    if any(word[0] != "waiver" for word in words):
        return None
    places = {one.id: one.place for one in corpus.waivers}
    return places.get(words[0][1])


def place(base: Compiled, head: Compiled, rule: str) -> Place:
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
        if not silent(head, one.place.path)
    )
