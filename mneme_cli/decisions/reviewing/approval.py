"""Who may approve that a rule is loosened: by the word of the base, as a change cannot name its own approvers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mneme_cli.decisions.compile import Compiled
    from mneme_cli.model.rule import Rule


def approval(base: Compiled, rule: Rule) -> dict[str, Any]:
    """Return who may approve a change of this rule, as `Touch` says it."""
    if rule.waivable_by or rule.level != "final":
        return {"may": rule.waivable_by or base.corpus.settings.approvers}
    return {"nobody": True}


def of_all(base: Compiled, names: Iterable[str]) -> dict[str, Any]:
    """Return who may approve what touches several rules: whoever may for each of them."""
    known = {rule.id: rule for rule in base.rules}
    found = [approval(base, known[name]) for name in names if name in known]
    if any(each.get("nobody") for each in found):
        return {"nobody": True}
    sets = [set(each["may"]) for each in found if each["may"]]
    may = sorted(set.intersection(*sets)) if sets else list(base.corpus.settings.approvers)
    return {"may": tuple(may), "nobody": bool(sets) and not may}
