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

MOST, PLACES = 5, 8
"""A model needs the first few rules that it broke and the first few places of each, not all of them."""
_BASE = "of the base forbids"

STOPPED = "Do not retry by another tool. Change the edit, or ask a person for a waiver (mneme waive RULE)."
FINAL = "Do not retry by another tool. Change the edit: nobody can waive this rule."
LATER = "The change as a whole is stopped at the next gate unless another edit mends this."
"""Behind findings that let the edit land: their first words say so, and none says that it is blocked."""
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


def strayed(path: str) -> str:
    """Say that an edit would not land as it stands, and what was judged in its place: no line of it is in the file."""
    return f"The old text was not found in {path}, so the new text was judged as if it were appended."


def reason(verdict: Verdict, texts: Callable[[str], Texts], closing: str = STOPPED) -> str:
    """Say to a coding agent what is wrong, and what the allowed way is. closing: what follows from it."""
    found = [finding for finding in verdict.findings if finding.outcome != "allow"]
    broken: dict[tuple[str, str], list[Finding]] = {}
    for entry in groups(found):
        broken.setdefault((entry.lead.rule, _head(entry.lead, closing)), []).append(entry.lead)
    told = list(broken.items())
    lines = [line for (rule, head), leads in told[:MOST] for line in _told(head, leads, texts(rule))]
    left = sum(len(leads) for _, leads in told[MOST:])
    if left:
        lines.append(f"and {left} more of the same change.")
    final = all(texts(each.rule).level == "final" and not texts(each.rule).waivable_by for each in found)
    if closing == STOPPED:
        closing = ASKED if all(each.why_aside.startswith(APPROVABLE) for each in found) else FINAL if final else STOPPED
    return "\n".join([*lines, closing])


def _head(finding: Finding, closing: str) -> str:
    """Begin with what the rule makes of it, as far as the edit itself is concerned."""
    base = finding.why_aside == WHY
    if finding.outcome == "warn" and not base:
        return f"{finding.rule} warns of this:"
    if closing == LATER:
        return f"Allowed for now, and breaks {finding.rule}{' of the base' if base else ''}:"
    return f"{finding.rule} {_BASE if base else 'blocks'} this:"


def _told(head: str, leads: list[Finding], texts: Texts) -> list[str]:
    """Say a rule once: what it blocks, by place, its decision, and what to do instead."""
    leads = sorted(leads, key=lambda one: (one.source, one.line, one.target))
    decision = f"Decision: {texts.title}."
    if len(leads) == 1:
        out = [f"{head} {_place(leads[0])}", decision, *_notes(leads[0])]
    else:
        out = [head, *(" ".join(["-", _place(one), *_notes(one)]) for one in leads[:PLACES])]
        out += [f"and {len(leads) - PLACES} more of this rule."] if len(leads) > PLACES else []
        out.append(decision)
    if leads[0].why_aside == WHY:
        out.append("Only because the policy was changed in this work tree would it pass.")
    return [*out, f"Instead: {texts.say}"] if texts.say else out


def _place(finding: Finding) -> str:
    place = f"{finding.source}:{finding.line}" if finding.line else finding.source
    again = f" ({said})" if (said := finding.again(finding.source)) else ""
    return f"{place} {finding.claim}{again}."


def _notes(finding: Finding) -> list[str]:
    """Say what is special about one finding."""
    out = []
    if finding.led:
        where = finding.why_aside.removeprefix(HIDDEN)
        out.append(f"Only because a manifest says that the name means something else now would it pass{where}.")
    if finding.status == "due" and not finding.why_aside.startswith(APPROVABLE):
        out.append(f"It was there before, and is due: {finding.why_aside}.")
    if len(finding.chain) > 1:
        out.append("Chain: " + " -> ".join([finding.source, *(edge.target for edge in finding.chain)]) + ".")
    if finding.more:
        out.append(f"And {finding.more} more findings of this rule by the same edge or cycle.")
    return out
