"""Why only one side tells a file by itself: how many files import it, or which lead to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from mneme_cli.model.fact import RUNTIME, UNRESOLVED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from mneme_cli.importers import Case
    from mneme_cli.model.fact import Edge

    Next = Callable[[str], Iterable[str]]


class _Ends(NamedTuple):
    """Where chains begin, and where they are to lead. far: in any number of steps, else in one."""

    starts: list[str]
    goals: frozenset[str]
    far: bool


_NO_FILE = "{} is no file of this repository"
_NOT_LED = "dependency-cruiser was not led to this file: it started from {}"
_ITSELF = (
    "{} is itself one of the files that `from` names: here it counts as reached, there only if another leads to it"
)
_ASKED = "{} is itself one of the files that are asked for, and need not import itself here"
_WE = "mneme has a chain through {}, line {}, and dependency-cruiser has no import of {} there"
_WRAPPED = "dependency-cruiser has a chain through {}, which imports {} by {}; wrappers of require are not read here"
_TYPES = "dependency-cruiser has a chain through {}, whose import of {} is of types alone and does not count here"
_ELSEWHERE = "dependency-cruiser has a chain through {}, whose import of {} leads to {} here"


def alone(case: Case) -> str:
    """Explain a finding about one file, "" if nothing that both saw explains it."""
    rule = case.answer.facts["rules"].get(case.said.name, {})
    bounded = any(key.startswith("numberOf") for key in rule.get("module", {}))
    try:
        return _counted(case) if bounded or not rule else _unled(case, rule)
    except re.error:
        return ""


def _unled(case: Case, rule: dict[str, Any]) -> str:
    """Say why one side finds a chain of imports (or one import), and the other does not."""
    said, facts = case.said, case.answer.facts
    if case.who == "ours" and said.source not in facts["cruised"]:
        return _NOT_LED.format(facts["options"].get("args", "others"))
    if not case.tree.has(said.source):
        return _NO_FILE.format(said.source)
    if "module" in rule:
        named = [path for path in _named(case, rule["to"].get("path", "")) if path != said.source]
        ends = _Ends([said.source], frozenset(named), bool(rule["to"].get("reachable")))
        itself = _ASKED if re.search(rule["to"].get("path", ""), said.source) else ""
    else:
        starts = _named(case, rule["from"].get("path", ""))
        ends = _Ends(starts, frozenset((said.source,)), far=True)
        itself = _ITSELF if said.source in starts else ""
    if case.who == "ours":
        return _led_there(case, ends)
    return itself.format(said.source) if itself else _led_here(case, ends)


def _named(case: Case, pattern: str) -> list[str]:
    """Return the files that an expression of theirs names, of those that both have."""
    return [path for path in sorted(case.answer.facts["cruised"]) if re.search(pattern, path)]


def _led_here(case: Case, ends: _Ends) -> str:
    """Name the import by which we come to the other end, if dependency-cruiser has no such import."""
    for one, other in _way(ends, lambda path: [each.target for each in case.edges(path) if _counts(each, case)]):
        if (one, other) not in case.answer.facts["edges"]:
            edge = next(each for each in case.edges(one) if each.target == other and _counts(each, case))
            return _WE.format(one, edge.line, other)
    return ""


def _led_there(case: Case, ends: _Ends) -> str:
    """Name the import by which dependency-cruiser comes to the other end, if it means something else here."""
    edges, ahead = case.answer.facts["edges"], case.answer.facts["ahead"]
    for one, other in _way(ends, lambda path: ahead.get(path, ())):
        mine = [each for each in case.edges(one) if each.target == other]
        if any(_counts(each, case) for each in mine):
            continue
        if any(not each.kinds & RUNTIME for each in mine):
            return _TYPES.format(one, other)
        return next((why for each in edges[one, other] if (why := _other(each, one, other, case))), "")
    return ""


def _other(found: dict[str, Any], one: str, other: str, case: Case) -> str:
    """Say what an import of theirs is here: written by a wrapper that is not read, or one of another file."""
    mine = [each.target for each in case.edges(one) if each.written == found["module"]]
    if not mine and found.get("exoticallyRequired"):
        return _WRAPPED.format(one, other, found.get("exoticRequire", "a wrapper"))
    here = next((target for target in mine if target != UNRESOLVED), "")
    return _ELSEWHERE.format(one, other, here) if here and here != other else ""


def _counts(edge: Edge, case: Case) -> bool:
    """Tell whether a rule made of dependency-cruiser's goes by this import: by types only if its options do."""
    typed = bool(case.answer.facts["options"].get("tsPreCompilationDeps"))
    return (typed or bool(edge.kinds & RUNTIME)) and not case.excused(edge)


def _way(ends: _Ends, ahead: Next) -> list[tuple[str, str]]:
    """Return the imports of a shortest chain from a start to a goal, [] if there is none."""
    before = dict.fromkeys(ends.starts, "")
    row = list(before)
    goal = ""
    while row and not goal:
        found = [(other, one) for one in row for other in ahead(one) if other not in before]
        before = dict(found[::-1]) | before
        row = list(dict.fromkeys(other for other, _ in found)) if ends.far else []
        goal = next((other for other, _ in found if other in ends.goals), "")
    way = []
    while before.get(goal):
        way.append((before[goal], goal))
        goal = before[goal]
    return way[::-1]


def _counted(case: Case) -> str:
    """Count the importers of a file as dependency-cruiser does, and those that its `from` leaves out."""
    rule = case.answer.facts["rules"].get(case.said.name, {})
    source, module = rule.get("from", {}), rule.get("module", {})
    bounds = [module[key] for key in ("numberOfDependentsLessThan", "numberOfDependentsMoreThan") if key in module]
    if not bounds or not source:
        return ""
    every = {one for one, target in case.answer.facts["edges"] if target == case.said.target}
    try:
        named = {
            one
            for one in every
            if re.search(source.get("path", ""), one)
            and not ("pathNot" in source and re.search(source["pathNot"], one))
        }
    except re.error:
        return ""
    low = "numberOfDependentsLessThan" in module
    breaks = len(named) < bounds[0] if low else len(named) > bounds[0]
    whole = len(every) < bounds[0] if low else len(every) > bounds[0]
    if breaks == whole or breaks != (case.who == "theirs"):
        return ""
    return f"{len(every)} files import it, and {len(named)} of them are files that `from` names; here all of them count"
