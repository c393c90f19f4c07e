"""Which rules bear on a place, in which order: a question of regions alone, so the same answer on every machine."""

from __future__ import annotations

from mneme_cli.model.packet import BINDING, Duty, Excuse
from mneme_cli.packets.quote import clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mneme_cli.model.policy import Policy
    from mneme_cli.model.region import Region
    from mneme_cli.model.rule import Aside, Rule

_TEXT, _ID, _PATH, _NAMES = 300, 100, 160, 5
"""Characters of a sentence, an id and a path; names in a list."""


def select(policy: Policy, numbers: Iterable[int], places: Sequence[str]) -> tuple[Rule, ...]:
    """Return the rules of these numbers that touch a place: the most binding first, then by id.

    Generous about folders: it may tell of a rule that finds nothing to govern there, and never leaves one out.
    """
    where = tuple(places) or ("",)
    found = [rule for rule in map(policy.rule, numbers) if any(_bears(rule, place) for place in where)]
    return tuple(sorted(found, key=lambda rule: (BINDING.index(rule.level), rule.id.partition("#"))))


def told(
    policy: Policy, rule: Rule, places: Sequence[str], approvers: Sequence[str], *, steady: bool
) -> tuple[str, Duty]:
    """Return the title of a rule's decision, and what the rule asks of whoever works in these places."""
    texts = policy.texts(rule.texts)
    who = tuple(clean(name, _ID) for name in rule.waivable_by) or (() if rule.level == "final" else tuple(approvers))
    return clean(texts.title, _PATH), Duty(
        id=clean(rule.id, _ID),
        level=rule.level,
        do=clean(texts.say, _TEXT),
        rule=clean(texts.line, _TEXT),
        late=rule.moment == "change",
        who=who,
        closed=rule.level == "final" and not who,
        written=clean(texts.source, _PATH),
        excuses=() if steady else _excuses(rule, places, policy.since),
    )


def _bears(rule: Rule, place: str) -> bool:
    """Tell whether a rule speaks at a place, and nothing there is set aside for good."""
    return rule.near.touches(place) and not any(_gone(each, place) for each in rule.asides)


def _gone(each: Aside, place: str) -> bool:
    return each.how != "waiver" and not each.target and not each.until and each.where.fills(place)


def _excuses(rule: Rule, places: Sequence[str], since: int) -> tuple[Excuse, ...]:
    """Return the waivers in force there. A policy holds for days on which none of them ends: since tells for all."""
    holding = [each for each in rule.asides if each.how == "waiver" and each.until >= since]
    found = [each for each in holding if any(each.where.touches(place) for place in places or ("",))]
    return tuple(Excuse(by=clean(each.by, _ID), where=_spelled(each.where), until=each.until) for each in found)


def _spelled(region: Region) -> tuple[str, ...]:
    """Write where a waiver holds: a file as it was named, without the folder that it could be."""
    globs = [glob for glob in region.inside if glob.removesuffix("/**") == glob or glob[:-3] not in region.inside]
    more = len(globs) - _NAMES
    return (*(clean(glob, _PATH) for glob in globs[:_NAMES]), *([f"{more} more"] if more > 0 else []))
