"""What `import --verify` says: contract by contract what both tools find, and what only one of them does, with why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.commands.importing.sides import BROKEN, KEPT, OURS, SAME, THEIRS
from mneme_cli.model.visible import visible
from mneme_cli.reports._tally import count
from mneme_cli.reports.text.rest import problem
from mneme_cli.reports.text.spans import headed, row, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mneme_cli.commands.importing.sides import Compared, Held, Hidden, Verified
    from mneme_cli.importers import Said
    from mneme_cli.reports.text.spans import Line

_WHO = {SAME: "both", THEIRS: "only {tool}", OURS: "only mneme"}
_SHOWN = 10
"""Imports of one kind that are printed; JSON has all of them. What nothing explains is never left out."""


def difference(seen: Verified, width: int) -> list[Line]:
    """Write the comparison: contracts of which something is to be said, those that both keep, and the count."""
    lines: list[Line] = [()]
    for found in seen.problems:
        lines += [*problem(found, width), ()]
    if not seen.ran:
        said = f"{seen.tool} is not installed, so nothing was compared. Install it, then: mneme import … --verify"
        return [*lines, *(((line, "warn"),) for line in wrap(said, width))]
    lines += headed("compared with", visible(f"{seen.tool}: {seen.ran}"), width)
    for held in seen.contracts:
        rows = [each for each in seen.rows if each.said.name == held.name]
        lines += _contract(held, rows, seen.tool, width) if rows or held.theirs == BROKEN else []
    if kept := [visible(held.name) for held in seen.contracts if held.theirs == held.ours == KEPT]:
        lines += row("both keep", "; ".join(kept), width)
    lines += _hidden(seen.hidden, width)
    return [*lines, *(((line, "block" if seen.unexplained else "good"),) for line in wrap(_counts(seen), width))]


def _contract(held: Held, rows: Iterable[Compared], tool: str, width: int) -> list[Line]:
    """Write one contract; imports with the same reason stand together, and the reason once."""
    lines = headed(visible(held.name), _both(held, tool), width, "")
    alike: dict[tuple[str, str], list[Compared]] = {}
    for each in rows:
        alike.setdefault((each.who, _why(each, tool)), []).append(each)
    for (who, why), found in sorted(alike.items()):
        for each in found[: len(found) if found[0].unexplained() else _SHOWN]:
            style = "" if who == SAME else "block" if each.unexplained() else "warn"
            lines.append(((f"  {_WHO[who].format(tool=tool)}  ", "dim"), (visible(_place(each.said)), style)))
        lines += _more(len(found), "imports") if not found[0].unexplained() else []
        lines += [((f"      {line}", "dim"),) for line in wrap(visible(why), width - 6)]
    return lines


def _more(number: int, what: str) -> list[Line]:
    return [((f"  and {number - _SHOWN} more {what}; --json has all", "dim"),)] if number > _SHOWN else []


def _why(each: Compared, tool: str) -> str:
    if not each.unexplained():
        return each.reason
    note = f"; {tool}: {each.note}" if each.note else ""
    return f"nothing explains it{note}"


def _both(held: Held, tool: str) -> str:
    if held.theirs == held.ours:
        return f"{held.theirs} for both"
    here = f"{held.ours} for mneme" if held.ours in (KEPT, BROKEN) else held.ours or "no decision was made of it"
    return f"{held.theirs} for {tool}, {here}"


def _hidden(found: Iterable[Hidden], width: int) -> list[Line]:
    """Write each ignored import with what it hides, and the shortest chain of that."""
    alike: dict[Said, list[Hidden]] = {}
    for each in found:
        alike.setdefault(each.ignored, []).append(each)
    lines: list[Line] = []
    for ignored, hidden in list(alike.items())[:_SHOWN]:
        shortest = min(hidden, key=lambda each: (len(each.way), each.way))
        number = "one chain" if len(hidden) == 1 else f"{len(hidden)} chains, the shortest"
        lines.append((("  ignored  ", "dim"), (f"{visible(_place(ignored))}  ({visible(ignored.name)})", "warn")))
        told = f"hides {number}: {' -> '.join(shortest.way)}"
        lines += [((f"      {line}", "dim"),) for line in wrap(visible(told), width - 6)]
    return lines + _more(len(alike), "ignored imports")


def _place(said: Said) -> str:
    if not said.source:
        return "the contract as a whole"
    here = f"{said.source}:{said.line}" if said.line else said.source
    return here if said.target in ("", said.source, f"line {said.line}") else f"{here} -> {said.target}"


def _counts(seen: Verified) -> str:
    same = sum(each.who == SAME for each in seen.rows)
    explained = len(seen.rows) - same - seen.unexplained
    agreed = sum(held.theirs == held.ours for held in seen.contracts)
    told = f"{agreed} of {count(len(seen.contracts), 'contract')} with the same verdict"
    told += f"; imports that break one: {same} found by both, {explained} by one and explained"
    told += f", {seen.unexplained} unexplained"
    return told + (f"; {count(len(seen.hidden), 'chain')} hidden by ignored imports" if seen.hidden else "")


def verified(seen: Verified) -> dict[str, object]:
    """Write the comparison for machines."""
    return {
        "ran": seen.ran,
        "unexplained": seen.unexplained,
        "contracts": [each._asdict() for each in seen.contracts],
        "findings": [_flat(each) for each in seen.rows],
        "hidden": [_chain(each) for each in seen.hidden],
        "problems": [each._asdict() for each in seen.problems],
    }


def _flat(each: Compared) -> dict[str, object]:
    return {"who": each.who, **each.said._asdict(), "rule": each.rule, "reason": each.reason}


def _chain(each: Hidden) -> dict[str, object]:
    return {**each.said._asdict(), "rule": each.rule, "ignored": _place(each.ignored), "chain": each.way}
