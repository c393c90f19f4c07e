"""What a verdict has to tell, as items of Markdown lists: what is new, what passes and why, what was mended."""

from __future__ import annotations

from mneme_cli.model.day import SOON, show
from mneme_cli.model.group import groups
from mneme_cli.model.rule import Texts
from mneme_cli.reports._digest import digest
from mneme_cli.reports._markdown.escape import code, prose
from mneme_cli.reports._review import WEAKER, parted, problems
from mneme_cli.reports._tally import aside, count, graver, gravity, heap, ordered, others, speaking

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.model.finding import Finding
    from mneme_cli.model.group import Group
    from mneme_cli.model.page import Page
    from mneme_cli.model.problem import Problem


def new(page: Page) -> list[str]:
    """Write what the change brings, the worst first; the identity is there for machines."""
    return [_finding(one, page) for one in groups(speaking(page.verdict))]


def due(page: Page) -> list[str]:
    """Write what has fallen due in files that the change leaves alone."""
    return [_finding(one, page) for one in groups(one for one in ordered(page.verdict) if heap(one) == "due")]


def fixed(page: Page) -> list[str]:
    """Write what was there before and is gone."""
    gone = groups(one for one in ordered(page.verdict) if heap(one) == "fixed")
    return [
        f"- {code(one.lead.source)} {prose(one.lead.claim)} ({code(one.lead.rule)}){_mark(one.lead)}" for one in gone
    ]


def stuck(page: Page) -> list[str]:
    """Write why there is no verdict."""
    verdict = page.verdict
    rows = [_problem(one) for one in sorted(verdict.problems, key=graver) if one.fatal]
    return rows + [f"- {_at(one.path, one.line)} {prose(one.why)}" for one in sorted(verdict.skipped) if one.fatal]


def policy(page: Page) -> list[str]:
    """Write what the change does to the rules it is judged by, and who let it pass."""
    weaker, names = parted(page.verdict)
    rows = [f"- {code(rule)}: without what this change does to it, it would not pass" for rule in weaker]
    rows += [_problem(one) for one in problems(page) if one.code == WEAKER]
    return rows if names else [*rows, *_approval(page)]


def led(page: Page) -> list[str]:
    """Write which rules find less because names mean something else now, and who let it pass."""
    _, names = parted(page.verdict)
    rows = [f"- {code(rule)}: what a name meant is forbidden, and no line of the code was mended" for rule in names]
    return [*rows, *_approval(page)] if names else []


def _approval(page: Page) -> list[str]:
    verdict = page.verdict
    if verdict.approved_by:
        return [f"- approved by {prose(verdict.approved_by)}"]
    asked = any(one.outcome == "ask" for one in verdict.findings)
    return [f"- whoever may approve exceptions lets it pass: `{page.asked} --approved-by NAME`"] if asked else []


def waivers(page: Page) -> list[str]:
    """Write the waivers that set something aside here, those that end first in front."""
    used: dict[str, list[Finding]] = {}
    for one in ordered(page.verdict):
        how, by = aside(one)
        if how == "waiver":
            used.setdefault(by, []).append(one)
    return [_waiver(by, used[by], page) for by in sorted(used, key=lambda by: (page.ends.get(by, 1 << 40), by))]


def rest(page: Page) -> list[str]:
    """Write every other problem, and what could not be read whole."""
    verdict = page.verdict
    told = [one for one in sorted(verdict.problems, key=graver) if not one.fatal and one.code != WEAKER]
    unread = [one for one in sorted(verdict.skipped) if not one.fatal]
    return [_problem(one) for one in told] + [
        f"- not read whole: {_at(one.path, one.line)} {prose(one.why)}" for one in unread
    ]


def _finding(entry: Group, page: Page) -> str:
    one = entry.lead
    texts = page.texts.get(one.rule, Texts())
    word = "due" if heap(one) == "due" else one.outcome
    said = [f"{code(one.rule)} {prose(texts.title)}".rstrip()]
    said += [f"instead: {prose(texts.say)}"] if texts.say else []
    said += [prose(one.why_aside)] if one.why_aside else []
    said += [again] if (again := one.again(one.source)) else []
    said += [prose(also)] if (also := others(entry)) else []
    return f"- **{word}** {_place(one)} {prose(one.claim)}{_mark(one)}\n  " + "; ".join(said)


def _problem(one: Problem) -> str:
    where = f"{_at(one.path, one.line)} " if one.path else ""
    return f"- {gravity(one)} {one.code}: {where}{prose(one.message)}" + (f" ({prose(one.fix)})" if one.fix else "")


def _waiver(by: str, found: list[Finding], page: Page) -> str:
    last, why = page.ends.get(by, 0), next((one.why_aside for one in found if one.why_aside), "")
    left = last - page.verdict.as_of
    until = f"until {show(last)}" if last else ""
    soon = f" (**ends in {count(left, 'day')}**)" if last and left <= SOON else ""
    sets = f"sets {count(len(found), 'finding')} aside"
    return f"- {code(by)} {sets} {until}".rstrip() + soon + (f": {prose(why)}" if why else "")


def _place(finding: Finding) -> str:
    return _at(finding.source, finding.line)


def _at(path: str, line: int) -> str:
    return code(f"{path}:{line}" if line else path)


def _mark(finding: Finding) -> str:
    return f" <!-- mneme:{digest(finding)} -->"
