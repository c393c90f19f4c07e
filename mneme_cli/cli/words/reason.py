"""One rule for people: what it says, where, what sets it aside, what it came from, what it finds now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.decisions.lint import superseders
from mneme_cli.decisions.paper import clause as written
from mneme_cli.decisions.paper import dump
from mneme_cli.model.day import show
from mneme_cli.model.reason import APPLIED
from mneme_cli.model.rule import Texts
from mneme_cli.model.visible import one_line, visible
from mneme_cli.reports._tally import aside, count, heap, order
from mneme_cli.reports.text.explain import words
from mneme_cli.reports.text.finding import finding
from mneme_cli.reports.text.rest import how
from mneme_cli.reports.text.spans import headed, row, rows

if TYPE_CHECKING:
    from mneme_cli.commands.why import Why
    from mneme_cli.model.finding import Finding
    from mneme_cli.model.reason import Reason
    from mneme_cli.model.rule import Aside
    from mneme_cli.reports.text.spans import Line

_SHOWN = 10


def page(reason: Reason, one: Why, width: int) -> list[Line]:
    """Write a rule."""
    texts = one.page.texts.get(reason.rule, Texts())
    made = headed(visible(reason.rule), visible(texts.title), width)
    made += row("state", state(reason, texts), width, "good" if reason.how == APPLIED else "warn")
    rule = next((each for each in one.compiled.rules if each.id == reason.rule), None)
    made += row("rule", visible(texts.line), width) if rule else _written(reason.rule, one)
    made += row("written", visible(texts.source), width, "place")
    made += row("why", visible(texts.why), width)
    made += row("instead", one_line(texts.say), width, "good")
    for at, each in enumerate(rule.asides if rule else ()):
        made += row("" if at else "exceptions", _exception(each, one), width)
    return made + history(reason.rule, one, width) + (_finds(reason, one, width) if rule else [])


def _written(rule: str, one: Why) -> list[Line]:
    """Write a rule that is not in force as its decision has it."""
    clause = next(each for owner in one.compiled.corpus.decisions for each in owner.clauses if each.id == rule)
    told = {key: value for key, value in written(clause).items() if key != "say"}
    return rows("rule", [((visible(line), ""),) for line in dump(told).splitlines()])


def state(reason: Reason, texts: Texts) -> str:
    """Say whether a rule is in force, and since when, or what became of it."""
    if reason.how in ("not in force", "removed"):
        return words(reason)
    since = f" since {show(texts.since)}" if texts.since else ""
    level = {"advise": ", advice only", "final": ", final"}.get(texts.level, "")
    return f"in force{since} ({texts.authority}{level})"


def tag(each: Finding) -> str:
    """Return the word for a finding that is set aside (`waived by W-0007`), "" for one that is not."""
    by = visible(aside(each)[1])
    return (f"{how(each)} by {by}" if by else how(each)) if heap(each) == "aside" else ""


def history(rule: str, one: Why, width: int) -> list[Line]:
    """Write what a rule replaced, which waivers ended, and what has replaced it."""
    lines = [visible(" ".join(line.split())) for line in one.page.texts.get(rule, Texts()).history]
    after = superseders(one.compiled.corpus, rule) if rule not in one.compiled.corpus.live else ()
    made: list[Line] = []
    for at, line in enumerate(lines):
        made += row("" if at else "history", line, width, "dim")
    return made + row("now", f"see {', '.join(map(visible, after))}" if after else "", width)


def _exception(each: Aside, one: Why) -> str:
    """Say where an exception holds, by whom, until when and why."""
    inside = each.where.inside
    where = ", ".join(glob for glob in inside if glob.removesuffix("/**") == glob or glob[:-3] not in inside)
    ended = each.until and each.until < one.compiled.corpus.as_of
    until = f" {'ended' if ended else 'until'} {show(each.until)}" if each.until else ""
    name = {"except": "except", "waiver": each.by, "override": f"override of {each.by}"}[each.how]
    place = each.by if each.how == "except" else ("everywhere" if where == "**" else f"in {where}")
    return one_line(f"{name} {place}{until}: {each.why}")


def _finds(reason: Reason, one: Why, width: int) -> list[Line]:
    """Write what the rule finds in the whole tree now."""
    shown = sorted((each for each in reason.findings if heap(each) != "aside"), key=order)
    set_aside = len(reason.findings) - len(shown)
    more = f", and {set_aside} set aside" if set_aside else ""
    said = f"{count(len(shown), 'finding')} now{more}" if shown else f"nothing that counts now{more}"
    made = row("finds", said, width, "" if shown else "good")
    for each in shown[:_SHOWN]:
        old = "existing" if each.status == "existing" else ""
        made += [(), *finding(each, one.page, width, word=old)]
    left = len(shown) - _SHOWN
    return made + ([((f"  and {left} more (all of them: --json)", "dim"),)] if left > 0 else [])
