"""Debt over the history of a branch: a picture that needs no script, and the same numbers as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.cli.words.report.markup import day, row, table, text
from mneme_cli.model.day import show

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mneme_cli.commands.report.history import History, Point

WIDE, HIGH, LEFT, BELOW = 720, 180, 36, 22
COLOURS = 6
OTHERS = "others"


def chart(past: History) -> str:
    """Write the section."""
    if not past.points:
        return "<section><h2>Debt by component</h2>\n<p>There is no history: nothing is committed.</p></section>"
    names = _names(past.points)
    many = f"{past.walked} commit{'' if past.walked == 1 else 's'}"
    judged = [each for each in past.points if each.found is not None or each.failed]
    note = (
        f"<p>{many} of {text(past.branch)}, first parents; the baseline of {len(past.points)}, all findings of "
        f"{len(judged)}, each by its own decisions on its own day. "
        "The line is what is accepted, bars are what is owed.</p>"
    )
    rows = [_row(each, names) for each in _told(past.points)]
    heads = ("Day", "Commit", "Accepted", "Owed", *map(text, names))
    picture = _picture(past.points, names) + _legend(names) if names else "<p>No debt in any of them.</p>"
    shown = table(heads, rows, "Debt by component")
    return f"<section><h2>Debt by component</h2>\n{note}\n{picture}\n{shown}</section>"


def _told(points: Sequence[Point]) -> Iterator[Point]:
    """Yield, the newest first, the commits that were judged and those at which the baseline changed."""
    for at in range(len(points) - 1, -1, -1):
        one = points[at]
        if one.found is not None or one.failed or not at or one.accepted != points[at - 1].accepted:
            yield one


def _names(points: Sequence[Point]) -> list[str]:
    """Return the components by how much they owed at most, the others together."""
    worst: dict[str, int] = {}
    for one in points:
        for name, count in _debt(one).items():
            worst[name] = max(worst.get(name, 0), count)
    ordered = sorted(worst, key=lambda name: (-worst[name], name))
    return ordered if len(ordered) <= COLOURS else [*ordered[: COLOURS - 1], OTHERS]


def _debt(one: Point) -> dict[str, int]:
    return dict(one.accepted if one.found is None else one.found)


def _parts(one: Point, names: Sequence[str]) -> list[int]:
    debt = _debt(one)
    counts = [debt.pop(name, 0) for name in names if name != OTHERS]
    return [*counts, sum(debt.values())] if OTHERS in names else counts


def _row(one: Point, names: Sequence[str]) -> str:
    owed = "cannot judge" if one.failed else "" if one.found is None else str(sum(one.found.values()))
    parts = [str(each or "") for each in _parts(one, names)]
    return row(day(one.day), f"<code>{one.oid[:12]}</code>", str(sum(one.accepted.values())), owed, *parts)


def _picture(points: Sequence[Point], names: Sequence[str]) -> str:
    top = max([1, *(sum(_debt(one).values()) for one in points), *(sum(one.accepted.values()) for one in points)])
    step = (WIDE - LEFT) / len(points)
    scale = (HIGH - BELOW - 10) / top
    bars = [bar for at, one in enumerate(points) if one.found is not None for bar in _bar(at, one, names, step, scale)]
    line = " ".join(
        f"{LEFT + (at + 0.5) * step:.1f},{HIGH - BELOW - sum(one.accepted.values()) * scale:.1f}"
        for at, one in enumerate(points)
    )
    low = HIGH - BELOW
    marks = f'<text x="{LEFT - 6}" y="14" class="end">{top}</text><text x="{LEFT - 6}" y="{low}" class="end">0</text>'
    marks += f'<text x="{LEFT}" y="{HIGH - 4}">{show(points[0].day)}</text>'
    marks += f'<text x="{WIDE}" y="{HIGH - 4}" class="end">{show(points[-1].day)}</text>'
    said = "Debt over time; the table has the numbers"
    return (
        f'<div class="wide"><svg class="debt" viewBox="0 0 {WIDE} {HIGH}" role="img" aria-label="{said}">'
        f'<path class="axis" d="M{LEFT} 10V{low}H{WIDE}"/>{"".join(bars)}<polyline class="line" points="{line}"/>'
        f"{marks}</svg></div>\n"
    )


def _bar(at: int, one: Point, names: Sequence[str], step: float, scale: float) -> Iterator[str]:
    wide = min(max(step * 0.7, 4), 40)
    x = LEFT + (at + 0.5) * step - wide / 2
    y = float(HIGH - BELOW)
    for number, count in enumerate(_parts(one, names)):
        y -= count * scale
        if count:
            told = f"{names[number]}: {count}, {show(one.day)}"
            shape = f'x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{count * scale:.1f}"'
            yield f'<rect class="c{number}" {shape}><title>{text(told)}</title></rect>'


def _legend(names: Sequence[str]) -> str:
    said = "".join(f'<li><span class="c{at}"></span>{text(name)}</li>' for at, name in enumerate(names))
    return f'<ul class="legend">{said}</ul>'
