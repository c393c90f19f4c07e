"""A verdict in a few lines for the one who asked: which rule, which decision, which line, and what to do instead."""

from __future__ import annotations

from mneme_cli.judge.review import APPROVABLE, WHY
from mneme_cli.model.finding import HIDDEN
from mneme_cli.model.group import groups

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from mneme_cli.model.fact import Skipped
    from mneme_cli.model.finding import Finding, Verdict
    from mneme_cli.model.rule import Texts

MOST = 5
"""A model needs the first few findings, not all of them."""


STOPPED = "Do not retry by another tool. Change the edit, or ask a person for a waiver (mneme waive RULE)."
FINAL = "Do not retry by another tool. Change the edit: nobody can waive this rule."
LATER = "The edit itself is allowed; the change as a whole will be stopped unless another edit mends this."
ASKED = "Do not retry by another tool. Change the edit, or let a person approve the change of the policy."
ADVICE = "It is advice; the edit is allowed."
WRITTEN = "It is on disk already. Put it right before you go on, and not by another way round the rule."
ENDED = (
    "This stands in the work tree and will not pass the next gate. Mend it; if you cannot, say so to the person, "
    "who alone can give a waiver (mneme waive RULE)."
)


def unread(one: Skipped) -> str:
    """Say that a file was not judged: silence would read as "all is well"."""
    place = f"{one.path}:{one.line}" if one.line else one.path
    return f"Not judged: {place} {one.why}. Put that right, or see what `mneme check` says."


def reason(verdict: Verdict, texts: Callable[[str], Texts], closing: str = STOPPED) -> str:
    """Say to a coding agent what is wrong, and what the allowed way is. closing: what follows from it."""
    found = [finding for finding in verdict.findings if finding.outcome != "allow"]
    told = groups(found)
    lines = [line for entry in told[:MOST] for line in _told(entry.lead, texts(entry.lead.rule))]
    if len(told) > MOST:
        lines.append(f"and {len(told) - MOST} more of the same change.")
    final = all(texts(each.rule).level == "final" and not texts(each.rule).waivable_by for each in found)
    if closing == STOPPED:
        closing = ASKED if all(each.why_aside in APPROVABLE for each in found) else FINAL if final else STOPPED
    return "\n".join([*lines, closing])


def _told(finding: Finding, texts: Texts) -> list[str]:
    place = f"{finding.source}:{finding.line}" if finding.line else finding.source
    verb = "warns of" if finding.outcome == "warn" else "blocks"
    again = f" ({said})" if (said := finding.again(finding.source)) else ""
    out = [f"{finding.rule} {verb} this: {place} {finding.claim}{again}.", f"Decision: {texts.title}."]
    if finding.why_aside == WHY:
        out[0] = f"{finding.rule} of the base forbids this: {place} {finding.claim}{again}."
        out.append("Only because the policy was changed in this work tree would it pass.")
    elif finding.why_aside == HIDDEN:
        out.append("Only because a manifest says that the name means something else now would it pass.")
    elif finding.status == "due":
        out.append(f"It was there before, and is due: {finding.why_aside}.")
    if len(finding.chain) > 1:
        out.append("Chain: " + " -> ".join([finding.source, *(edge.target for edge in finding.chain)]) + ".")
    if finding.more:
        out.append(f"And {finding.more} more findings of this rule by the same edge or cycle.")
    if texts.say:
        out.append(f"Instead: {texts.say}")
    return out
