"""The verdict for people: grouped by decision, plain when piped, coloured on a terminal, the same words on both.

Piped text is 80 columns wide, unless COLUMNS says otherwise, and imports nothing but our own; rich is imported for
colour only.
"""

from __future__ import annotations

from itertools import groupby

from mneme_cli.model.rule import Texts
from mneme_cli.model.visible import visible
from mneme_cli.reports import Report
from mneme_cli.reports._tally import decision, speaking
from mneme_cli.reports.text.explain import rules
from mneme_cli.reports.text.many import findings
from mneme_cli.reports.text.rest import alone, dues, policy, problems, set_aside, unread
from mneme_cli.reports.text.rule import reasons, ways_out
from mneme_cli.reports.text.spans import headed, plain
from mneme_cli.reports.text.summary import notes, summary

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.model.finding import Finding, Verdict
    from mneme_cli.model.page import Page
    from mneme_cli.reports.text.spans import Line

NARROW, PIPED, WIDE = 40, 80, 120


def render(page: Page) -> str:
    """Write a page as text."""
    width = min(max(page.width, NARROW), WIDE) if page.width else PIPED
    made = lines(page, width)
    if not page.color:
        return plain(made)
    from mneme_cli.reports.text.paint import paint

    return paint(made)


def lines(page: Page, width: int) -> list[Line]:
    """Lay a page out: sections with an empty line between them, the summary last."""
    verdict = page.verdict
    sections = [dues(verdict, width)]
    sections += [_decision(list(found), page, width) for found in _groups(verdict)]
    sections.append(set_aside(page, width))
    sections += [unread(verdict, width), alone(verdict, width), policy(page, width), problems(page, width)]
    if page.review:
        from mneme_cli.reports.text.review import changes

        sections.append(changes(page.review, page, width))
    sections.append(rules(page, width))
    sections += [notes(page, width) + summary(page, width)]
    made: list[Line] = []
    for section in sections:
        if section:
            made += [(), *section] if made else section
    return made


def _groups(verdict: Verdict) -> list[list[Finding]]:
    """Group what speaks by decision: the decision with the worst finding first, then by id."""
    groups: dict[str, list[Finding]] = {}
    for one in speaking(verdict):
        groups.setdefault(decision(one.rule), []).append(one)
    rank = {one: at for at, one in enumerate(("block", "ask", "warn"))}
    return sorted(groups.values(), key=lambda found: (rank[found[0].outcome], decision(found[0].rule)))


def _decision(found: list[Finding], page: Page, width: int) -> list[Line]:
    title = page.texts.get(found[0].rule, Texts()).title
    made = headed(visible(decision(found[0].rule)), visible(title), width)
    for rule, of_rule in groupby(sorted(found, key=lambda one: one.rule), key=lambda one: one.rule):
        these = list(of_rule)
        texts = page.texts.get(rule, Texts())
        made += findings(these, page, width) + reasons(texts, width, these) + ways_out(these, texts, page, width)
    return made


REPORT = Report(render=render, suffixes=(".txt",))
