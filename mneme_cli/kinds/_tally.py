"""The number of a ratchet over all of its files: held against its limit, or risen by a change, and where that is told.

It is a property of the whole. Whoever looks at some files gets the number of all, and is told of it if they hold any.
"""

from __future__ import annotations

from mneme_cli.kinds import _matchers
from mneme_cli.model.fact import Want
from mneme_cli.model.scan import loads
from mneme_cli.model.written import written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import NamedTuple

    from mneme_cli.model.fact import Facts
    from mneme_cli.model.finding import Finding
    from mneme_cli.model.rule import Rule
    from mneme_cli.relations import Row
else:
    from mneme_cli.model.noun import NamedTuple


class Rise(NamedTuple):
    """The rows of a rule before a change and after it, in the files that the change may bear on."""

    rule: Rule
    before: tuple[Row, ...]
    after: tuple[Row, ...]


def everywhere(rule: Rule, facts: Facts) -> tuple[str, ...] | None:
    """Return the files that a rule counts in after the change, None = not known."""
    files = facts.rows("files").get("")
    return None if files is None else tuple(path for path in files if rule.near.holds(path))


def apart(rule: Rule, rows: Sequence[Row], facts: Facts) -> dict[Row, tuple[str, str]]:
    """Return the rows that an exception sets aside, each with what does: they are left out of the count."""
    told = ((row, rule.excused(_matchers.finding(rule, row), facts.today)) for row in rows)
    return {row: (each.how, each.by) for row, each in told if each}


def overrun(rule: Rule, facts: Facts) -> Iterator[Finding | Want]:
    """Yield the number, which lies in no file, if it is above the limit, and what is left out of it."""
    most = loads(rule.terms)["at_most"]
    paths = facts.demand.get(rule.id, ()) if most is None else everywhere(rule, facts)
    if paths is None:
        yield Want(what="files")
        return
    rows, wants = _matchers.counted(rule, facts, "after", paths)
    yield from wants
    if wants or most is None or len(rows) <= most:
        return
    aside = apart(rule, rows, facts)
    kept = [row for row in rows if row not in aside]
    said = f"{len(kept)} of these, {most} at most"
    more = f"; {len(aside)} more set aside" if aside else ""
    if len(kept) > most and (row := _shown(kept, most, rule, facts)):
        held = tuple(sorted({row.path for row in kept}))
        yield _number(rule, row, said + more)._replace(number=len(kept), held=held)
    for how in sorted(set(aside.values())):
        mine = [row for row in rows if aside.get(row) == how]
        if row := _shown(mine, 0, rule, facts):
            yield _number(rule, row, f"{len(mine)} of these, not counted; without them {said}")


def _shown(rows: Sequence[Row], most: int, rule: Rule, facts: Facts) -> Row | None:
    """Return the row to point at: on the line that was asked about, else the first beyond the limit, else the last.

    None = the files that are looked at hold none.
    """
    looked = frozenset(facts.demand.get(rule.id, ()))
    here = [row for row in rows if row.path in looked]
    asked = (row for row in here if row.line == facts.line)
    beyond = (row for row in rows[most:] if row.path in looked)
    return next(iter((*asked, *beyond, *reversed(here))), None)


def _number(rule: Rule, row: Row, said: str) -> Finding:
    told = row._replace(claim=f"{row.claim}: {said}")
    return _matchers.finding(rule, told)._replace(whole=True)


def risen(rise: Rise, facts: Facts) -> Iterator[Finding | Want]:
    """Yield the last new row of every file that has more rows than it had.

    What is set aside counts only for itself: where nothing else became more, nothing else is found.
    """
    if wants := _unknown(rise, facts):
        yield from wants
        return
    rest, paths = _counting(rise, facts), everywhere(rise.rule, facts) if facts.wide else None
    over = None if paths is None else _matchers.counted(rise.rule, facts, "after", paths)[0]
    for path, was in _grown(rise, facts):
        row = _newest(path, was, rise, facts)
        excused = rise.rule.excused(_matchers.finding(rise.rule, row), facts.today)
        if excused or len(rest.after) > len(rest.before):
            said = _than(rise if excused else rest, over, facts, counting=not excused)
            yield _matchers.finding(rise.rule, row._replace(claim=row.claim + said))._replace(held=(path,))


def _grown(rise: Rise, facts: Facts) -> tuple[tuple[str, str], ...]:
    """Return the files that have more rows than they had, each with its name before the change."""
    names = {change.path: change.was for change in facts.change if change.was}
    had, have = [row.path for row in rise.before], [row.path for row in rise.after]
    pairs = ((path, names.get(path, path)) for path in sorted(set(have)))
    return tuple((path, was) for path, was in pairs if have.count(path) > had.count(was))


def _counting(rise: Rise, facts: Facts) -> Rise:
    """Leave out what an exception sets aside."""
    sides = []
    for rows in (rise.before, rise.after):
        aside = apart(rise.rule, rows, facts)
        sides.append(tuple(row for row in rows if row not in aside))
    return rise._replace(before=sides[0], after=sides[1])


def _unknown(rise: Rise, facts: Facts) -> tuple[Want, ...]:
    """Return what is needed to say which line is new, and how many there are over all.

    A hook has no time to count in what its edit leaves alone.
    """
    now, then, pairs = facts.rows("text"), facts.before.get("text", {}), _grown(rise, facts)
    texts = (
        Want("text", "after", tuple(path for path, _ in pairs if path not in now)),
        Want("text", "before", tuple(was for _, was in pairs if was not in then)),
    )
    wants = tuple(want for want in texts if want.paths)
    if not facts.wide:
        return wants
    paths = everywhere(rise.rule, facts)
    if paths is None:
        return (*wants, Want(what="files"))
    return (*wants, *_matchers.counted(rise.rule, facts, "after", paths)[1])


def _newest(path: str, was: str, rise: Rise, facts: Facts) -> Row:
    """Return the last row of a file on a line that the change wrote; a name that was not there comes first."""
    then, now = facts.before["text"][was], facts.rows("text")[path]
    lines = written(then[0] if then else b"", now[0] if now else b"")
    rows = [row for row in rise.after if row.path == path]
    old = {(row.target, row.symbol) for row in rise.before if row.path == was}
    new = [row for row in rows if (row.target, row.symbol) not in old]
    fresh = [row for row in rows if row.line in lines]
    return ([row for row in fresh if row in new] or fresh or new or rows)[-1]


def _than(rise: Rise, over: Sequence[Row] | None, facts: Facts, *, counting: bool) -> str:
    """Say what the number is over all files of the rule and what it was, or in a hook by how much it rose.

    over: the rows in all files, None = nobody counted there.
    """
    most = loads(rise.rule.terms)["at_most"]
    more = len(rise.after) - len(rise.before)
    if over is None:
        return f", {more} more of these than before; their number may only fall"
    now = len(over) - (len(apart(rise.rule, over, facts)) if counting else 0)
    limit = "" if most is None else f", {most} at most"
    return f", which makes {now} of these{limit}; {now - more} before this change"
