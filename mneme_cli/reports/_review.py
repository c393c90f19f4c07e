"""A policy review as plain data and in words: every format says the same of it, and cuts it at the same length."""

from __future__ import annotations

from mneme_cli.model.review import HOWS, Review
from mneme_cli.reports._tally import count, graver, heap, stuck

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from mneme_cli.model.finding import Verdict
    from mneme_cli.model.page import Page
    from mneme_cli.model.problem import Problem
    from mneme_cli.model.review import Touch, Turn

MOST = 200
"""Parts and findings that a machine is told one by one; how many there are is always said."""
NEEDED = "approval needed"
"""What services are told as the name of a part of the policy that waits."""
SHOWN = 20
"""Those that a comment tells."""
FEW = 8
"""Those that a check tells, which has more to say; `mneme policy-diff` tells as many as a machine is told."""
EDITS, LEADS = "This change edits the policy it is judged by", "This change leads names elsewhere than before"
"""What a change does that would not pass without it."""
WEAKER = "W-WEAKER"
"""Problems that a review tells as what becomes of a rule."""


def data(review: Review) -> dict[str, Any]:
    """Return a review as it is described by `schemas/policy-review.schema.json`."""
    return {
        "counts": counts(review),
        "looser": len(review.looser),
        "open": len(review.open),
        "touches": [_touch(each) for each in review.touches[:MOST]],
        "findings": {
            "appear": {"count": len(review.appears), "shown": [_turn(each) for each in review.appears[:MOST]]},
            "vanish": {"count": len(review.vanishes), "shown": [_turn(each) for each in review.vanishes[:MOST]]},
        },
        "approval": {
            "on_policy_change": review.setting,
            "approvers": list(review.approvers),
            "owners_from": review.owners_from or None,
            "files": [{"path": each.path, "owners": list(each.owners)} for each in review.files[:MOST]],
        },
    }


def counts(review: Review) -> dict[str, int]:
    """Count the parts of the policy by what happens to them."""
    words = [each.how for each in review.touches]
    return {how: words.count(how) for how in HOWS}


def summed(review: Review) -> str:
    """Say in one sentence what happens (`2 rules go or weaken …`)."""
    plural = {"goes": "go", "weakens": "weaken", "changes": "change", "tightens": "tighten", "appears": "appear"}
    plural["renamed"] = "renamed"
    said = [f"{many} {how if many == 1 else plural[how]}" for how, many in counts(review).items() if many]
    return ", ".join(said) or "no rule, waiver or setting is another one"


def title(touch: Touch) -> str:
    """Name a part for people."""
    return f"waiver {touch.what}" if touch.kind == "waiver" else touch.what


def who(touch: Touch, review: Review) -> str:
    """Say who has to approve, or has, "" where nothing is loosened or nobody is asked."""
    if not touch.looser or review.setting == "allow":
        return ""
    if touch.by:
        return f"approved by {touch.by}"
    if touch.nobody:
        return "needs an approval that nobody can give: the rule is final and names nobody"
    said = " or ".join(touch.may)
    return f"needs approval: {said}" if said else _NOBODY


_NOBODY = (
    "needs approval, and the mneme.yaml of the base names no `approvers`, which alone count: name them there first"
)
"""A change cannot name who approves it."""


def problems(page: Page) -> tuple[Problem, ...]:
    """Return the problems for people, the graver first: what the review of the policy tells is not told twice."""
    told = page.review is not None
    return tuple(sorted((one for one in page.verdict.problems if not told or one.code != WEAKER), key=graver))


def beside(page: Page) -> tuple[Problem, ...]:
    """Return the problems for services, which are told nothing of the review but what waits: that is not told twice."""
    told = {touch.what.split()[0] for touch, _ in waiting(page)}
    left = (one for one in page.verdict.problems if one.code != WEAKER or told.isdisjoint(_words(one.message)))
    return tuple(sorted(left, key=graver))


def _words(text: str) -> list[str]:
    return [word.strip(",:`") for word in text.split()]


def waits(review: Review) -> str:
    """Say that a part still waits for somebody, "" if none does."""
    many = len(review.open)
    need = "it needs" if many == 1 else "they need"
    return f"{count(many, 'change')} of the policy without the approval that {need}" if many else ""


def waiting(page: Page) -> tuple[tuple[Touch, str], ...]:
    """Return the parts of the policy that hold a change up by themselves, each in one sentence.

    () = nothing holds it up, or a finding does, or rules that contradict each other: these are told as what they are.
    """
    verdict, review = page.verdict, page.review
    if review is None or stuck(verdict) or verdict.outcome not in ("ask", "block"):
        return ()
    loud = any(heap(one) in ("ask", "block") for one in verdict.findings)
    if loud or any(one.code == "E-CONFLICT" for one in verdict.problems):
        return ()
    return tuple(
        (each, f"{title(each)} {each.how}: {'; '.join(filter(None, (*each.says, who(each, review))))}")
        for each in review.open
    )


def parted(verdict: Verdict) -> tuple[list[str], list[str]]:
    """Return the rules that would stop a change if it did not change them, or lead names elsewhere, each by its way."""
    led = {one.rule for one in verdict.findings if one.led}
    changed = sorted(verdict.changed_policy)
    return [one for one in changed if one not in led], [one for one in changed if one in led]


def passing(verdict: Verdict) -> list[str]:
    """Say why a change would not pass without what it does to the policy, or to what names mean."""
    weaker, other = parted(verdict)
    out = [f"this change passes only because it changes {', '.join(weaker)}"] if weaker else []
    if other:
        out.append(f"this change leads names elsewhere than before, so that {', '.join(other)} finds less")
    return out


def told(turn: Turn) -> str:
    """Write where a finding is, and what it says."""
    one = turn.finding
    return f"{one.source}{f':{one.line}' if one.line else ''}"


def claim(turn: Turn) -> str:
    """Write what is seen there, and what makes the difference."""
    more = f" and {turn.finding.more} more inside it" if turn.finding.more else ""
    return f"{turn.finding.claim}{more} ({turn.why})"


def _touch(one: Touch) -> dict[str, Any]:
    kept = {key: getattr(one, key) for key in ("kind", "what", "how", "path", "line", "looser", "nobody")}
    return {**kept, "says": list(one.says), "may_approve": list(one.may), "approved_by": one.by or None}


def _turn(one: Turn) -> dict[str, Any]:
    kept = {"rule": one.finding.rule, "path": one.finding.source, "line": one.finding.line}
    return {**kept, "claim": one.finding.claim, "target": one.finding.target, "why": one.why}
