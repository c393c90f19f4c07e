"""JUnit's XML, which nearly every build server shows: a suite for each rule that was broken, a case for each finding.

The shape is what Jenkins reads (the XSD of its xUnit plugin). A case fails where the check is stopped and passes with a
word where it is only warned; what is set aside or old is skipped, and says why. The first suite is the verdict itself,
so that there is a case even if nothing was found, and it fails where the check is stopped. A case has no place for an
identity, so it is a property of the suite, under the name of its case. Everything is ASCII: no pipe and no
locale makes it another text than its head says.
"""

from __future__ import annotations

from itertools import groupby

from mneme_cli.languages import asked
from mneme_cli.model.group import groups
from mneme_cli.model.rule import Texts
from mneme_cli.model.visible import visible
from mneme_cli.reports import Report
from mneme_cli.reports._digest import digest
from mneme_cli.reports._review import beside, waiting, waits
from mneme_cli.reports._tally import count, decision, explain, gravity, heap, order, others, stuck
from mneme_cli.reports._words import trouble, unread

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.model.finding import Verdict
    from mneme_cli.model.group import Group
    from mneme_cli.model.page import Page

    Case = tuple[str, str]
    """(what became of it: "" | failure | error | skipped, its XML)"""


def render(page: Page) -> str:
    """Write a page as test suites."""
    found = sorted(
        (one for one in page.verdict.findings if heap(one) != "fixed"), key=lambda one: (one.rule, order(one))
    )
    suites = [_suite("mneme", _verdict(page), [])]
    for rule, of_rule in groupby(groups(found), key=lambda entry: entry.lead.rule):
        told = list(of_rule)
        cases = [_case(one, page.texts.get(rule, Texts())) for one in told]
        suites.append(_suite(rule, cases, [(_name(one), digest(one.lead)) for one in told]))
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', "<testsuites>", *suites, "</testsuites>", ""])


def _verdict(page: Page) -> list[Case]:
    """Write the case of the whole check: an error if it could not judge, a failure if anything stops it."""
    verdict = page.verdict
    rows = [f"{gravity(one)} {one.code} {one.path}:{one.line} {trouble(one)}" for one in beside(page)]
    rows += [f"{name}: {one.path}:{one.line} {why}" for one in sorted(verdict.skipped) for name, why in (unread(one),)]
    if stuck(verdict):
        return [_written("error", "verdict", "mneme", "cannot judge", rows)]
    if parts := waiting(page):
        said = waits(page.review) if page.review else ""
        return [_written("failure", "verdict", "mneme", said, [*(each for _, each in parts), *rows])]
    if verdict.outcome not in ("block", "ask"):
        return [_written("", "verdict", "mneme", "", rows)]
    return [_written("failure", "verdict", "mneme", _stopped(verdict), rows)]


def _stopped(verdict: Verdict) -> str:
    """Say what stops a check: findings, or else decisions that contradict each other."""
    found = groups(one for one in verdict.findings if heap(one) in ("block", "ask"))
    rules = len({one.lead.rule for one in found})
    word = "blocked" if verdict.outcome == "block" else "approval needed"
    many = f"{count(len(found), 'finding')} of {count(rules, 'rule')}"
    return f"{word}: {many if found else 'decisions contradict each other'}"


def _case(entry: Group, texts: Texts) -> Case:
    finding, where = entry.lead, heap(entry.lead)
    what = {"block": "failure", "ask": "failure", "warn": "", "clear": ""}.get(where, "skipped")
    said = f"{finding.aside or where}: {finding.why_aside or finding.claim}" if what == "skipped" else finding.claim
    rows = [
        finding.claim,
        finding.again(finding.source),
        f"rule: {texts.line}" if texts.line else "",
        f"why: {texts.why}" if texts.why else "",
        f"instead: {texts.say}" if texts.say else "",
        *(f"  {hop.source}:{hop.line}:{hop.column} imports {asked(hop)}" for hop in finding.chain),
        others(entry, way=True),
        f"explain: {explain(finding.rule)}",
        f"identity: {digest(finding)}",
    ]
    return _written(what, _name(entry), decision(finding.rule), said, [row for row in rows if row])


def _name(entry: Group) -> str:
    """Name a case by what does not move: a server that follows a case over builds knows it by this name."""
    one = entry.lead
    return " ".join(filter(None, (one.source, one.claim, one.symbol if one.symbol not in one.claim else "")))


def _written(what: str, name: str, of: str, said: str, rows: list[str]) -> Case:
    body = "\n".join(_text(row) for row in rows)
    if what == "skipped":
        inner = f"      <skipped message={_field(said)}/>\n"
    elif what:
        inner = f"      <{what} message={_field(said)} type={_field(of)}>{body}</{what}>\n"
    else:
        inner = f"      <system-out>{body}</system-out>\n" if body else ""
    return what, f"    <testcase classname={_field(of)} name={_field(name)}>\n{inner}    </testcase>"


def _suite(name: str, cases: list[Case], identities: list[tuple[str, str]]) -> str:
    counts = {word: sum(what == word for what, _ in cases) for word in ("failure", "error", "skipped")}
    head = (
        f'tests="{len(cases)}" failures="{counts["failure"]}" errors="{counts["error"]}" skipped="{counts["skipped"]}"'
    )
    rows = [f"      <property name={_field(case)} value={_field(one)}/>" for case, one in identities]
    told = ["    <properties>", *rows, "    </properties>"] if rows else []
    return "\n".join(
        [f"  <testsuite name={_field(name)} {head}>", *told, *(text for _, text in cases), "  </testsuite>"]
    )


def _text(text: str) -> str:
    """Escape text; what XML cannot hold at all (control characters, half of a surrogate pair) is spelled."""
    made = visible(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return made.encode("ascii", "xmlcharrefreplace").decode()


def _field(text: str) -> str:
    return '"' + _text(text).replace('"', "&quot;") + '"'


REPORT = Report(render=render, suffixes=(".xml",), kin=(".xml",))
