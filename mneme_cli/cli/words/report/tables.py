"""The tables of the page: states, decisions, rules without work, waivers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.cli.words.report.drawing import numbers
from mneme_cli.cli.words.report.markup import day, link, row, state, table, text, worded
from mneme_cli.model.corpus import STATES
from mneme_cli.reports._tally import count

if TYPE_CHECKING:
    from mneme_cli.commands.list import Row
    from mneme_cli.commands.report import Report
    from mneme_cli.commands.report.waivers import Waived


def summary(one: Report) -> str:
    """Write the numbers that people look at first."""
    states = [each.state for each in one.rows]
    cells = [(str(states.count(word)), state(word)) for word in STATES if word in states]
    dead = sum(each.dead for each in one.idle)
    cells += [_counted(len(one.rules), "rule", " in force"), (str(dead), "of them cannot speak")]
    cells += [_counted(len(one.waivers), "waiver"), _counted(one.owed, "finding", " owed")]
    said = "\n".join(f"<li><b>{number}</b> {words}</li>" for number, words in cells)
    return f'<ul class="numbers">\n{said}\n</ul>'


def _counted(number: int, word: str, more: str = "") -> tuple[str, str]:
    return str(number), f"{word}{'' if number == 1 else 's'}{more}"


def decisions(one: Report) -> str:
    """List decisions by state, then by id."""
    known = numbers(one)
    ordered = sorted(one.rows, key=lambda each: STATES.index(each.state) if each.state in STATES else len(STATES))
    lively = [each for word in _ORDER for each in ordered if each.state == word]
    rows = [_decision(each, known) for each in lively]
    if not rows:
        return "<section><h2>Decisions</h2>\n<p>There is none.</p></section>"
    heads = ("Decision", "State", "Title", "Rules in force", "Date")
    return f"<section><h2>Decisions by state</h2>\n{table(heads, rows, 'Decisions')}</section>"


_ORDER = ("in-force", "advisory", "amended", "scheduled", "not-decided", "superseded", "expired", "retired")


def _decision(one: Row, known: dict[str, int]) -> str:
    number = known.get(one.id, -1)
    by = f" by {text(', '.join(one.by))}" if one.by else ""
    rules = f"{one.live} of {one.rules}"
    return row(link(number, one.id), state(one.state) + by, worded(one.title), rules, day(one.date), record=number)


def idle(one: Report) -> str:
    """List rules that were never exercised; those that cannot be, first."""
    known = numbers(one)
    rows = [
        row(
            link(known.get(each.id.partition("#")[0], -1), each.id),
            f'<span class="{"bad" if each.dead else "good"}">{text(each.why)}</span>',
            worded(one.lines.get(each.id, "")),
            record=known.get(each.id.partition("#")[0], -1),
        )
        for each in one.idle
    ]
    said = table(("Rule", "Why", "Says"), rows, "Rules never exercised") if rows else "<p>There is none.</p>"
    note = "<p>Rules in force with no finding and no exception that is needed, on the work tree of that day.</p>"
    return f"<section><h2>Rules never exercised</h2>\n{note}\n{said}</section>"


def waivers(one: Report) -> str:
    """List waivers, the first to end first."""
    known = numbers(one)
    rows = [_waiver(each, known.get(each.id, -1)) for each in one.waivers]
    heads = ("Waiver", "Last day", "Left", "Waives", "Approved by", "Because")
    said = table(heads, rows, "Waivers") if rows else "<p>There is none.</p>"
    return f"<section><h2>Waivers by expiry</h2>\n{said}</section>"


def _waiver(one: Waived, number: int) -> str:
    days = count(abs(one.left), "day")
    left = f'<span class="bad">ended {days} ago</span>' if one.left < 0 else f"{days} left"
    unused = "" if one.used else ' · <span class="bad">excuses nothing</span>'
    names = ", ".join(map(text, one.waives))
    cells = (link(number, one.id), day(one.until), left + unused, names, text(one.approved_by), worded(one.because))
    return row(*cells, record=number)
