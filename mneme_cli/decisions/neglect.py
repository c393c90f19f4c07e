"""Warnings about days: what has ended, what falls due, what should be looked at again. They never fail a build."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.decisions.enact import SPEAKING, enacted, start
from mneme_cli.decisions.known import problem, spot
from mneme_cli.decisions.links import DECIDED, REMOVING
from mneme_cli.model.day import SOON, show

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mneme_cli.model.corpus import Corpus, Decision
    from mneme_cli.model.problem import Problem


def expired(corpus: Corpus) -> tuple[Problem, ...]:
    """W-EXPIRED: waivers and decisions that are over."""
    out = []
    for waiver in corpus.waivers:
        if waiver.until < corpus.as_of:
            fix = "mend the code, then delete the file; or give it a new `until` with a new approval"
            said = f"{waiver.id} {over(waiver.until, corpus.as_of)}"
            out.append(problem("W-EXPIRED", spot(waiver, "until"), said, fix))
    for one in _speaking(corpus):
        if one.expires and one.expires < corpus.as_of:
            fix = "set `status: retired`, or write a decision that supersedes it"
            said = f"{one.id} {over(one.expires, corpus.as_of)}"
            out.append(problem("W-EXPIRED", spot(one, "expires"), said, fix))
    return tuple(sorted(out))


def due(corpus: Corpus) -> tuple[Problem, ...]:
    """W-DUE: what ends or begins within a fortnight."""
    out = []
    for waiver in corpus.waivers:
        if 0 <= waiver.until - corpus.as_of <= SOON:
            fix = f"make {', '.join(waiver.waives)} hold by then, or ask {waiver.approved_by} again"
            out.append(problem("W-DUE", spot(waiver, "until"), f"{waiver.id} ends on {show(waiver.until)}", fix))
    for one in _speaking(corpus):
        if one.expires and 0 <= one.expires - corpus.as_of <= SOON:
            fix = "write what comes after it, or move `expires`"
            out.append(problem("W-DUE", spot(one, "expires"), f"{one.id} ends on {show(one.expires)}", fix))
        for clause in one.clauses:
            if 0 < start(one, clause) - corpus.as_of <= SOON:
                said = f"{clause.id} begins on {show(start(one, clause))}"
                out.append(problem("W-DUE", spot(clause, "begins"), said, "findings of it will block from then on"))
    return tuple(sorted((*out, *_replaced(corpus))))


def _replaced(corpus: Corpus) -> Iterator[Problem]:
    """Say which records and rules another one is about to replace."""
    holders = {one.id: one for one in corpus.decisions}
    for link in corpus.links:
        source = holders[link.source]
        first = start(source)
        if link.kind in REMOVING and source.status in DECIDED and 0 < first - corpus.as_of <= SOON:
            said = f"{link.target} ends on {show(first - 1)}: then {link.source} {link.kind} it"
            yield problem("W-DUE", link.place, said, f"see that {link.source} says what is to hold from then on")


def ahead(corpus: Corpus) -> tuple[Problem, ...]:
    """W-DATES: what was decided on a day that is yet to come binds nobody until then; mostly a slip of the year."""
    fix = "write the day on which it was decided; `effective` and a rule's `begins` say from when it holds"
    return tuple(
        sorted(
            problem("W-DATES", spot(one, "date"), f"{one.id} is dated {show(one.date)}, so it does not hold yet", fix)
            for one in _speaking(corpus)
            if one.date > corpus.as_of
        )
    )


def review(corpus: Corpus) -> tuple[Problem, ...]:
    """W-REVIEW: decisions whose day of review has come; no verdict changes."""
    return tuple(
        sorted(
            problem(
                "W-REVIEW",
                spot(one, "review_by"),
                f"{one.id} was to be reviewed by {show(one.review_by)}",
                "read it again, then move `review_by` or write what supersedes it",
            )
            for one in _speaking(corpus)
            if one.review_by and one.review_by <= corpus.as_of
        )
    )


def over(last: int, as_of: int) -> str:
    """Say when something ended and how long ago that is."""
    days = as_of - last
    return f"ended {show(last)} ({days} day{'s' if days != 1 else ''} before {show(as_of)})"


def _speaking(corpus: Corpus) -> Iterator[Decision]:
    """Yield decisions that nothing has superseded; one that is amended still speaks."""
    holders = {one.id: one for one in corpus.decisions}
    links = (link for link in corpus.links if link.kind == "supersedes")
    gone = {link.target for link in links if enacted(holders[link.source], corpus.as_of)}
    for one in corpus.decisions:
        if one.status in SPEAKING and one.id not in gone:
            yield one
