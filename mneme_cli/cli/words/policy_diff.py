"""`mneme policy-diff` for people, for a comment on a pull request, and for machines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.cli.data import write
from mneme_cli.judge.review import GROWN
from mneme_cli.model.day import show
from mneme_cli.model.visible import visible
from mneme_cli.reports._markdown.escape import code
from mneme_cli.reports._markdown.review import items
from mneme_cli.reports._review import data, waits
from mneme_cli.reports.text.finding import heading
from mneme_cli.reports.text.rest import problem
from mneme_cli.reports.text.review import lines as told
from mneme_cli.reports.text.spans import wrap

if TYPE_CHECKING:
    from mneme_cli.commands.policy_diff import Reviewed
    from mneme_cli.model.finding import Finding
    from mneme_cli.reports.text.spans import Line

_SHOWN = 20
_ONLY, _NEW = "Passes only by this change", "Brought by this change, and accepted in the baseline at once"
_WORDS = {"allow": "allowed", "ask": "approval needed", "block": "blocked: on_policy_change is block"}


def lines(found: Reviewed, width: int) -> list[Line]:
    """Write the review, what passes only by it, and what that comes to."""
    made = told(found.review, width)
    passing = tuple(each for each in found.open if each.why_aside != GROWN)
    new = tuple(each for each in found.open if each.why_aside == GROWN)
    for title, some in ((_ONLY, passing), (_NEW, new), ("Approved", found.let)):
        made += [(), ((title, "title"),)] if some else []
        for one in some[:_SHOWN]:
            made += heading(one, width, word=_word(one))
        made += [((f"  and {len(some) - _SHOWN} more", "dim"),)] if len(some) > _SHOWN else []
    for wrong in (each for each in found.page.verdict.problems if each.fatal):
        made += [(), *problem(wrong, width)]
    style = {"allow": "good", "ask": "ask"}.get(found.outcome, "block") if found.exit != 2 else "block"
    return [*made, (), *(((line, style),) for line in wrap(_summed(found), width))]


def _word(one: Finding) -> str:
    return "approved" if one.aside else one.outcome


def markdown(found: Reviewed) -> str:
    """Write the same as a section of Markdown."""
    head, *rest = items(found.review)
    some = [f"- **{_title(each)}**: {code(each.rule)} {code(each.source)}" for each in found.open[:_SHOWN]]
    left = [f"- and {len(found.open) - _SHOWN} more"] if len(found.open) > _SHOWN else []
    return "\n".join([f"### Policy: {head}", *rest, *some, *left, "", f"**{_summed(found, plain=True)}**", ""])


def _title(one: Finding) -> str:
    title = _NEW if one.why_aside == GROWN else _ONLY
    return title[0].lower() + title[1:]


def json(found: Reviewed) -> str:
    """Write the review, version 1 of `schemas/policy-review.schema.json`."""
    verdict = found.page.verdict
    return write(
        engine=found.page.version,
        as_of=show(verdict.as_of),
        base=found.page.base or None,
        head=found.page.head or None,
        outcome=found.outcome,
        judged=found.exit != 2,
        approved_by=verdict.approved_by or None,
        changed_policy=sorted(verdict.changed_policy),
        open=[{"rule": one.rule, "path": one.source, "line": one.line, "outcome": one.outcome} for one in found.open],
        policy=data(found.review),
    )


def _summed(found: Reviewed, *, plain: bool = False) -> str:
    """Say what it comes to."""
    verdict = found.page.verdict
    if found.exit == 2:
        return "cannot judge: `mneme check` says what has to be mended first".replace("`", "" if plain else "`")
    new = sum(each.why_aside == GROWN for each in found.open)
    many = len(found.open) - new
    said = [f"{many} finding{'s pass' if many > 1 else ' passes'} only by this change"] if many else []
    said += [waits(found.review)] if found.review.open else []
    if new:
        told = f"{new} finding{'s are' if new > 1 else ' is'} new with this change, and {GROWN}"
        return ", ".join([f"blocked: {told}", *said])
    if said:
        return f"{_WORDS[found.outcome]}: {', '.join(said)}"
    by = f", approved by {visible(verdict.approved_by)}" if verdict.approved_by else ""
    return f"allowed{by}" + ("" if found.review.touches else ": the policy is what it was")
