"""`mneme show` as a page: the state first, then links, rules with what they say, then the prose as it was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.cli.words.list import STYLES, state_note
from mneme_cli.decisions.paper import clause as written
from mneme_cli.decisions.paper import dump
from mneme_cli.model.day import show as spell
from mneme_cli.model.visible import one_line, visible
from mneme_cli.reports.text.finding import place
from mneme_cli.reports.text.rest import problem
from mneme_cli.reports.text.spans import headed, row, rows, wrap

if TYPE_CHECKING:
    from mneme_cli.commands.show import Shown
    from mneme_cli.model.corpus import Clause, Decision, Link, State, Waiver
    from mneme_cli.reports.text.spans import Line

_BACK = {"supersedes": "replaces it", "amends": "amends it", "overrides": "overrides it", "relates": "relates to it"}


def page(shown: Shown, width: int) -> list[Line]:
    """Write a decision."""
    one = shown.decision
    made = headed(visible(one.id), visible(one.title), width)
    made += _facts(one, shown.state, width)
    made += [line for link in shown.out for line in row(link.kind, _link(link.target, link), width)]
    for link in shown.into:
        made += row("", f"{visible(link.source)} {_BACK[link.kind]}{_key(link)}", width)
    for clause, state, live in shown.rules:
        made += [(), *_rule(clause, state, width, live=live)]
    for waiver in shown.waivers:
        made += [(), *exception(waiver, width)]
    if not shown.focus:
        made += _prose(one, width)
    for found in shown.problems:
        made += [(), *problem(found, width)]
    return made


def exception(one: Waiver, width: int) -> list[Line]:
    """Write a waiver."""
    made = headed(visible(one.id), "waiver of " + visible(", ".join(one.waives)), width)
    made += row("until", f"{spell(one.until)}, approved by {visible(one.approved_by)}", width)
    made += rows("in", [((visible(path), "place"),) for path in one.inside])
    made += row("because", one_line(one.because), width)
    return made + row("written", place(one.place.path, one.place.line), width, "place")


def _facts(one: Decision, state: State, width: int) -> list[Line]:
    since = f" since {spell(state.since)}" if state.since and state.state != "not-decided" else ""
    by = f" {state_note(state.by)}" if state.by else ""
    made = row("state", f"{state.state}{since}{by}", width, STYLES.get(state.state, "dim"))
    dates = [f"{one.status} {spell(one.date)}"] if one.date else [one.status]
    told = (("in effect", one.effective), ("expires", one.expires), ("look again by", one.review_by))
    dates += [f"{word} {spell(number)}" for word, number in told if number]
    made += row("status", ", ".join(dates), width)
    made += row("by", visible(", ".join(one.by)), width)
    made += rows("scope", [((visible(glob), "place"),) for glob in one.scope])
    return made + row("written", place(one.place.path, one.place.line), width, "place")


def _rule(clause: Clause, state: State, width: int, *, live: bool) -> list[Line]:
    word = "in force" if live else " ".join([state.state, *([state_note(state.by)] if state.by else [])])
    head: Line = ((f"{visible(clause.id)}  ", "rule"), (word, "good" if live else "dim"))
    told = {key: value for key, value in written(clause).items() if key != "say"}
    body: list[Line] = [((f"    {visible(line)}", ""),) for line in dump(told).splitlines()]
    begins = row("begins", spell(clause.begins), width) if clause.begins else []
    return [head, *body, *begins, *row("instead", one_line(clause.say), width, "good")]


def _prose(one: Decision, width: int) -> list[Line]:
    made: list[Line] = []
    parts = (
        ("Context", one.context),
        ("Decision", one.decision),
        ("Consequences", one.consequences),
        ("Alternatives", one.alternatives),
    )
    for word, text in parts:
        if text.strip():
            made += [(), ((word, "title"),)]
            for paragraph in text.strip().split("\n\n"):
                made += [((f"  {line}", ""),) for line in _paragraph(paragraph, width - 2)]
    return made


def _paragraph(text: str, width: int) -> list[str]:
    """Wrap a paragraph, but leave lists and indented lines as their author set them."""
    lines = text.split("\n")
    if any(line[:1] in ("-", "*", " ", "|") or line[:1].isdigit() for line in lines[1:]):
        return [visible(line) for line in lines]
    return wrap(visible(text.replace("\n", " ")), width)


def _link(target: str, link: Link) -> str:
    where = f" in {', '.join(link.inside)}" if link.inside else ""
    because = f": {link.because}" if link.because else ""
    return one_line(f"{target}{where}{because}")


def _key(link: Link) -> str:
    key = link.target.partition("#")[2]
    return f" (#{visible(key)})" if key else ""
