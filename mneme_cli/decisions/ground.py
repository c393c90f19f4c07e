"""What could not be read says nothing: that is told, and nothing that merely follows from it.

A broken mneme.yaml takes away what decisions stand on, and a rule with an error is gone only until it is mended: nobody
has removed it, undone its decision or paid its debt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mneme_cli.decisions.compile import Compiled
    from mneme_cli.model.corpus import Corpus
    from mneme_cli.model.problem import Problem

CONFIG = "mneme.yaml"
_FOLLOWING = ("E-SCHEMA", "E-EMPTY", "E-APPROVER")
"""What a name, a component or an approver that could not be read brings about in files that are sound."""


def shaken(corpus: Corpus) -> bool:
    """Tell whether mneme.yaml could not be read as a whole, so that names in decisions may mean nothing."""
    return any(one.path == CONFIG and one.fatal and one.code != "E-EMPTY" for one in corpus.problems)


def unread(corpus: Corpus) -> frozenset[str]:
    """Return the files with an error, so that what they no longer say means nothing."""
    return frozenset(one.path for one in corpus.problems if one.fatal and one.path)


def silent(corpus: Corpus, path: str) -> bool:
    """Tell whether it means nothing that a rule of this file is gone: its file, or mneme.yaml, has an error.

    So has a tree without any decision, whose folders are most likely not those that mneme.yaml names.
    """
    return not corpus.decisions or not unread(corpus).isdisjoint((path, CONFIG))


def grounded(made: Compiled, told: Iterable[Problem]) -> Compiled:
    """Leave out the problems that follow from a broken mneme.yaml. told: what the readers of the files have said."""
    if not shaken(made.corpus):
        return made
    known = set(told)
    kept = (one for one in made.corpus.problems if one.path == CONFIG or one in known or one.code not in _FOLLOWING)
    return made._replace(musts=(), corpus=made.corpus._replace(problems=tuple(kept)))
