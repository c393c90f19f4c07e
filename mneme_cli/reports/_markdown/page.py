"""The page as a whole, within the room that a service gives: what was left out is counted, never dropped in silence."""

from __future__ import annotations

from mneme_cli.model.group import groups
from mneme_cli.reports._markdown import items, review
from mneme_cli.reports._markdown.escape import code
from mneme_cli.reports._review import EDITS, LEADS
from mneme_cli.reports._tally import count, looked, speaking, stuck, tally

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.model.page import Page

WORDS = {"block": "blocked", "ask": "approval needed", "warn": "allowed with warnings", "allow": "allowed"}
SECTIONS = (
    ("Cannot judge", items.stuck),
    ("New", items.new),
    (EDITS, items.policy),
    (LEADS, items.led),
    ("What it does to the policy", review.changes),
    ("Due elsewhere", items.due),
    ("Waivers in use", items.waivers),
    ("Fixed", items.fixed),
    ("Problems", items.rest),
)
_LINE = 120
"""Bytes kept for a heading with its count of what is left out."""
_ENDS = 4000
"""Bytes kept for the first lines and the last one."""


def written(page: Page, most: int, mark: str = "") -> str:
    """Write a page in at most so many bytes. mark: a line that nobody sees, by which a comment is found again."""
    told = [(title, made) for title, write in SECTIONS if (made := write(page))]
    room = (most - _ENDS) // max(len(told), 1) - _LINE
    spare = (most - _ENDS) - len(told) * _LINE
    for title, made in told:
        spare -= 0 if title == "New" else min(room, sum(map(_size, made)))
    parts = [mark] if mark else []
    parts += [f"### mneme: {_verdict(page)}\n", f"{_looked(page)}\n"]
    for title, made in told:
        parts += [f"#### {title}\n", _kept(made, spare if title == "New" else room), ""]
    return "\n".join([*parts, _foot(page), ""])


def _kept(made: list[str], room: int) -> str:
    shown = []
    for one in made:
        room -= _size(one)
        if room < 0:
            break
        shown.append(one)
    left = len(made) - len(shown)
    return "\n".join([*shown, *([f"- and {left} more: there is no room for them here"] if left else [])])


def _size(item: str) -> int:
    return len(item.encode("utf-8", "replace")) + 1


def _verdict(page: Page) -> str:
    verdict, loud = page.verdict, speaking(page.verdict)
    if stuck(verdict):
        return "cannot judge"
    word = WORDS[verdict.outcome]
    if not loud:
        return word
    rules = len({one.rule for one in loud})
    return f"{word}: {count(len(groups(loud)), 'finding')} of {count(rules, 'rule')}"


def _looked(page: Page) -> str:
    verdict = page.verdict
    against = f" judged against {code(page.base)}" if page.base and verdict.scope == "change" else ""
    return f"{count(verdict.files, 'file')}{against}{looked(verdict)}, {count(verdict.rules, 'rule')}."


def _foot(page: Page) -> str:
    counts = tally(page.verdict)
    said = [f"{counts['existing']} existing"] if counts["existing"] else []
    said += [f"{counts['aside']} set aside"] if counts["aside"] else []
    said += [f"{counts['fixed']} fixed"] if counts["fixed"] else []
    said += ["`mneme why RULE` says why a rule is there"] if counts["block"] + counts["ask"] + counts["warn"] else []
    return " · ".join(said)
