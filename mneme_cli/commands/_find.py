"""How a person's word becomes one record: full ids, ids without zeros, bare numbers; a suggestion if nothing fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.decisions.known import nearest
from mneme_cli.errors import MnemeError
from mneme_cli.model.rule import written

if TYPE_CHECKING:
    from mneme_cli.model.corpus import Clause, Corpus, Decision, Waiver


def canonical(name: str) -> str:
    """Write an id without leading zeros and case, so that `adr-12` and `ADR-0012` compare equal."""
    front = name.rstrip("0123456789")
    number = name[len(front) :]
    return (front + (number.lstrip("0") or "0")).casefold() if number else name.casefold()


def decision(corpus: Corpus, name: str) -> Decision:
    """Return the decision that a word means.

    Raises:
        MnemeError: no decision has this id, or more than one.
    """
    known = [one for one in corpus.decisions if one.id == name] or [
        one
        for one in corpus.decisions
        if canonical(written(one.id)) == canonical(name) or _number(written(one.id), name)
    ]
    if len(known) == 1:
        return known[0]
    if not known:
        raise _unknown(name, [one.id for one in corpus.decisions])
    ids = sorted({written(one.id) for one in known})
    if len(ids) == 1:
        raise _twice(ids[0], known)
    raise MnemeError(f"'{name}' may mean {_and(ids)}", "write the id in full")


def rule(corpus: Corpus, name: str) -> tuple[Decision, Clause]:
    """Return the rule that `ADR-0012#no-orm` means; without `#` the only rule of the decision.

    Raises:
        MnemeError: there is no such decision or rule, or the decision has several.
    """
    for one in corpus.decisions:
        for clause in one.clauses:
            if clause.id == name:
                return one, clause
    owner = decision(corpus, name.partition("#")[0])
    key = name.partition("#")[2]
    found = [clause for clause in owner.clauses if not key or written(clause.id).partition("#")[2] == key]
    if len(found) == 1:
        return owner, found[0]
    ids = [clause.id for clause in owner.clauses]
    if not ids:
        raise MnemeError(f"{owner.id} has no rules", f"mneme show {owner.id}")
    if not found:
        raise _unknown(f"{owner.id}#{key}", ids)
    raise MnemeError(f"{owner.id} has {len(ids)} rules", f"name one: {', '.join(sorted(ids))}")


def alone(corpus: Corpus, record: Decision) -> None:
    """See to it that a link can name a record: one whose number another file has as well cannot be meant.

    Raises:
        MnemeError: two files have this id.
    """
    name = written(record.id)
    twins = [one for one in corpus.decisions if written(one.id) == name]
    if len(twins) > 1:
        raise _twice(name, twins)


def _twice(name: str, twins: list[Decision]) -> MnemeError:
    files = sorted(one.place.path for one in twins)
    count = {2: "two"}.get(len(files), str(len(files)))
    return MnemeError(f"{count} decisions have the id {name}: {_and(files)}", "mneme renumber")


def waiver(corpus: Corpus, name: str) -> Waiver | None:
    """Return the waiver of this id, if there is one."""
    return next((one for one in corpus.waivers if canonical(one.id) == canonical(name)), None)


def _number(known: str, name: str) -> bool:
    """Tell whether a bare number names this record of ours (packs have a prefix and are named in full)."""
    known = written(known)
    return name.isdecimal() and ":" not in known and canonical(known.rpartition("-")[2]) == canonical(name)


def _unknown(name: str, ids: list[str]) -> MnemeError:
    near = nearest(name, ids)
    hint = f"did you mean {near}?" if near else "mneme list shows all of them"
    return MnemeError(f"there is no {name}", hint)


def _and(words: list[str]) -> str:
    return " and ".join(words) if len(words) < 3 else f"{', '.join(words[:-1])} and {words[-1]}"
