"""What sets findings of a rule aside: overrides of live decisions, waivers, `except`. Tags on findings, never holes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.decisions.enact import SPEAKING, speaks
from mneme_cli.decisions.join import joined
from mneme_cli.decisions.known import nearest, problem, spot
from mneme_cli.decisions.links import level
from mneme_cli.decisions.reader import Reader
from mneme_cli.model.region import EVERYWHERE, Region
from mneme_cli.model.rule import Aside

if TYPE_CHECKING:
    from mneme_cli.decisions.docket import Docket
    from mneme_cli.decisions.known import Known
    from mneme_cli.model.corpus import Clause, Decision, Link, Settings, Waiver
    from mneme_cli.model.problem import Problem

    Tags = dict[str, list[Aside]]
    Written = dict[tuple[str, Aside], Link]


def overrides(today: Docket, links: Written) -> tuple[Tags, list[Problem]]:
    """Return rule id → overrides that hold today, each inside its holder's scope.

    links: gets the link that says each, as one decision may override a rule in several places.
    """
    out: Tags = {}
    problems: list[Problem] = []
    for link in today.standing.links:
        holder = today.known.decisions[link.source] if link.kind == "overrides" else None
        if holder and holder.status in SPEAKING and holder.id not in today.removed:
            reader = Reader(today.words(holder.pack, False), problems)
            where = _within(_inside(reader, link), reader.region(holder, "scope", holder.scope))
            tag = Aside(how="override", by=holder.id, why=link.because, where=where)
            if speaks(holder, today.removed, today.as_of):
                out.setdefault(link.target, []).append(tag)
                links[link.target, tag] = link
    return out, problems


def waivers(today: Docket) -> tuple[Tags, list[Problem]]:
    """Return rule id → waivers with a valid approver; those that ended stay, so that their findings fall due."""
    out: Tags = {}
    problems: list[Problem] = []
    for link in today.standing.waives:
        waiver = _holder(today.known, link)
        decision, clause = today.known.rules[link.target]
        wrong = _approver(waiver, decision, clause, today.settings) if today.as_of <= waiver.until else None
        if wrong:
            problems.append(wrong)
            continue
        where = _inside(Reader(today.words(waiver.pack, False), problems), link, waiver)
        out.setdefault(link.target, []).append(_excused(waiver, where))
    return out, problems


def _holder(known: Known, link: Link) -> Waiver:
    """Return the waiver whose file holds a link; several files may carry one id."""
    named = [waiver for waiver in known.waivers if waiver.id == link.source]
    return next((waiver for waiver in named if waiver.place.path == link.place.path), named[-1])


def _excused(waiver: Waiver, where: Region) -> Aside:
    return Aside(
        how="waiver",
        by=waiver.id,
        why=waiver.because,
        where=where,
        until=waiver.until,
        approver=waiver.approved_by,
    )


def excuses(clause: Clause, reader: Reader) -> tuple[Aside, ...]:
    """Compile `except`: `importer`, `importer -> target` or `-> target`, each with its reason."""
    out = []
    for what, why, hide in clause.excuses:
        place = spot(clause, f"except.{what}")
        left, arrow, right = (part.strip() for part in what.partition("->"))
        if arrow and not right:
            said = f"'{what}' has an arrow and no target"
            reader.problems.append(problem("E-SCHEMA", place, said, f"write `{left} -> what it may import`"))
            continue
        where = reader.at(left, place, here=True).region if left else EVERYWHERE
        target = (reader.at(right, place),) if arrow else ()
        out.append(Aside(how="except", by=what, why=why, where=where, target=target, hide=hide))
    return tuple(sorted(out))


def _inside(reader: Reader, link: Link, waiver: Waiver | None = None) -> Region:
    if not link.inside:
        return EVERYWHERE
    places = [spot(waiver, f"in.{at}") if waiver else link.place for at in range(len(link.inside))]
    each = (reader.at(text, place, here=True).region for text, place in zip(link.inside, places, strict=True))
    return joined(each, places[0], reader.problems)


def _within(region: Region, scope: Region) -> Region:
    return region if scope == EVERYWHERE else region._replace(allof=(*region.allof, scope))


def _approver(waiver: Waiver, decision: Decision, clause: Clause, settings: Settings) -> Problem | None:
    final = level(decision, clause) == "final"
    valid = clause.waivable_by if clause.waivable_by or final else settings.approvers
    if waiver.approved_by in valid or (waiver.approved_by and not valid and not final):
        return None
    said = f"{waiver.id} waives {clause.id}, and '{waiver.approved_by}' may not approve that"
    if final and not valid:
        fix = "the rule is final and has no `waivable_by`: nobody may waive it; remove the waiver"
    else:
        name = nearest(waiver.approved_by, valid) or next(iter(valid), "NAME")
        fix = f"write `approved_by: {name}`; it takes one of: {', '.join(valid) or 'anybody, by name'}"
    place = spot(waiver, "approved_by")
    return problem("E-APPROVER", place, said, f"line {place.line}: {fix}")
