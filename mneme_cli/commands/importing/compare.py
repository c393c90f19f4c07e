"""Two answers side by side, contract by contract and import by import; one notion of difference for every tool."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.commands.importing.sides import BROKEN, KEPT, OURS, SAME, THEIRS, Both, Compared, Held, Hidden, Verified
from mneme_cli.importers import NOT, Answer, Case, Said
from mneme_cli.relations._chains.view import counts, sieve

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mneme_cli.commands.importing import Plan
    from mneme_cli.model.corpus import Decision
    from mneme_cli.model.fact import Edge
    from mneme_cli.model.finding import Finding
    from mneme_cli.relations._chains.view import Sieve

_NO_IMPORT = "it says that the contract is broken, and tells no import"


def names(decisions: Iterable[Decision]) -> dict[str, str]:
    """Return decision → the contract it was made of."""
    return {one.id: one.extra["x-imported-from"]["name"] for one in decisions}


def compared(made: Plan, ran: str, answer: Answer, ours: Both) -> Verified:
    """Set both answers side by side; the same contract, source, target and line are the same import."""
    unsaid = _unsaid(made)
    rows = (*_ours(made, answer, ours), *_theirs(made, answer, ours, unsaid))
    held = _held(made, answer, ours, unsaid)
    return Verified(made.importer.tool, ran, held, tuple(sorted(set(rows))), _hidden(answer, ours))


def _ours(made: Plan, answer: Answer, ours: Both) -> Iterator[Compared]:
    """Yield what we tell. An import of several chains is explained if it is on each of them.

    What is written on several lines is the same if they tell it at one of these.
    """
    lines = _lines(answer.said)
    rows: dict[tuple[str, str, str], Compared] = {}
    for hops, finding in ours.found:
        met = {said.edge for said in hops if _meets(said, lines)}
        for said in hops:
            before = rows.get(said.edge)
            if said.edge in met:
                same = Compared(SAME, said, finding.rule)
                rows |= {said.edge: same} if _meets(said, lines) and (before is None or before.who != SAME) else {}
                continue
            row = _other_line(said, finding, lines[said.edge]) if said.edge in lines else None
            row = row or Compared(OURS, said, finding.rule, _reason(OURS, said, finding, made, answer, ours))
            if before is None or (before.reason and not row.reason):
                rows[said.edge] = row
    yield from rows.values()


def _other_line(said: Said, finding: Finding, lines: Iterable[int]) -> Compared:
    return Compared(OURS, said, finding.rule, note=f"it tells it at line {', '.join(map(str, sorted(lines)))}")


def _theirs(made: Plan, answer: Answer, ours: Both, unsaid: dict[str, str]) -> Iterator[Compared]:
    told = {said.edge for hops, _ in ours.found for said in hops}
    rows = {said.edge: said for said in reversed(answer.said) if said.edge not in told}
    for said in rows.values():
        why = f"not importable: {unsaid[said.name]}" if said.name in unsaid else ""
        yield Compared(THEIRS, said, "", why or _reason(THEIRS, said, None, made, answer, ours), said.note)
    for name in _broken(answer) - {said.name for said in answer.said}:
        why = f"not importable: {unsaid[name]}" if name in unsaid else ""
        yield Compared(THEIRS, Said(name, "", ""), "", why, _NO_IMPORT)


def _lines(said: Iterable[Said]) -> dict[tuple[str, str, str], set[int]]:
    out: dict[tuple[str, str, str], set[int]] = {}
    for each in said:
        out.setdefault(each.edge, set()).add(each.line)
    return out


def _meets(said: Said, lines: dict[tuple[str, str, str], set[int]]) -> bool:
    """Tell whether they tell it as well, at that line; 0 is a line that a tool does not tell."""
    found = lines.get(said.edge)
    return found is not None and (not said.line or 0 in found or said.line in found)


def _reason(who: str, said: Said, finding: Finding | None, made: Plan, answer: Answer, ours: Both) -> str:
    witness = made.importer.witness
    assert witness is not None
    told = tuple(hops for hops, _ in ours.found)
    rows = tuple(row for row in made.rows if row.where == said.name)
    rules = ours.rules.get(said.name, ())

    def excused(edge: Edge) -> bool:
        return bool(rules) and all(_out((0, 0, sieve(rule)[2]), edge) for rule in rules)

    return witness.reason(Case(who, said, finding, answer, made.path, rows, told, excused, ours.tree, ours.edges))


def _out(key: Sieve, edge: Edge) -> bool:
    """Tell whether the exceptions of a rule take an import out."""
    return not edge.via and not counts(key, edge)


def _unsaid(made: Plan) -> dict[str, str]:
    """Return the rules of theirs that the table says are not importable, each with why."""
    known = set(names(made.decisions).values())
    rows = [(row.where or row.what, row.why) for row in made.rows if row.how == NOT]
    return {name: why for name, why in rows if name not in known}


def _broken(answer: Answer) -> set[str]:
    return {said.name for said in answer.said} | {name for name, kept in answer.kept.items() if not kept}


def _held(made: Plan, answer: Answer, ours: Both, unsaid: dict[str, str]) -> tuple[Held, ...]:
    """Say of every contract whether it is kept, by each tool on its own."""
    known = set(names(made.decisions).values())
    mine, broken = {said.name for hops, _ in ours.found for said in hops}, _broken(answer)
    out = []
    for name in sorted(known | broken | set(answer.kept)):
        here = (BROKEN if name in mine else KEPT) if name in known else NOT if name in unsaid else ""
        out.append(Held(name, BROKEN if name in broken else KEPT, here))
    return tuple(out)


def _hidden(answer: Answer, ours: Both) -> tuple[Hidden, ...]:
    """Tell the chains that an import which the tool ignores hides: the tool says which, and we follow the chain."""
    rows = []
    for hops, finding in ours.opened:
        out = answer.exempt.get(hops[0].name, frozenset()) if hops else frozenset()
        gone = [each for each in hops if each.edge[1:] in out]
        if gone:
            way = (finding.source, *(edge.target for edge in finding.chain))
            rows.append(Hidden(hops[0]._replace(target=hops[-1].target), finding.rule, gone[0], way))
    return tuple(sorted(set(rows)))
