"""A verdict in a few lines for the one who asked: which rule, which decision, which line, and what to do instead."""

from __future__ import annotations

from mneme_cli.model.entry import entries

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from mneme_cli.model.finding import Finding, Verdict
    from mneme_cli.model.rule import Texts

MOST = 5
"""A model needs the first few findings, not all of them."""


_STOPPED = "Do not retry by another tool. Change the edit, or ask a person for a waiver (mneme waive RULE)."
_FINAL = "Do not retry by another tool. Change the edit: nobody can waive this rule."
_LATER = "The edit itself is allowed; the change as a whole will be stopped unless another edit mends this."


def reason(verdict: Verdict, texts: Callable[[str], Texts], stopped: bool = True) -> str:
    """Say to a coding agent why its edit is stopped (or will be, at the next gate) and what the allowed way is."""
    found = [finding for finding in verdict.findings if finding.outcome in ("block", "ask")]
    told = entries(found)
    lines = [line for entry in told[:MOST] for line in _told(entry.lead, texts(entry.lead.rule))]
    if len(told) > MOST:
        lines.append(f"and {len(told) - MOST} more of the same change.")
    final = all(texts(each.rule).level == "final" and not texts(each.rule).waivable_by for each in found)
    lines.append((_FINAL if final else _STOPPED) if stopped else _LATER)
    return "\n".join(lines)


def _told(finding: Finding, texts: Texts) -> list[str]:
    place = f"{finding.source}:{finding.line}" if finding.line else finding.source
    out = [f"{finding.rule} blocks this: {place} {finding.claim}.", f"Decision: {texts.title}."]
    if len(finding.chain) > 1:
        out.append("Chain: " + " -> ".join([finding.source, *(edge.target for edge in finding.chain)]) + ".")
    if finding.more:
        out.append(f"And {finding.more} more findings of this rule by the same edge or cycle.")
    if texts.say:
        out.append(f"Instead: {texts.say}")
    return out
