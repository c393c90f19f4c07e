"""`mneme waive`: a temporary exception in a file of its own, so that code owners can guard it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.commands import _find
from mneme_cli.commands._record import record
from mneme_cli.commands._seen import seen
from mneme_cli.commands.new import Written
from mneme_cli.decisions.known import nearest
from mneme_cli.decisions.paper import folder, next_id, slug
from mneme_cli.decisions.write import render_waiver
from mneme_cli.errors import MnemeError
from mneme_cli.model.corpus import Waiver
from mneme_cli.model.day import parse, show

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mneme_cli.model.corpus import Clause, Corpus


def waive(
    root: str, corpus: Corpus, rule: str, *, inside: tuple[str, ...], until: str, by: str, because: str
) -> Written:
    """Write a waiver of one rule. until: YYYY-MM-DD, inclusive.

    Raises:
        MnemeError: the rule does not exist or is not in force, nobody may waive it, or a value is missing or past.
    """
    owner, clause = _find.rule(corpus, rule)
    _find.alone(corpus, owner)
    _refuse(corpus, clause, by)
    last = _until(until, corpus.as_of)
    because = " ".join(because.split())
    if because in ("", "WHY"):
        raise MnemeError("a waiver needs a reason", '--because "vendor-x 3.x imports requests; upgrade is BILL-812"')
    if not inside:
        raise MnemeError("a waiver needs a place", "--in src/billing/vendor_x/** (repeat it for several)")
    name = next_id((one.id for one in corpus.waivers), prefix="W-")
    one = Waiver(id=name, waives=(clause.id,), until=last, approved_by=by, because=because, inside=inside)
    text = render_waiver(one)
    path = f"{folder(corpus)}/{'-'.join(filter(None, (name, slug(clause.id))))}.yaml"
    record(root, path, text)
    return Written(id=name, path=path, text=text)


def places(corpus: Corpus, rule: str, given: Iterable[str]) -> tuple[str, ...]:
    """Read the places of a waiver; where its rule never speaks, it would excuse nothing, ever.

    Raises:
        MnemeError: there is no such rule, it speaks elsewhere, or a place is nowhere.
    """
    name = _find.rule(corpus, rule)[1].id
    found = seen(given, corpus.as_of)
    here = next((one for one in found.compiled.rules if one.id == name), None)
    if here and not here.everywhere and not any(here.near.holds(path) for path in found.files):
        where = ", ".join(here.near.inside)
        raise MnemeError(f"{name} does not speak in {', '.join(found.texts)}", f"it speaks in {where}")
    return found.texts


def _refuse(corpus: Corpus, clause: Clause, by: str) -> None:
    if clause.id not in corpus.live:
        raise MnemeError(f"{clause.id} is not in force", f"there is nothing to waive; mneme show {clause.id}")
    if clause.level == "final" and not clause.waivable_by:
        raise MnemeError(f"{clause.id} is final and nobody may waive it", "change the code, or the decision")
    allowed = clause.waivable_by or corpus.settings.approvers
    if by.strip() in ("", "NAME"):
        raise MnemeError("a waiver needs somebody who approves it", f"--by {allowed[0] if allowed else 'NAME'}")
    if allowed and by not in allowed:
        near = nearest(by, allowed)
        hint = f"did you mean {near}? " if near else ""
        raise MnemeError(f"{by} may not waive {clause.id}", f"{hint}one of: {', '.join(sorted(allowed))}")


def _until(until: str, as_of: int) -> int:
    try:
        last = parse(until)
    except ValueError:
        fix = f"write YYYY-MM-DD, for example --until {show(as_of + 90)}"
        raise MnemeError(f"'{until}' is not a calendar day", fix) from None
    if last < as_of:
        raise MnemeError(f"{until} has passed: it is {show(as_of)}", f"for example --until {show(as_of + 90)}")
    return last
