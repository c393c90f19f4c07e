"""W-BLIND for rules that nobody can break, W-OVERLAP for layers inside layers: both are obeyed, and hold nothing meant.

It is said only if two agree: the files that are there, and files that may come, for which every glob is asked about one
that nobody has written yet. So a front door before an empty room is none of this.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.decisions.held import held
from mneme_cli.decisions.known import problem
from mneme_cli.decisions.reader import Reader
from mneme_cli.decisions.selectors import Words
from mneme_cli.languages import known
from mneme_cli.model.region import Region
from mneme_cli.model.scan import loads

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from mneme_cli.decisions.compile import Compiled
    from mneme_cli.model.corpus import Clause
    from mneme_cli.model.problem import Problem
    from mneme_cli.model.rule import Rule
    from mneme_cli.model.selector import Selector

    Case = tuple[Region, Callable[[str], bool], str, str]
    """Where a rule could be broken, whether a file there cannot, how that is said, and what to do."""

_NEW = "~"
"""A name that no file has."""


def idle(compiled: Compiled, files: Iterable[str]) -> tuple[Problem, ...]:
    """Report what no file can break, and layers that lie in each other; `may_be_empty` quiets the former."""
    files = sorted(files)
    ours = {clause.id: clause for one in compiled.corpus.decisions if not one.pack for clause in one.clauses}
    out = []
    for rule in compiled.rules:
        if clause := ours.get(rule.id):
            out += [] if clause.may_be_empty else _idle(rule, clause, files)
            out += _nested(rule, clause, files) if rule.kind in ("layers", "independent") else ()
    return tuple(sorted(out))


def _idle(rule: Rule, clause: Clause, files: Sequence[str]) -> list[Problem]:
    case = _CASES[rule.kind](rule) if rule.kind in _CASES else None
    if not case or not _holds(case[0], case[1], files):
        return []
    return [problem("W-BLIND", clause.place, f"{rule.id} cannot be broken: {case[2]}", case[3])]


def _protect(rule: Rule) -> Case:
    cut = loads(rule.terms)["allow"]
    what, allowed = rule.far[:cut], rule.far[cut:]

    def may(path: str) -> bool:
        return _any(allowed, path) or all(one.region.holds(path) for one in what)

    said = "every file that it speaks of is allowed"
    return rule.near, may, said, "leave in `allow` only who is to import it, or let `in` name others too"


def _forbid(rule: Rule) -> Case | None:
    if rule.relation not in ("imports", "reaches") or not rule.far:
        return None
    said = "it speaks in nothing but what it bans, and nothing is banned from itself"
    fix = "name in `in` those who must not import it"
    return rule.near, lambda path: all(one.region.holds(path) for one in rule.far), said, fix


def _public(rule: Rule) -> Case:
    cut = loads(rule.terms)["surface"]
    part, surface = rule.far[:cut], rule.far[cut:]
    inside = tuple(dict.fromkeys(glob for one in part for glob in one.region.inside))
    name = next((one.text for one in surface if one.form == "module" and ":" not in one.text), "")
    door = f": exact:{name} is {name} without what lies below it" if name else ""
    said = "its surface takes in all of `of`, so nothing lies behind it"
    return Region(inside=inside), lambda path: _any(surface, path), said, f"name the front door alone{door}"


_CASES: dict[str, Callable[[Rule], Case | None]] = {"protect": _protect, "forbid": _forbid, "public": _public}


def _any(some: Iterable[Selector], path: str) -> bool:
    return any(one.region.holds(path) for one in some)


def _nested(rule: Rule, clause: Clause, files: Sequence[str]) -> Iterator[Problem]:
    """Yield each layer all of which lies in another one, told at the inner one."""
    terms = loads(rule.terms)
    for inner in () if terms.get("names") else rule.far:
        for outer in rule.far:
            if inner is not outer and _holds(inner.region, outer.region.holds, files):
                one, other = inner.text.removesuffix("?"), outer.text.removesuffix("?")
                said = f"{rule.id}: all of '{one}' lies in '{other}', which then means the rest of '{other}' alone"
                fix = f"name instead of '{other}' the parts of it that are meant"
                place = Reader(Words(), [], clause.params, clause).place(inner.text)
                yield problem("W-OVERLAP", place, said, fix)


def _holds(region: Region, kept: Callable[[str], bool], files: Sequence[str]) -> bool:
    """Tell whether something holds for every file of a region, for those to come as well; False = nobody can tell."""
    globs = [glob for one in (region, *region.allof) for glob in one.inside]
    if any(mark in glob for glob in globs for mark in "{\\"):
        return False
    new = [path for path in map(_fresh, globs) if region.holds(path)]
    if not all(map(kept, new)):
        return False
    there = [path for path in held(region, files) if known(path)]
    return bool(there) and all(map(kept, there))


def _fresh(glob: str) -> str:
    """Return a path of a file yet to come that a glob selects."""
    path = glob.replace("**", f"{_NEW}/{_NEW}").replace("*", _NEW)
    return f"{path}.py" if path.endswith(_NEW) else path
