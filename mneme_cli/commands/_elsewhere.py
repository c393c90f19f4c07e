"""Rules that a check still judges by, though the tree at hand has them no more, or not yet: a report names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.commands import _named
from mneme_cli.errors import MnemeError
from mneme_cli.evidence.stored import Commit
from mneme_cli.pipeline.corpus import bundle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mneme_cli.model.corpus import Corpus
    from mneme_cli.model.tree import Tree
    from mneme_cli.pipeline.sources import Ends


def elsewhere(found: Ends, what: str, corpus: Corpus, day: int) -> Iterator[tuple[Tree, tuple[str, ...], str]]:
    """Yield the trees that have the rules which a word means, these rules, and what has become of them.

    corpus: of the tree at hand, which has none of them.
    """
    here = {clause.id for one in corpus.decisions for clause in one.clauses}
    for tree, said in _trees(found):
        try:
            rules = _named.rules(bundle(tree, day).compiled.corpus, what)
        except MnemeError:
            continue
        if rules and here.isdisjoint(rules):
            yield tree, rules, said


def _trees(found: Ends) -> Iterator[tuple[Tree, str]]:
    """Yield where the change began, and the tip of the base branch."""
    if found.changed.changes:
        yield found.before, "removed by this change"
    if found.changed.tip and found.changed.tip != found.changed.base:
        yield Commit(found.repository, found.changed.tip), "in force on the base branch alone"
