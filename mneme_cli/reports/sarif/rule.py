"""A rule of ours as a reporting descriptor: what a reviewer reads beside an alert."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mneme_cli.model.rule import Texts
from mneme_cli.reports._tally import decision, explain
from mneme_cli.reports.sarif.place import location

if TYPE_CHECKING:
    from mneme_cli.model.page import Page


def descriptor(rule: str, page: Page) -> dict[str, Any]:
    """Describe one rule: the title in short, then what it says, why, and what to do instead."""
    texts = page.texts.get(rule, Texts())
    title = texts.title or rule
    rows = [("Rule", texts.line), ("Why", texts.why), ("Instead", texts.say), ("Explain", explain(rule))]
    told = [(word, text) for word, text in rows if text]
    path, _, line = texts.source.rpartition(":")
    return {
        "id": rule,
        **_before(rule, texts),
        "shortDescription": {"text": title},
        "fullDescription": {"text": texts.line or title},
        "help": {
            "text": "\n".join(f"{word}: {text}" for word, text in told),
            "markdown": "\n\n".join([f"**{_escape(title)}**", *(f"*{word}*: {_escape(text)}" for word, text in told)]),
        },
        "properties": {
            "decision": decision(rule),
            "authority": texts.authority,
            **({"writtenAt": location(path, int(line))["physicalLocation"]} if line.isdigit() else {}),
        },
    }


def _before(rule: str, texts: Texts) -> dict[str, list[str]]:
    """Name the rules that this one came after, so that a service carries what it knows of them over."""
    old = [line.partition("  ") for line in texts.history]
    ids = {id_ for id_, _, how in old if "#" in id_ and how.startswith(("superseded ", "amended "))} - {rule}
    return {"deprecatedIds": sorted(ids)} if ids else {}


def _escape(text: str) -> str:
    """Keep a decision's prose prose: it must not become links, images or HTML on somebody's page."""
    return "".join("\\" + char if char in "\\`*_[]<>!#|~" else char for char in text)
