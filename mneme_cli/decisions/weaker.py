"""W-WEAKER: what a change takes away from the policy of its base, rule by rule; and decisions made undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.decisions.ground import silent
from mneme_cli.decisions.known import problem, spot
from mneme_cli.decisions.links import DECIDED
from mneme_cli.decisions.lint import superseders
from mneme_cli.decisions.pairs import pairs, place, unexcluded
from mneme_cli.decisions.taken import alone, line, losses, named
from mneme_cli.decisions.ways import MORE, ways

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mneme_cli.decisions.compile import Compiled
    from mneme_cli.model.corpus import Corpus, Place
    from mneme_cli.model.problem import Problem
    from mneme_cli.model.rule import Rule


def weaker(base: Compiled, head: Compiled, files: Sequence[str] = ()) -> tuple[Problem, ...]:
    """Report every rule live at base that head removes or narrows; with files, narrowing is judged on them."""
    before, after = ([unexcluded(rule, made) for rule in made.rules] for made in (base, head))
    found = pairs(base, head, before, after)
    out = [told for old, new in found if (told := _weaker(old, new, base, head, files))]
    return tuple(sorted([*out, *_taken(base, head, files)]))


def _weaker(old: Rule, new: Rule | None, base: Compiled, head: Compiled, files: Sequence[str]) -> Problem | None:
    """Say that a rule is gone, or in what its heir says less."""
    fix = _FIX[base.corpus.settings.on_policy_change]
    if new is None:
        said = f"this change removes {old.id}{_by(head.corpus, old.id)}"
        return problem("W-WEAKER", place(base, head, old.id), said, fix)
    less = [said for which, said in ways(old, new, files, head.corpus.as_of) if which != MORE]
    if not less:
        return None
    heir = f", which goes on as {new.id}" if new.id != old.id else ""
    said = f"this change weakens {old.id}{heir}: {', '.join(less)}"
    return problem("W-WEAKER", _paper(head.corpus, less) or place(base, head, new.id), said, fix)


def _taken(base: Compiled, head: Compiled, files: Sequence[str]) -> Iterator[Problem]:
    """Say once which rules lose files to `exclude`, where it says so."""
    rules, lost = losses(base, alone(base, head, files))
    if rules:
        said = f"this change takes files from {', '.join(rules)}: `exclude` leaves alone {named(lost)}"
        yield problem("W-WEAKER", line(base, head), said, _FIX[base.corpus.settings.on_policy_change])


_FIX = {
    "allow": "the code is judged by the rule of the base as well; `on_policy_change: allow` asks for nobody's approval",
    "ask": "`mneme policy-diff` and `mneme ci` ask for an approval; the code is judged by the rule of the base as well",
    "block": "`on_policy_change: block` lets it pass only approved; the code is judged by the rule of the base as well",
}


def _by(corpus: Corpus, rule: str) -> str:
    """Say what became of a rule, and what stands in its place today: what stood there meanwhile is history."""
    found = corpus.states.get(rule)
    by = f" by {', '.join(superseders(corpus, rule))}" if found and found.by else ""
    return f" ({found.state}{by})" if found else ""


def _paper(corpus: Corpus, less: Sequence[str]) -> Place | None:
    """Return where the waiver stands by which alone a rule is weaker: the rule itself is what it was."""
    words = [said.split(" ") for said in less]
    if any(word[0] != "waiver" for word in words):
        return None
    places = {one.id: one.place for one in corpus.waivers}
    return places.get(words[0][1])


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
