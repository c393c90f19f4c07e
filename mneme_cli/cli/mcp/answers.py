"""One question each, answered by the command that answers it for people: its words, and its JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mneme_cli.cli.data import searched, write
from mneme_cli.cli.data_packet import packed
from mneme_cli.cli.data_why import allowed, explained
from mneme_cli.cli.mcp.answer import WIDTH, Answer, answer, lines
from mneme_cli.cli.words import may as words_of_may
from mneme_cli.cli.words import search as words_of_search
from mneme_cli.cli.words import why as words_of_why
from mneme_cli.commands.may import may as ask
from mneme_cli.commands.packet import Asked
from mneme_cli.commands.packet import packet as pack
from mneme_cli.commands.propose import Proposal, propose
from mneme_cli.commands.search import MOST
from mneme_cli.commands.search import search as look
from mneme_cli.commands.why import why as explain
from mneme_cli.model.visible import visible
from mneme_cli.reports.text.spans import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mneme_cli.commands.propose import Judged

    Given = Mapping[str, Any]

_NAMED = 5


def may(given: Given) -> Answer:
    """Answer `mneme may`."""
    found = ask(given["from"], given["to"])
    return answer(plain(words_of_may.told(found, WIDTH)), allowed(found), found.page.verdict.problems)


def why(given: Given) -> Answer:
    """Answer `mneme why`."""
    found = explain(given["what"])
    return answer(plain(words_of_why.told(found, WIDTH)), explained(found), found.page.verdict.problems)


def packet(given: Given) -> Answer:
    """Answer `mneme packet`."""
    made = pack(Asked(paths=tuple(given.get("paths", ())), budget=given.get("budget"), format="markdown"))
    absent = "".join(f"\nThere is nothing at {visible(place)} yet.\n" for place in made.absent)
    return answer(made.text + absent, packed(made.packet), made.errors)


def search(given: Given) -> Answer:
    """Answer a search, as `mneme list --search` would, and by some of the words where nobody holds all."""
    from mneme_cli.cli.repository import corpus

    decisions = corpus()[1]
    states = (given["state"],) if "state" in given else ()
    found = look(decisions, given["words"], states, given.get("limit", MOST))
    wrong = [each for each in decisions.problems if each.code != "E-EMPTY"]  # nothing decided yet: found nothing
    return answer(plain(words_of_search.told(found, WIDTH)), searched(found), wrong)


def check_edit(given: Given) -> Answer:
    """Answer as `mneme hook neutral pre-tool` does; no objection is said as well."""
    found = propose(
        Proposal(
            path=given.get("path", ""),
            content=given.get("content"),
            old=given.get("old_string"),
            new=given.get("new_string"),
            every=given.get("replace_all", False),
            patch=given.get("patch"),
        )
    )
    return answer(_verdict(found), write(**found.reply._asdict()))


def _verdict(found: Judged) -> str:
    """Say the verdict in words, the outcome first."""
    more = len(found.paths) - _NAMED
    paths, reply = ", ".join(found.paths[:_NAMED]) + (f" and {more} more" if more > 0 else ""), found.reply
    heads = {
        "allow": f"allow: no rule objects to this edit of {paths}",
        "warn": f"warn: nothing stops this edit of {paths}",
        "ask": f"ask: a person has to approve this edit of {paths}",
        "block": f"block: this edit of {paths} breaks a rule",
    }
    said = [heads[reply.outcome], reply.reason, reply.context, f"note: {reply.told}" if reply.told else ""]
    return "".join(lines(each.rstrip("\n")) for each in said if each)
