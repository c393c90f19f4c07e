"""What several repositories, or several questions, say to one event: one answer, as strict as the strictest."""

from __future__ import annotations

from mneme_cli.model.event import Reply
from mneme_cli.model.finding import OUTCOMES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


def joined(replies: Iterable[Reply]) -> Reply:
    """Join replies; a client hears a reason or a context, so beside an objection the context is part of it."""
    said = [each for each in replies if each != Reply()]
    if len(said) < 2:
        return said[0] if said else Reply()
    outcome = max((each.outcome for each in said), key=OUTCOMES.index)
    told = "; ".join(each.told for each in said if each.told)
    contexts = [each.context for each in said if each.context]
    reasons = [each.reason for each in said if each.reason]
    if not reasons:
        return Reply(outcome, context="\n".join(contexts), told=told)
    return Reply(outcome, reason="\n".join([*reasons, *contexts]), told=told)
