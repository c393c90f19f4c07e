"""One finding for people: where, what, the line of code, the way the import takes."""

from __future__ import annotations

from mneme_cli.languages import asked
from mneme_cli.model.fact import CONDITIONAL, DYNAMIC, LOCAL, TYPE, kind_names
from mneme_cli.model.group import CYCLE
from mneme_cli.model.visible import one_line, visible
from mneme_cli.reports.text.code import code
from mneme_cli.reports.text.spans import LABEL, flow, measure, row, rows, wrap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.model.fact import Edge
    from mneme_cli.model.finding import Finding
    from mneme_cli.model.page import Page
    from mneme_cli.reports.text.spans import Line

INDENT = 6
_ENDS = 6
_TOLD = TYPE | DYNAMIC | CONDITIONAL | LOCAL


def finding(one: Finding, page: Page, width: int, word: str = "") -> list[Line]:
    """Write a finding without the reasons, which all findings of its rule share. word: instead of the outcome."""
    made = heading(one, width, word)
    text = page.code.get((one.source, one.line))
    if text is not None and text.strip():
        made += code(text, one.line, one.column, width)
    if one.status == "due" and not one.aside:
        made += row("due", one_line(one.why_aside), width, "warn")
    if one.led and not one.aside:
        made += row("waits", one_line(one.why_aside), width, "warn")
    if len(one.chain) > 1:
        made += chained(one, width)
    elif again := one.again(one.source):
        made += [((" " * INDENT + line, ""),) for line in wrap(again, width - INDENT)]
    return made


def heading(one: Finding, width: int, word: str = "") -> list[Line]:
    """Write outcome, rule, place and claim. word: what to say instead of the outcome."""
    style = "dim" if word else one.outcome
    head = (word or f"{one.outcome.upper():<5}", style)
    times = f" ({one.times} times)" if one.times > 1 else ""
    claim = visible(one.claim) + times
    first = flow([head, (visible(one.rule), "rule"), (place(one.source, one.line, one.column), "place")], width, INDENT)
    if sum(measure(text) for text, _ in first[-1]) + 2 + measure(claim) <= width:
        return [*first[:-1], (*first[-1], ("  ", ""), (claim, ""))]
    return first + [((" " * INDENT + line, ""),) for line in wrap(claim, width - INDENT)]


def place(path: str, line: int = 0, column: int = 0) -> str:
    """Write a place as terminals and editors make it clickable."""
    return ":".join([visible(path), *(str(number) for number in (line, column)[: 2 if line else 0] if number)])


def chained(one: Finding, width: int) -> list[Line]:
    """Write the hops of a chain; those in the middle of a very long one are counted.

    A cycle leads back to where it began, if not to that very file, then to the part that the file lies in.
    """
    chain, cycle = one.chain, one.group.startswith(CYCLE)
    here = chain[0].source == chain[-1].target
    hops = [_hop(edge, one.again(edge.source), width) for edge in chain]
    if len(hops) > 2 * _ENDS:
        hops[_ENDS:-_ENDS] = [[((f"… {len(hops) - 2 * _ENDS} hops more (all of them: --format json) …", "dim"),)]]
    back = ("back to " if here else "back to where it began, at " if cycle else "", "dim")
    last: Line = (back, (visible(chain[-1].target), "place"))
    return rows("cycle" if cycle or here else "chain", [line for hop in hops for line in hop] + [last])


def _hop(edge: Edge, again: str, width: int) -> list[Line]:
    parts = [
        (place(edge.source, edge.line, edge.column), "place"),
        (f"imports {visible(asked(edge))}", ""),
    ]
    if marks := kind_names(edge.kinds & _TOLD):
        parts.append((f"({', '.join(marks)})", "dim"))
    if edge.via:
        parts.append((f"through {visible(edge.via)}", "dim"))
    if again:
        parts.append((f"({again})", "dim"))
    return flow(parts, width - LABEL - 2, 2)
