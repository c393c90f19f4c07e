"""A search for people and agents: who holds all of the words, then who holds some, and which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.cli.words.list import table
from mneme_cli.model.visible import visible
from mneme_cli.reports._tally import count
from mneme_cli.reports.text.spans import wrap

if TYPE_CHECKING:
    from mneme_cli.commands.search import Found, Hit
    from mneme_cli.reports.text.spans import Line


def told(found: Found, width: int) -> list[Line]:
    """Write what was found."""
    if not found.hits:
        most = "" if len(found.words) == 1 else "at least half of "
        said = f"No decision holds {most}{_words(found.words)}. `mneme list` shows all decisions."
        return [((line, ""),) for line in wrap(said, width)]
    whole = [hit for hit in found.hits if len(hit.held) == len(found.words)]
    groups: dict[tuple[str, ...], list[Hit]] = {}
    for hit in found.hits[len(whole) :]:
        groups.setdefault(hit.held, []).append(hit)
    made = _group(f"Holding {_words(found.words)}", whole, width) if whole else []
    for held, hits in groups.items():
        made += [*([()] if made else []), *_group(f"Holding only {_words(held)}", hits, width)]
    left = f"and {count(found.left_out, 'decision')} more: search for more words" if found.left_out else ""
    return [*made, *([((left, ""),)] if left else [])]


def _group(title: str, hits: list[Hit], width: int) -> list[Line]:
    """Write those that hold the same words; the sum below a list would count a part."""
    return [((title, "title"),), *table(tuple(hit.row for hit in hits), width)[:-2]]


def _words(words: tuple[str, ...]) -> str:
    return ", ".join(visible(word) for word in words)
