"""One clause of a decision becomes one rule: region, masks and asides here, the verb's part on its shelf."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from mneme_cli import kinds
from mneme_cli.decisions.asides import excuses
from mneme_cli.decisions.enact import start
from mneme_cli.decisions.known import nearest, problem, spot
from mneme_cli.decisions.links import level
from mneme_cli.decisions.musts import LISTED, musts
from mneme_cli.decisions.near import strange, told
from mneme_cli.decisions.reader import Must, Reader
from mneme_cli.errors import MnemeError
from mneme_cli.model.fact import KINDS
from mneme_cli.model.region import EVERYWHERE, Region
from mneme_cli.model.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import NamedTuple

    from mneme_cli.decisions.selectors import Words
    from mneme_cli.kinds import Kind
    from mneme_cli.model.corpus import Clause, Decision, Draft
    from mneme_cli.model.problem import Problem
    from mneme_cli.model.rule import Aside

    Take = Callable[[str], Kind]
else:
    from mneme_cli.model.noun import NamedTuple

_GUARDING = ("protect", "public")
"""Verbs whose own words bind a capture: what they guard, for those who may come in."""
_KEYED = re.compile(r"([\w-]+(?:\.[\w-]+)*): (.+)", re.DOTALL)


class Lowered(NamedTuple):
    """rule: None if something is so wrong that there is none.  musts: what has to exist for it to mean anything."""

    rule: Rule | None
    problems: tuple[Problem, ...]
    musts: tuple[Must, ...] = ()


def lower(
    decision: Decision,
    clause: Clause,
    asides: Sequence[Aside],
    words: Words,
    take: Take,
    exclude: tuple[str, ...] = (),
    tests: tuple[str, ...] | None = None,
) -> Lowered:
    """Compile one clause. tests: globs of test files, if it goes by no edge that mneme.yaml calls one of a test."""
    problems: list[Problem] = []
    reader = Reader(words, problems, clause.params, clause)
    rule = _begun(decision, clause, asides, reader, exclude)
    rule = rule if tests is None else untested(rule, tests)
    made = _verb(rule, clause, reader, take)
    if made is None:
        return Lowered(rule=None, problems=tuple(problems))
    _bound(made, clause, reader)
    _near(made, reader)
    needs = musts(decision, clause, made, reader, take(clause.verb).children(made))
    return Lowered(rule=made, problems=tuple(problems), musts=needs)


def drafted(decision: Decision, draft: Draft, words: Words, take: Take) -> tuple[Problem, ...]:
    """Return what is wrong in a rule that does not stand; what was taken out of it is not missed."""
    problems: list[Problem] = []
    clause = draft.clause
    reader = Reader(words, problems, clause.params, clause)
    rule = _begun(decision, clause, (), reader, ())
    if clause.verb and draft.whole:
        _verb(rule, clause, reader, take)
    elif clause.verb:
        with suppress(ValueError, MnemeError):
            take(clause.verb).lower(clause.params, rule, reader)
    return tuple(problems)


def _begun(
    decision: Decision, clause: Clause, asides: Sequence[Aside], reader: Reader, exclude: tuple[str, ...]
) -> Rule:
    """Make what a rule is whatever its verb says."""
    edges, without = _masks(clause, reader.problems)
    return Rule(
        id=clause.id,
        kind=clause.verb,
        near=near(decision, clause, reader, exclude),
        edges=edges,
        without=without,
        level=level(decision, clause),
        began=start(decision, clause) if start(decision, clause) > decision.date else 0,
        waivable_by=tuple(sorted(set(clause.waivable_by))),
        asides=(*sorted(asides), *excuses(clause, reader)),
    )


def near(decision: Decision, clause: Clause, reader: Reader, exclude: tuple[str, ...] = ()) -> Region:
    """Return where the rule speaks: scope AND in, less what mneme.yaml excludes."""
    scope = reader.region(decision, "scope", decision.scope)
    region = reader.region(clause, "in", clause.inside)
    if region == EVERYWHERE:
        region = scope
    elif scope != EVERYWHERE:
        region = region._replace(allof=(scope,))
    return region._replace(outside=tuple(sorted({*region.outside, *exclude}))) if exclude else region


def _verb(rule: Rule, clause: Clause, reader: Reader, take: Take) -> Rule | None:
    try:
        made = take(clause.verb).lower(clause.params, rule, reader)
        return made._replace(reads=kinds.evidence(made))
    except MnemeError as wrong:
        reader.problems.append(problem("E-SCHEMA", spot(clause, clause.verb), wrong.message, wrong.hint))
    except ValueError as wrong:
        key, said = _keyed(str(wrong), clause)
        fix = f"run `mneme rules {clause.verb}` for what it takes"
        reader.problems.append(problem("E-SCHEMA", spot(clause, key), f"{clause.id}: {said}", fix))
    return None


def _keyed(message: str, clause: Clause) -> tuple[str, str]:
    """Split `order.2: …` into a key path and what is said of its key; the list form of a verb leaves that out."""
    found = _KEYED.fullmatch(message)
    first, _, rest = found[1].partition(".") if found else ("", "", "")
    if found and isinstance(clause.params, (list, tuple)) and rest:
        return f"{clause.verb}.{rest}", found[2]
    if found and isinstance(clause.params, dict) and first in clause.params:
        words = (word for word in found[1].split(".") if not word.isdigit())  # people count lines, not entries
        return f"{clause.verb}.{found[1]}", f"{'.'.join(words)}: {found[2]}"
    return clause.verb, message


def _masks(clause: Clause, problems: list[Problem]) -> tuple[int, int]:
    """Turn `when: {edges: […], not: […]}` into two masks."""
    masks = {"edges": 0, "not": 0}
    for key, names in clause.when.items():
        if key not in masks:
            near_key = nearest(key, masks)
            fix = f"write `{near_key or 'edges'}:`; `when` knows edges and not"
            problems.append(problem("E-SCHEMA", spot(clause, f"when.{key}"), f"'{key}' is nothing `when` knows", fix))
            continue
        for at, name in enumerate([names] if isinstance(names, str) else names):
            if name in KINDS:
                masks[key] |= 1 << KINDS.index(name)
                continue
            likely = nearest(name, KINDS)
            fix = f"write {likely}" if likely else f"one of: {', '.join(KINDS)}"
            place = spot(clause, f"when.{key}.{at}")
            problems.append(problem("E-SCHEMA", place, f"'{name}' is no kind of edge", fix))
    return masks["edges"], masks["not"]


def untested(rule: Rule, tests: tuple[str, ...]) -> Rule:
    """Say by paths what `when: {not: [test]}` says by edges: which file is a test is mneme.yaml's word otherwise."""
    bit = 1 << KINDS.index("test")
    if not rule.without & bit:
        return rule
    near = rule.near._replace(outside=tuple(sorted({*rule.near.outside, *tests})))
    return rule._replace(without=rule.without & ~bit, near=near)


