"""Contradictions proven on facts: what `require` asks for and bans refuse, with the parts of both taken apart."""

from __future__ import annotations

from mneme_cli.decisions import conflict
from mneme_cli.kinds._matchers import split
from mneme_cli.model.scan import loads

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mneme_cli.decisions.compile import Compiled
    from mneme_cli.model.finding import Finding
    from mneme_cli.model.problem import Problem
    from mneme_cli.model.rule import Rule
    from mneme_cli.model.selector import Selector

_CLOSES = {"internal": "imports", "packages": "packages", "std": "std"}


def contradictions(compiled: Compiled, files: Sequence[str], findings: Iterable[Finding] = ()) -> tuple[Problem, ...]:
    """E-CONFLICT for every pair that no code can satisfy.

    findings: of a check of everything. They tell which files a `require` with a `where` really asks; without them only
    those that ask every file are looked at.
    """
    asked = {(finding.rule, finding.source) for finding in findings}

    def bears(rule: Rule, path: str) -> bool:
        limited = rule.kind == "require" and loads(rule.terms)["where"]
        return rule.near.holds(path) and (not limited or (rule.id, path) in asked)

    return conflict.conflicts(compiled, files, matchers=_matchers, bears=bears, refuses=_refuses)


def _matchers(rule: Rule) -> tuple[tuple[str, Sequence[Selector]], ...]:
    """Return what each file must have; a rule that one file satisfies for all is no demand on each."""
    terms = loads(rule.terms)
    return () if terms["some"] else tuple((part.relation, part.far) for part in split(rule)[terms["where"] :])


def _refuses(ban: Rule, path: str, relation: str, entry: Selector, files: Sequence[str]) -> bool:
    return any(conflict.refuses(_plain(part), path, relation, entry, files) for part in split(ban))


def _plain(part: Rule) -> Rule:
    """Return the part of an `only` under the name of the list that it closes."""
    return part._replace(relation=_CLOSES[loads(part.terms)["closes"]]) if part.kind == "only" else part
