"""What `mneme baseline` did, as a delta that a reviewer can read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mneme_cli.cli.data import write
from mneme_cli.model.baseline import Baseline, bound
from mneme_cli.model.visible import visible
from mneme_cli.reports._tally import count
from mneme_cli.reports.text.spans import flow, wrap
from mneme_cli.store.baseline import row

if TYPE_CHECKING:
    from mneme_cli.commands.baseline import Accepted
    from mneme_cli.model.baseline import Identity
    from mneme_cli.reports.text.spans import Line

_SHOWN = 40


def told(one: Accepted, width: int) -> list[Line]:
    """Say what was accepted, what is gone, what was refused, and what to do next."""
    made: list[Line] = []
    if not one.first:
        made += [line for sign, style, some in _delta(one) for line in _listed(sign, style, some, one.now, width)]
        made += [()] if made else []
    for text, style in _said(one):
        made += [((line, style),) for line in wrap(text, width)]
    return made


def _delta(one: Accepted) -> tuple[tuple[str, str, Baseline], ...]:
    return ("+", "block", one.added), ("-", "good", one.removed)


def _listed(sign: str, style: str, some: Baseline, now: Baseline, width: int) -> list[Line]:
    made: list[Line] = []
    for identity in sorted(some.counts)[:_SHOWN]:
        rule, source, target, symbol, edge = identity
        what = " ".join(part for part in (target, symbol, "(type only)" if edge == "type" else "") if part)
        times = f" ({some.counts[identity]} times)" if some.counts[identity] > 1 else ""
        told = ", ".join(part for part in (visible(what), _number(identity, some, now)) if part) + times
        parts = [(f"{sign} {visible(rule)}", style), (visible(source), "place"), (f"→ {told}" if told else "", "")]
        made += flow([part for part in parts if part[0]], width, 4)
    left = len(some.counts) - _SHOWN
    return made + ([((f"{sign} and {left} more (all of them: --json)", "dim"),)] if left > 0 else [])


def _number(identity: Identity, some: Baseline, now: Baseline) -> str:
    """Say up to where an entry accepts, and instead of what if only that changes."""
    here, there = some.numbers.get(identity, 0), now.numbers.get(identity, 0)
    if there and here != there:
        return f"{bound(there)} instead of {abs(here)}"
    return bound(here)


def _said(one: Accepted) -> list[tuple[str, str]]:
    """Return sentences with their style."""
    added, removed = sum(one.added.counts.values()), sum(one.removed.counts.values())
    total = count(sum(one.now.counts.values()), "finding")
    said: list[tuple[str, str]] = []
    if one.refused:
        grown = f"refused: the baseline only shrinks, and this would be +{added} −{removed}; nothing was written."
        said.append((grown, "block"))
        said.append(("Mend what is new, or accept it too: `mneme baseline --allow-growth`.", ""))
        said += [("What is gone can be taken out alone: `mneme baseline --shrink`.", "")] if removed else []
    elif one.first and not one.now.counts:
        said.append(("nothing to accept: no rule finds anything that blocks", "good"))
    elif one.first:
        said.append((f"accepted: {total} in {one.path}; commit it. From now on it only shrinks.", "good"))
    elif one.written:
        said.append((f"{_done(added, removed, one.moved)}: {total}{' left' if removed else ''} in {one.path}", "good"))
    else:
        said.append((f"unchanged: {total} in {one.path}", "good"))
    if one.final:
        rules = ", ".join(sorted({identity[0] for identity in one.final}))
        many = sum(one.final.values())
        verb, be = ("blocks", "is") if many == 1 else ("block", "are")
        left = f"{count(many, 'finding')} of final rules still {verb}, and {be} never accepted"
        said.append((f"{left}: {visible(rules)}", "warn"))
    return said


def _done(added: int, removed: int, moved: int) -> str:
    """Say what was written: what came and went, and how many entries only have another name."""
    renamed = f"{moved} {'entry' if moved == 1 else 'entries'} renamed"
    said = [f"+{added} −{removed}"] if added or removed or not moved else []
    return ", ".join([*said, renamed] if moved else said)


def json(one: Accepted) -> str:
    """Write it for machines."""
    parts = {key: _rows(getattr(one, key)) for key in ("added", "removed")}
    plain = {key: getattr(one, key) for key in ("path", "first", "refused", "written", "moved")}
    return write(**plain, **parts, final=_rows(Baseline(counts=one.final)), accepted=sum(one.now.counts.values()))


def _rows(some: Baseline) -> list[dict[str, Any]]:
    return [row(some, identity) for identity in sorted(some.counts)]
