"""`mneme amend`: a newer decision in the place of one rule of an older one; the rest of the older stays in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.commands import _find
from mneme_cli.commands._record import whole
from mneme_cli.commands.new import write
from mneme_cli.decisions.paper import copied, dump
from mneme_cli.errors import MnemeError

if TYPE_CHECKING:
    from mneme_cli.commands.new import Written
    from mneme_cli.model.corpus import Corpus


def amend(
    root: str, corpus: Corpus, name: str, title: str = "", status: str = "proposed", by: tuple[str, ...] = ()
) -> Written:
    """Write a decision that amends one rule, and starts from what the rule says now.

    Raises:
        MnemeError: there is no such rule, it comes from a pack, or another decision removed it already.
    """
    owner, rule = _find.rule(corpus, name)
    _find.alone(corpus, owner)
    whole(corpus, owner)
    if owner.authority == 0:
        fix = "override it in your scope (`overrides:`), or change it upstream"
        raise MnemeError(f"{rule.id} is the organisation's: a repository cannot amend it", fix)
    state = corpus.states.get(rule.id)
    if state is not None and state.state in ("superseded", "amended") and state.by:
        raise MnemeError(f"{rule.id} was replaced by {state.by[0]}", f"mneme show {state.by[0]}")
    key = rule.id.partition("#")[2]
    more = dump({"amends": [rule.id]}) + dump({"rules": {key: copied(rule, corpus.as_of)}})
    return write(root, corpus, title or f"{owner.title} ({key})", status, by, scope=owner.scope, more=more)
