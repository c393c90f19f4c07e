"""`mneme list` as a table that fits 80 columns: titles wrap below themselves, ids and states never do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.model.day import show
from mneme_cli.model.visible import visible
from mneme_cli.reports._tally import count
from mneme_cli.reports.text.spans import flow, measure, wrap

if TYPE_CHECKING:
    from mneme_cli.commands.list import Row
    from mneme_cli.reports.text.spans import Line

_TITLE = 24
"""Columns that a title needs to be read."""
_NARROW = 60
STYLES = {"in-force": "good", "advisory": "warn", "amended": "warn", "scheduled": "ask"}


def table(rows: tuple[Row, ...], width: int, asked: bool = False) -> list[Line]:
    """Write one decision a row, and how many there are in the last line. asked: only some were asked for."""
    if not rows and asked:
        return [(("no decision is like that; `mneme list` shows all of them", ""),)]
    if not rows:
        return [(("no decision here; `mneme new TITLE` writes one", ""),)]
    states = max(len(row.state) for row in rows)
    room = width - states - _TITLE - 16
    ids = max((size for row in rows if (size := measure(visible(row.id))) <= room), default=0)
    made: list[Line] = []
    for row in rows:
        made += _row(row, ids, states, width)
    live = sum(row.live for row in rows)
    return [*made, (), ((f"{count(len(rows), 'decision')}, {count(live, 'rule')} in force", ""),)]


def _row(row: Row, ids: int, states: int, width: int) -> list[Line]:
    """Write one row; an id for which there is no room stands on a line of its own."""
    if width < _NARROW:
        return _stacked(row, width)
    hang = ids + states + 16
    note = f" ({state_note(row.by)})" if row.by else ""
    told = wrap(visible(row.title) + note, max(width - hang, 20)) or [""]
    name = visible(row.id)
    long = measure(name) > ids
    head: Line = (
        (" " * (ids + 2) if long else name + " " * (ids - measure(name)) + "  ", "rule"),
        (f"{row.state:<{states}}  ", STYLES.get(row.state, "dim")),
        (show(row.date) + "  ", "dim"),
        (told[0], "" if row.state in STYLES else "dim"),
    )
    above: list[Line] = [((name, "rule"),)] if long else []
    return [*above, head, *(((" " * hang, ""), (line, "" if row.state in STYLES else "dim")) for line in told[1:])]


def _stacked(row: Row, width: int) -> list[Line]:
    """Write one row with its title below the rest."""
    style = STYLES.get(row.state, "dim")
    made = flow([(visible(row.id), "rule"), (row.state, style), (show(row.date), "dim")], width, 2)
    note = f" ({state_note(row.by)})" if row.by else ""
    return made + [((f"  {line}", ""),) for line in wrap(visible(row.title) + note, width - 2)]


def state_note(by: tuple[str, ...]) -> str:
    """Say who changed a state."""
    return "by " + ", ".join(map(visible, by))
