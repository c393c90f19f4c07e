"""What a change does to the rules on days to come, by the records of both sides compiled for each of those days."""

from __future__ import annotations

from mneme_cli.decisions.reviewing.days import days
from mneme_cli.decisions.reviewing.rules import rules
from mneme_cli.model.day import show
from mneme_cli.pipeline.corpus import bundle

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from mneme_cli.decisions.compile import Compiled
    from mneme_cli.model.review import Touch
    from mneme_cli.model.tree import Tree


def ahead(
    trees: tuple[Tree, Tree], today: tuple[Compiled, Compiled], told: Iterable[Touch], files: Sequence[str]
) -> tuple[Touch, ...]:
    """Return what happens to rules later, each on its first day; what is told of today is not told again.

    trees, today: of before the change and after it, and what they come to today.
    """
    known = {_said(each) for each in told}
    out: list[Touch] = []
    for day in days(*today):
        then, now = (bundle(tree, day).compiled for tree in trees)
        due = {rule.id for rule in then.rules if rule.began}
        then, now = _begun(then, due), _begun(now, due)
        new = [each for each in rules(then, now, files) if _said(each) not in known]
        known.update(map(_said, new))
        out += [_dated(each, day) for each in new]
    return tuple(out)


def _begun(made: Compiled, due: Collection[str]) -> Compiled:
    """Leave of when a rule began only whether what fell due by that before falls due no longer.

    What lies between two days is told of the first of them, and a finding that falls due is no loosening.
    """
    return made._replace(
        rules=tuple(rule._replace(began=int(rule.began > 0 and rule.id in due)) for rule in made.rules)
    )


def _said(one: Touch) -> tuple[str, str, tuple[str, ...]]:
    return one.what, one.how, one.says


def _dated(one: Touch, day: int) -> Touch:
    first, *rest = one.says
    return one._replace(says=(f"from {show(day)}: {first}", *rest))
