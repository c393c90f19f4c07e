"""`mneme supersede`: a newer decision in the place of an older one, starting from the rules the older one has."""

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


def supersede(
    root: str, corpus: Corpus, old: str, title: str = "", status: str = "proposed", by: tuple[str, ...] = ()
) -> Written:
    """Write a decision that supersedes another; the older file is not touched, a link stands in one place only.

    Scope and rules are copied, so that nothing becomes ungoverned by forgetting it.

    Raises:
        MnemeError: there is no such decision, it comes from a pack, or somebody superseded it before.
    """
    gone = _find.decision(corpus, old)
    _find.alone(corpus, gone)
    whole(corpus, gone)
    if gone.authority == 0:
        fix = "override its rules in your scope (`overrides:`), or change it upstream"
        raise MnemeError(f"{gone.id} is the organisation's: a repository cannot supersede it", fix)
    state = corpus.states.get(gone.id)
    if state is not None and state.state == "superseded" and state.by:
        raise MnemeError(f"{gone.id} is superseded by {state.by[0]}", f"mneme supersede {state.by[0]}")
    rules = {one.id.partition("#")[2]: copied(one, corpus.as_of) for one in gone.clauses}
    more = dump({"supersedes": [gone.id]}) + (dump({"rules": rules}) if rules else "")
    title = title or gone.title
    return write(root, corpus, title, status, by, scope=gone.scope, more=more)
