"""One import that is asked about: written in the way that means it, then judged."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from mneme_cli.errors import MnemeError
from mneme_cli.languages import of
from mneme_cli.model.fact import TYPE, UNRESOLVED

if TYPE_CHECKING:
    from mneme_cli.commands.may.imported import Imported
    from mneme_cli.commands.may.importer import Importer
    from mneme_cli.languages import Language
    from mneme_cli.model.finding import Finding
    from mneme_cli.pipeline.proposed import Proposer


class One(NamedTuple):
    """The answer for one thing to import. text: as asked.  target: what it means, as in an edge.

    blocked, warned, excused: findings that it would bring.  typed: for annotations only it would be allowed.
    """

    text: str
    target: str
    blocked: tuple[Finding, ...] = ()
    warned: tuple[Finding, ...] = ()
    excused: tuple[Finding, ...] = ()
    typed: bool = False


def ask(proposer: Proposer, who: Importer, one: Imported) -> One:
    """Judge one import.

    Raises:
        MnemeError: what it names is not there.
    """
    language = of(who.path)
    assert language is not None
    name, taken, target = _written(proposer, who, one, language)
    found = proposer.judge(who.path, language.statement(name, taken)).findings
    blocked = tuple(each for each in found if each.outcome in ("block", "ask"))
    return One(
        text=one.text,
        target=target,
        blocked=blocked,
        warned=tuple(each for each in found if each.outcome == "warn"),
        excused=tuple(each for each in found if each.aside),
        typed=bool(blocked) and _typed(proposer, who, language.statement(name, taken, typed=True)),
    )


def _written(proposer: Proposer, who: Importer, one: Imported, language: Language) -> tuple[str, str, str]:
    """Return the first way to write it that means something, and what that is."""
    other = ""
    for name, taken in one.names:
        edge = proposer.meaning(who.path, language.statement(name, taken))
        target = edge.target if edge else UNRESOLVED
        if target != UNRESOLVED and (not one.path or target == one.path) and _holds(proposer, target, taken):
            return name, taken, target
        other = other or (target if target != UNRESOLVED else "")
    if other and one.path:
        said = f"`import {one.names[0][0]}` in {who.path} means {other}, not {one.path}"
        raise MnemeError(said, "give the file another name, or set `source_roots` in mneme.yaml")
    raise _nothing(one, proposer, language)


def _holds(proposer: Proposer, target: str, taken: str) -> bool:
    """Tell whether a file of ours can have what is taken from it: the word must at least be there."""
    tree = proposer.ends.after
    return not taken or not tree.has(target) or taken.encode() in tree.read(target) or b"import *" in tree.read(target)


def _typed(proposer: Proposer, who: Importer, statement: bytes) -> bool:
    """Tell whether nobody objects to the import if only annotations need it."""
    found = proposer.judge(who.path, statement).findings
    return not any(each.outcome in ("block", "ask") and _of_type(each, who.path) for each in found)


def _of_type(finding: Finding, path: str) -> bool:
    """Tell whether a finding is about the type-only import, not about what it takes to write one."""
    hops = [hop for hop in finding.chain if hop.source == path]
    return not hops or any(hop.kinds & TYPE for hop in hops)


def _nothing(one: Imported, proposer: Proposer, language: Language) -> MnemeError:
    """Say that a name of ours leads nowhere, and what is like it."""
    names = {language.speak(path, proposer.law.layout) for path in proposer.ends.after.list() if of(path) is language}
    near = get_close_matches(one.names[0][0], sorted(names - {""}), n=1)
    hint = f"did you mean {near[0]}?" if near else "name a module that is there, or the path of a file to come"
    return MnemeError(f"there is no module {one.names[0][0]}", hint)
