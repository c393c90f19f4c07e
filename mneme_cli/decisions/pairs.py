"""Which rule of the head each rule of the base goes on as: one answer for W-WEAKER and for the review of a policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.decisions.ground import silent
from mneme_cli.decisions.heirs import heir
from mneme_cli.model.corpus import Place
from mneme_cli.model.rule import shared, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mneme_cli.decisions.compile import Compiled
    from mneme_cli.model.rule import Rule


def pairs(
    base: Compiled, head: Compiled, before: Sequence[Rule], after: Sequence[Rule]
) -> Iterator[tuple[Rule, Rule | None]]:
    """Yield every rule that is no longer what it was with what it goes on as, None = it is gone.

    before, after: the rules of both sides, as far as they are compared.
    """
    now = {rule.id: rule for rule in after}
    same = {said_by(rule) for rule in after}
    unnamed = {rule for _, rule in same}
    moved = renamed(base, head)
    for rule in before:
        if said_by(rule) in same or (shared(rule.id) and said_by(rule)[1] in unnamed):
            continue  # a second file has its number now, or did before
        new = now.get(rule.id) or now.get(moved.get(rule.id, ""))
        if new or not silent(head.corpus, place(base, head, rule.id).path):
            yield rule, new  # what cannot be read is not gone: nobody has said so


def renamed(base: Compiled, head: Compiled) -> Mapping[str, str]:
    """Return which rules went on under another record: old id → the rule of the same key in what superseded it."""
    live = {rule.id for rule in head.rules}
    found = {rule.id: heir(rule.id, head, live) for rule in base.rules}
    return {old: new for old, new in found.items() if new}


def said_by(rule: Rule) -> tuple[str, Rule]:
    """Return what a rule is called and what it says to the judge: equal ones are one rule."""
    return written(rule.id), rule._replace(id="", texts=0)


def unexcluded(rule: Rule, made: Compiled) -> Rule:
    """Take out what mneme.yaml excludes: that is told once, of all rules."""
    outside = tuple(glob for glob in rule.near.outside if glob not in made.excluded.inside)
    return rule._replace(near=rule.near._replace(outside=outside))


def place(base: Compiled, head: Compiled, rule: str) -> Place:
    """Point at the rule at head, else at its decision there, else at where it was."""
    for corpus in (head.corpus, base.corpus):
        for one in corpus.decisions:
            place = next((clause.place for clause in one.clauses if clause.id == rule), None)
            if place or one.id == rule.partition("#")[0]:
                return place or one.place
    return Place(path="")
