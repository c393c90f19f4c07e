"""Pass 4 of precedence: contradictions are proven on files that exist, and reported with three ways out.

A `require` contradicts when a tracked file is under it and every entry of one of its matchers is refused there by a
live `forbid` or `only`. Nothing is picked. The proof is sound and not complete: what cannot be shown to be refused is
taken to be possible.
"""

from __future__ import annotations

import re
from json import dumps
from typing import TYPE_CHECKING

from mneme_cli.decisions.known import problem
from mneme_cli.model.glob import escape
from mneme_cli.model.selector import named
from mneme_cli.relations._uses import covers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from mneme_cli.decisions.compile import Compiled
    from mneme_cli.model.corpus import Clause
    from mneme_cli.model.problem import Problem
    from mneme_cli.model.rule import Rule
    from mneme_cli.model.selector import Selector

    Matchers = Callable[[Rule], Iterable[tuple[str, Sequence[Selector]]]]
    Refuses = Callable[[Rule, str, str, Selector, Sequence[str]], bool]

MEETS = {
    "imports": ("imports", "reaches", "packages"),
    "packages": ("packages", "imports"),
    "reaches": ("reaches",),
    "calls": ("calls", "symbols"),
    "symbols": ("symbols",),
}
"""What is required → the relations of a ban that can refuse it."""

_NAMES = ("calls", "symbols")
"""Relations of which the entries are names of code, no selectors."""
FEW = 3
"""Files that an override names one by one; more are named by where the rule speaks."""
_PLAIN = re.compile(r"[A-Za-z0-9_./-]*[A-Za-z0-9_/](?:\*\*?)?")


def matchers(rule: Rule) -> tuple[tuple[str, Sequence[Selector]], ...]:
    """Return (relation, entries) of each thing a `require` asks for; one of the entries satisfies it."""
    return ((rule.relation, rule.far),)


def bears(rule: Rule, path: str) -> bool:
    """Tell whether a rule speaks of a file. A `where` on facts needs the caller's own answer."""
    return rule.near.holds(path)


def refuses(rule: Rule, path: str, relation: str, entry: Selector, files: Sequence[str]) -> bool:
    """Tell whether a ban surely refuses whatever would satisfy an entry in this file."""
    if relation not in MEETS:
        return False  # who imports a file is not what the file imports
    if rule.edges or rule.without or rule.level == "advise" or not rule.near.holds(path):
        return False
    there = [one for one in files if entry.region.holds(one)]
    if rule.kind == "only":
        return _closed(rule, entry, there)
    if rule.kind != "forbid" or rule.relation not in MEETS.get(relation, ()):
        return False
    if relation in _NAMES:
        return any(covers(one.text, rule.relation, entry.text, relation) for one in rule.far)
    if there:
        return all(any(one.region.holds(target) for one in rule.far) for target in there)
    return bool(entry.names) and all(any(_covers(one, name) for one in rule.far) for name in _dotted(entry))


def conflicts(
    compiled: Compiled,
    files: Sequence[str],
    *,
    matchers: Matchers = matchers,
    bears: Callable[[Rule, str], bool] = bears,
    refuses: Refuses = refuses,
) -> tuple[Problem, ...]:
    """E-CONFLICT: once per rule and set of rules that refuse it, at the first file in question."""
    bans = [rule for rule in compiled.rules if rule.kind in ("forbid", "only")]
    found: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for rule in compiled.rules:
        if rule.kind != "require" or rule.level == "advise":
            continue
        for path in sorted(path for path in files if bears(rule, path) and not _excused(rule, path, compiled)):
            here = [ban for ban in bans if bears(ban, path) and not _excused(ban, path, compiled)]
            for relation, entries in matchers(rule):
                by = _refused(here, path, relation, entries, files, refuses)
                if by:
                    found.setdefault((rule.id, by), []).append(path)
    return tuple(_conflict(compiled, rule, by, paths) for (rule, by), paths in sorted(found.items()))


def _refused(
    bans: Sequence[Rule], path: str, relation: str, entries: Sequence[Selector], files: Sequence[str], refuses: Refuses
) -> tuple[str, ...]:
    """Return the bans that together leave no entry open, () if one is."""
    by = set()
    for entry in entries:
        refusing = sorted(ban.id for ban in bans if refuses(ban, path, relation, entry, files))
        if not refusing:
            return ()
        by.update(refusing)
    return tuple(sorted(by))


def _excused(rule: Rule, path: str, compiled: Compiled) -> bool:
    """Tell whether anything sets the rule aside here, for whatever target: then a way out is left open."""
    day = compiled.corpus.as_of
    return any(aside.where.holds(path) and (not aside.until or day <= aside.until) for aside in rule.asides)


def _closed(rule: Rule, entry: Selector, there: Sequence[str]) -> bool:
    if rule.relation == "imports":
        allowed = (rule.near, *(one.region for one in rule.far))
        return bool(there) and not any(region.holds(target) for target in there for region in allowed)
    universe = {"packages": "package", "std": "std"}.get(rule.relation)
    if there or not entry.names or entry.form != universe:
        return False
    return not any(_overlap(one, entry) for one in rule.far)


def _overlap(one: Selector, other: Selector) -> bool:
    return any(_covers(one, name) for name in _dotted(other)) or any(_covers(other, name) for name in _dotted(one))


def _dotted(selector: Selector) -> tuple[str, ...]:
    """Return its names as code writes them, without the ecosystem in front."""
    if selector.form == "module":
        return selector.names
    return tuple(name.partition("/")[2] for name in selector.names)


def _covers(wide: Selector, name: str) -> bool:
    for pattern in _dotted(wide):
        if pattern == name or (pattern[:1] != "=" and named(pattern, name.removeprefix("="))):
            return True
    return False


def _conflict(compiled: Compiled, rule: str, by: tuple[str, ...], paths: Sequence[str]) -> Problem:
    clauses = {clause.id: clause for one in compiled.corpus.decisions for clause in one.clauses}
    more = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
    said = f"no code can satisfy both {rule} and {', '.join(by)} in {paths[0]}{more}; until this is settled both apply"
    holder = rule.partition("#")[0]
    ban = by[0]
    where = ", ".join(map(_quoted, _where(compiled, clauses[rule], paths)))
    links = ", ".join(f"{{rule: {one}, in: [{where}], because: …}}" for one in by)
    first = f"in {holder} add `overrides: [{links}]`"
    if final := next((one.id for one in compiled.rules if one.id in by and one.level == "final"), ""):
        first = f"narrow the `in` of {rule} so that it leaves {paths[0]}{more} out ({final} is final)"
    second = f"amend or retire {rule}"
    third = f"have {ban} changed by whoever holds {ban.partition('#')[0]}"
    return problem("E-CONFLICT", clauses[rule].place, said, f"choose one: {first}; or {second}; or {third}")


def _where(compiled: Compiled, clause: Clause, paths: Sequence[str]) -> tuple[str, ...]:
    """Return an `in` that holds every file in question: the files if they are few, else where the rule speaks."""
    if len(paths) <= FEW:
        return tuple(map(escape, paths))
    scope = next(one.scope for one in compiled.corpus.decisions if clause in one.clauses)
    return clause.inside or scope or ("**",)


def _quoted(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else dumps(text)
