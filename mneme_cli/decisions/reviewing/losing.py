"""Which rules lose files that a change leaves alone: who alone may waive a rule is asked before it loses any.

What `approvers` may approve is told as the setting or the mark that it is; a rule with names of its own, or nobody,
is told beside that, as it is where a component takes files from it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.decisions.reviewing.approval import approval
from mneme_cli.decisions.taken import alone, line, looks, named
from mneme_cli.model.glob import stem
from mneme_cli.model.review import Touch

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mneme_cli.decisions.compile import Compiled
    from mneme_cli.model.rule import Rule


def excluding(base: Compiled, head: Compiled, files: Sequence[str]) -> tuple[Touch, ...]:
    """Say which rules lose what `exclude` takes from them. files: of the tree after the change."""
    lost = alone(base, head, files)
    lost += [] if lost else [stem(glob) for glob in head.excluded.inside if glob not in base.excluded.inside]
    if not lost:
        return ()
    place = line(base, head)
    return _losing(base, base.rules, lost, "exclude", (place.path, place.line))


def marking(base: Compiled, lost: Iterable[str], by: str, place: tuple[str, int]) -> tuple[Touch, ...]:
    """Say which rules lose files to a mark, of which those on paths know nothing; by: what marks them."""
    return _losing(base, [rule for rule in base.rules if rule.relation != "paths"], lost, by, place)


def _losing(
    base: Compiled, rules: Iterable[Rule], lost: Iterable[str], by: str, place: tuple[str, int]
) -> tuple[Touch, ...]:
    """Say which rules lose files, or what may come into a folder (with its slash; "" = the root); by: what takes it."""
    places = sorted(set(lost))
    mine = ((rule, [one for one in places if looks(rule, one)]) for rule in rules if _particular(rule, base))
    path, line = place
    return tuple(
        Touch(
            kind="rule",
            what=rule.id,
            how="weakens",
            says=(f"{by} takes {named([one or './' for one in some])} from it",),
            path=path,
            line=line,
            looser=True,
            **approval(base, rule),
        )
        for rule, some in mine
        if some
    )


def _particular(rule: Rule, base: Compiled) -> bool:
    """Tell whether a rule is not for any of `approvers` to loosen."""
    may = base.corpus.settings.approvers
    return not (may and {*may} <= {*rule.waivable_by}) if rule.waivable_by else rule.level == "final"
