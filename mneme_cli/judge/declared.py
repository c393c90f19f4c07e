"""A declaration is no finding while an import of its package is excused: who may import it must be able to ask for it.

Only a rule that excuses something asks; then the files that its exceptions cover are read, and no others.
"""

from __future__ import annotations

from mneme_cli.model.entry import manifest, project
from mneme_cli.model.fact import Want

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mneme_cli.model.fact import Edge, Facts
    from mneme_cli.model.finding import Finding
    from mneme_cli.model.rule import Aside, Rule


def unread(findings: Iterable[Finding], rules: Mapping[str, Rule], facts: Facts, today: int) -> tuple[Want, ...]:
    """Return the files that may hold an excused import of a package whose declaration is a finding."""
    asking = [each for each in findings if each.declares() and _live(rules[each.rule], today)]
    if not asking:
        return ()
    files = facts.rows("files").get("")
    if files is None:
        return (Want("files", "after"),)
    read = facts.rows("imports")
    paths = {path for each in asking for path in _covered(each, rules[each.rule], files, today) if path not in read}
    return (Want("imports", "after", tuple(sorted(paths))),) if paths else ()


def excused(finding: Finding, rule: Rule, facts: Facts, today: int) -> bool:
    """Tell whether an import of the declared package below the manifest is excused; then there is nothing to find."""
    files = facts.rows("files").get("")
    if not files or not finding.declares():
        return False
    return any(
        each.covers(_imported(finding, edge))
        for path in _covered(finding, rule, files, today)
        for edge in facts.imports(path) or ()
        if _of(edge, finding, rule)
        for each in _live(rule, today)
    )


def _live(rule: Rule, today: int) -> tuple[Aside, ...]:
    return tuple(each for each in rule.asides if not each.ended(today))


def _covered(finding: Finding, rule: Rule, files: Iterable[str], today: int) -> Iterator[str]:
    folder = project(finding.source) if manifest(finding.source) else ""
    for path in files:
        below = path.startswith(folder) and rule.near.holds(path)
        if below and any(each.where.holds(path) for each in _live(rule, today)):
            yield path


def _of(edge: Edge, finding: Finding, rule: Rule) -> bool:
    """Tell whether an import is one of the declared package: the entry that bans the one bans the other."""
    return edge.target.startswith("pkg:") and any(
        entry.selects(edge.target, edge.name) and entry.declares(finding.target[4:], loosely=True) for entry in rule.far
    )


def _imported(finding: Finding, edge: Edge) -> Finding:
    return finding._replace(source=edge.source, target=edge.target, symbol="", chain=(edge,), kinds=edge.kinds)
