"""Which rules bear on a place, in which order: a question of regions alone, so the same answer on every machine."""

from __future__ import annotations

from mneme_cli.model.packet import BINDING, Duty, Excuse
from mneme_cli.model.scan import loads
from mneme_cli.packets.quote import clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mneme_cli.model.packet import Asked
    from mneme_cli.model.region import Region
    from mneme_cli.model.rule import Aside, Rule, Texts

TEXT, ID, PATH, GLOBS = 300, 100, 160, 5
"""Characters of a sentence, an id and a path; globs of a waiver."""


def select(rules: Iterable[Rule], places: Sequence[str]) -> tuple[Rule, ...]:
    """Return the rules that touch a place: the most binding first, then by id.

    Generous about folders: it may tell of a rule that finds nothing to govern there, and never leaves one out.
    """
    found = [rule for rule in rules if any(_bears(rule, place) for place in places or ("",))]
    return tuple(sorted(found, key=lambda rule: (BINDING.index(rule.level), rule.id.partition("#"))))


def told(texts: Texts, rule: Rule, asked: Asked) -> tuple[str, Duty]:
    """Return the title of a rule's decision, and what the rule asks of whoever works in these places."""
    named = tuple(clean(name, ID) for name in rule.waivable_by)
    who = named or (() if rule.level == "final" else asked.approvers)
    return clean(texts.title, PATH), Duty(
        id=clean(rule.id, ID),
        level=rule.level,
        do=clean(texts.say, TEXT),
        rule=clean(texts.line, TEXT),
        late=rule.moment == "change",
        who=who,
        closed=rule.level == "final" and not who,
        written=clean(texts.source, PATH),
        excuses=_excuses(rule, asked),
    )


def _bears(rule: Rule, place: str) -> bool:
    """Tell whether a rule speaks at a place, and nothing there is set aside for good."""
    if not rule.near.touches(place) or any(_gone(each, place) for each in rule.asides):
        return False
    if rule.relation == "paths":  # what is done to a file elsewhere is no business of this rule
        return any(each.region.touches(place) for each in rule.far)
    return not (rule.kind == "protect" and _let_in(rule, place))


def _let_in(rule: Rule, place: str) -> bool:
    """Tell whether `allow` lets the whole place in; what a capture binds may do so for one entry and not another."""
    if any("{" in glob for each in rule.far for glob in each.region.inside):
        return False
    return any(each.region.fills(place) for each in rule.far[loads(rule.terms)["allow"] :])


def _gone(each: Aside, place: str) -> bool:
    return each.how != "waiver" and not each.target and not each.until and each.where.fills(place)


def _excuses(rule: Rule, asked: Asked) -> tuple[Excuse, ...]:
    """Return what is excused there: the waivers in force, then the exceptions that a decision makes for good.

    A policy holds for days on which no waiver ends: since tells for all.
    """
    found = [each for each in rule.asides if any(each.where.touches(place) for place in asked.places or ("",))]
    waivers = [each for each in found if each.how == "waiver" and each.until >= asked.since]
    lasting = [each for each in found if each.how != "waiver" and not each.until]
    return tuple(map(_excuse, (*(() if asked.style.steady else waivers), *lasting)))


def _excuse(each: Aside) -> Excuse:
    where = () if each.how == "except" else _spelled(each.where)
    why = "" if each.how == "waiver" else clean(each.why, TEXT)
    return Excuse(by=clean(each.by, ID), where=where, until=each.until, how=each.how, why=why)


def _spelled(region: Region) -> tuple[str, ...]:
    """Write where a waiver holds: a file as it was named, without the folder that it could be."""
    globs = [glob for glob in region.inside if glob.removesuffix("/**") == glob or glob[:-3] not in region.inside]
    more = len(globs) - GLOBS
    return (*(clean(glob, PATH) for glob in globs[:GLOBS]), *([f"{more} more"] if more > 0 else []))
