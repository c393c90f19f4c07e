"""Every hop of a chain is re-read from the bytes: it gets its line, and a stale graph cannot invent a finding.

A chain is made of imports as they are written. Where what they name is defined takes twice as long to find out.
"""

from __future__ import annotations

from mneme_cli.model.fact import Want

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from mneme_cli.model.fact import Edge, Facts
    from mneme_cli.model.finding import Finding
    from mneme_cli.model.rule import Rule


def unread(findings: Iterable[Finding], facts: Facts) -> tuple[Want, ...]:
    """Return the files of chains that have not been read in this check."""
    known = {**facts.rows("hops"), **facts.rows("imports")}
    paths = {edge.source for finding in findings for edge in finding.chain if not edge.line}
    missing = tuple(sorted(path for path in paths if path not in known))
    return (Want("hops", "after", missing),) if missing else ()


def placed(finding: Finding, rule: Rule, facts: Facts) -> Finding:
    """Give every hop the line at which it is written, and the finding that of its first hop; further lines are kept."""
    if not finding.chain or finding.chain[0].line:
        return finding
    written = [_written(edge, rule, facts) for edge in finding.chain]
    chain = tuple(first for first, *_ in written)
    also = tuple(sorted((edge for _, *more in written for edge in more), key=lambda edge: (edge.source, edge.line)))
    return finding._replace(chain=chain, line=finding.line or chain[0].line, column=chain[0].column, also=also)


def _written(edge: Edge, rule: Rule, facts: Facts) -> list[Edge]:
    """Return the import in a file that makes an edge of the graph, once for each line on which it is written."""
    if edge.line:
        return [edge]
    rows = facts.imports(edge.source) or facts.rows("hops").get(edge.source, ())
    found = [row for row in rows if row.target == edge.target and not row.via and rule.counts(row.kinds)]
    lines: dict[int, Edge] = {}
    for row in sorted(found, key=lambda row: (row.line, row.column)):
        lines.setdefault(row.line, row)
    return list(lines.values()) or [edge]
