"""What `import` says: the table of constructs and the files; the difference between the two tools stands beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.cli import data as shapes
from mneme_cli.cli.terminal import columns, put, say
from mneme_cli.cli.words.difference import difference, verified
from mneme_cli.importers import ABOUT, EXACT, NOT
from mneme_cli.model.visible import visible
from mneme_cli.reports._tally import count
from mneme_cli.reports.text.spans import headed, row, rows, wrap

if TYPE_CHECKING:
    from mneme_cli.commands.importing import Plan
    from mneme_cli.commands.importing.sides import Verified
    from mneme_cli.importers import Row
    from mneme_cli.reports.text.spans import Line

_STYLES = {EXACT: "good", ABOUT: "warn", NOT: "block"}


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
    lines += [(), *(((line, "title"),) for line in wrap(_counts(made), width))]
    lines += _files(made, written, width)
    return lines + (difference(seen, width) if seen else [])


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


def data(made: Plan, seen: Verified | None, written: tuple[str, ...]) -> str:
    """Write everything for machines."""
    return shapes.write(
        tool=made.importer.tool,
        file=made.path,
        constructs=[each._asdict() for each in made.rows],
        decisions=[{"id": one.id, "title": one.title, "path": one.place.path} for one in made.decisions],
        written=written,
        add_by_hand=made.config.by_hand,
        verified=verified(seen) if seen else None,
    )
