"""What `import` says: the table of constructs, the files, and the difference between the two tools."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.cli import data as shapes
from mneme_cli.cli.terminal import columns, put, say
from mneme_cli.importers import ABOUT, EXACT, NOT
from mneme_cli.model.visible import visible
from mneme_cli.reports.text.rest import problem
from mneme_cli.reports.text.spans import headed, row, rows, wrap
from mneme_cli.reports.text.summary import count

if TYPE_CHECKING:
    from mneme_cli.commands.importing import Plan
    from mneme_cli.commands.importing.verify import Compared, Verified
    from mneme_cli.importers import Row
    from mneme_cli.reports.text.spans import Line

_STYLES = {EXACT: "good", ABOUT: "warn", NOT: "block"}
_WHO = {"same": "both", "theirs": "only {tool}", "ours": "only mneme"}


_SHOWN = 10
"""Chains behind ignored imports that are printed; JSON has all of them."""


def tell(made: Plan, seen: Verified | None, written: tuple[str, ...], *, json: bool) -> None:
    """Print it, for people or for machines."""
    if json:
        put(data(made, seen, written))
    else:
        say(table(made, seen, written, columns()))


def table(made: Plan, seen: Verified | None, written: tuple[str, ...], width: int) -> list[Line]:
    """Write the table by contract, exact constructs on one line each, the others with their reason."""
    lines: list[Line] = []
    for where in dict.fromkeys(each.where for each in made.rows):
        lines += [*headed(visible(where or made.path), "", width)]
        lines += _constructs([each for each in made.rows if each.where == where], width)
    lines += [(), ((_counts(made), "title"),)]
    lines += _files(made, written, width)
    return lines + (_compared(seen, width) if seen else [])


def _constructs(found: list[Row], width: int) -> list[Line]:
    lines: list[Line] = []
    exact = [visible(each.what) for each in found if each.how == EXACT]
    if exact:
        lines += row("exact", ", ".join(exact), width)
    for each in found:
        if each.how != EXACT:
            label = "about" if each.how == ABOUT else "not"
            told = wrap(f"{visible(each.what)}: {visible(each.why)}", width - 14)
            lines += rows(label, [((line, _STYLES[each.how]),) for line in told])
    return lines


def _counts(made: Plan) -> str:
    each = {how: sum(one.how == how for one in made.rows) for how in (EXACT, ABOUT, NOT)}
    told = ", ".join(f"{number} {how}" for how, number in each.items())
    return f"{made.importer.tool}, {visible(made.path)}: {count(len(made.decisions), 'decision')}; constructs: {told}"


def _files(made: Plan, written: tuple[str, ...], width: int) -> list[Line]:
    names = written or tuple(path for path, _ in made.files)
    lines = rows("written" if written else "to write", [((visible(path), "place"),) for path in names])
    if made.config.by_hand:
        said = "mneme.yaml is yours and stays as it is; add this to it by hand:"
        lines += [*row("by hand", said, width), *(((f"    {line}", ""),) for line in made.config.by_hand.splitlines())]
    return lines


def _compared(seen: Verified, width: int) -> list[Line]:
    lines: list[Line] = [()]
    for found in seen.problems:
        lines += [*problem(found, width), ()]
    if not seen.ran:
        said = f"{seen.tool} is not installed, so nothing was compared. Install it, then: mneme import … --verify"
        return [*lines, *(((line, "warn"),) for line in wrap(said, width))]
    lines += headed("compared with", visible(seen.ran), width)
    for each in seen.rows:
        lines += _difference(each, seen.tool, width)
    for each in seen.hidden[:_SHOWN]:
        lines += _difference(each, seen.tool, width, "hidden")
    if len(seen.hidden) > _SHOWN:
        lines.append(((f"  and {len(seen.hidden) - _SHOWN} more hidden chains; --json has all", "dim"),))
    same = sum(each.who == "same" for each in seen.rows)
    explained = len(seen.rows) - same - seen.unexplained
    told = f"{same} found by both, {explained} by one and explained, {seen.unexplained} unexplained"
    told += f"; {count(len(seen.hidden), 'chain')} hidden by ignored imports" if seen.hidden else ""
    return [*lines, ((told, "block" if seen.unexplained else "good"),)]


def _difference(each: Compared, tool: str, width: int, who: str = "") -> list[Line]:
    label = who or _WHO[each.who].format(tool=tool)
    place = f":{each.said.line}" if each.said.line else ""
    said = f"{visible(each.said.source)}{place} -> {visible(each.said.target)}  ({visible(each.said.name)})"
    style = "" if each.who == "same" else "warn" if each.reason else "block"
    lines: list[Line] = [((f"  {label}  ", "dim"), (said, style))]
    return lines + [((f"      {line}", "dim"),) for line in wrap(visible(each.reason), width - 6)]


def data(made: Plan, seen: Verified | None, written: tuple[str, ...]) -> str:
    """Write everything for machines."""
    return shapes.write(
        tool=made.importer.tool,
        file=made.path,
        constructs=[each._asdict() for each in made.rows],
        decisions=[{"id": one.id, "title": one.title, "path": one.place.path} for one in made.decisions],
        written=written,
        add_by_hand=made.config.by_hand,
        verified=_verified(seen) if seen else None,
    )


def _verified(seen: Verified) -> dict[str, object]:
    return {
        "ran": seen.ran,
        "unexplained": seen.unexplained,
        "findings": [_flat(each) for each in seen.rows],
        "hidden": [_flat(each) for each in seen.hidden],
        "problems": [each._asdict() for each in seen.problems],
    }


def _flat(each: Compared) -> dict[str, object]:
    return {"who": each.who, **each.said._asdict(), "rule": each.rule, "reason": each.reason}