def _near(rule: Rule, reader: Reader) -> None:
    """Warn of targets that are nearly something that is declared; what has to be ours is E-EMPTY if it is not."""
    for one, other in told(rule.far if rule.kind not in LISTED else (), reader.words):
        bare = one.text.removeprefix("pkg:")
        said = f"{rule.id}: nothing here is called '{bare}', which is nearly '{other}'"
        meant = f"mod:{bare}" if bare == one.text else f"pkg:pypi/{bare} (or whose it is)"
        fix = f"did you mean '{other}'? If '{bare}' is meant, write {meant}"
        reader.problems.append(problem("W-NEAR", reader.place(one.text), said, fix))
    for one, name in strange(rule.far):
        said = f"{rule.id}: no standard library has a module '{name}'"
        fix = f"correct the name; what is installed is a package, pkg:{name}"
        reader.problems.append(problem("W-NEAR", reader.place(one.text), said, fix))


def _bound(rule: Rule, clause: Clause, reader: Reader) -> None:
    """Report `{!name}` in a target when nothing on the near side binds the name, nor what is guarded from it."""
    guarded = tuple(one.region for one in rule.far) if rule.kind in _GUARDING else ()
    globs = " ".join(glob for region in (rule.near, *rule.near.allof, *guarded) for glob in region.inside)
    for selector in rule.far:
        for name in re.findall(r"(?<!\\)\{!([\w-]+)\}", " ".join((*selector.region.inside, *selector.names))):
            if f"{{{name}}}" not in globs:
                said = f"{clause.id}: nothing binds the {{{name}}} that '{selector.text}' excludes"
                fix = f"use {{{name}}} in `in`: src/features/{{{name}}}/**"
                reader.problems.append(problem("E-SCHEMA", reader.place(selector.text), said, fix))
