"""Decisions by words, for whoever knows no id: the same words find the same decisions in the same order."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mneme_cli.commands._words import words
from mneme_cli.commands.list import rows
from mneme_cli.errors import MnemeError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mneme_cli.commands.list import Row
    from mneme_cli.model.corpus import Corpus, Decision

MOST = 20
"""Decisions that are shown; what does not fit is counted."""
_ENDS = "()[]{}<>\"'`,;:!?."


class Hit(NamedTuple):
    """One decision. held: those of the words that it holds, as they were asked."""

    row: Row
    held: tuple[str, ...]


class Found(NamedTuple):
    """What was found. words: what was looked for.  hits: who holds most of them first.  left_out: hits not shown."""

    words: tuple[str, ...]
    hits: tuple[Hit, ...]
    left_out: int = 0


def search(corpus: Corpus, asked: str, states: tuple[str, ...] = (), most: int = MOST) -> Found:
    """Find the decisions that hold at least half of the words, letter by letter, whatever their case.

    Who holds more of them stands first, then who holds them in id and title, then ids count.

    Raises:
        MnemeError: there is no word, or a state is none of ours.
    """
    told = _asked(asked)
    if not told:
        raise MnemeError("there is no word to search for", "give words that the decision would hold: database, import")
    texts = {(one.id, one.place.path): one for one in corpus.decisions}
    made = [(hit, _ahead(hit)) for row in rows(corpus, states) if (hit := _hit(row, texts[row.id, row.path], told))]
    made = [(hit, rank) for hit, rank in made if 2 * len(hit.held) >= len(told)]
    hits = [hit for hit, _ in sorted(made, key=lambda each: each[1])]  # rows come by id, and sorting keeps that
    return Found(words=told, hits=tuple(hits[:most]), left_out=max(len(hits) - most, 0))


def _asked(text: str) -> tuple[str, ...]:
    """Return the words that were asked for, each once, without the punctuation around them."""
    bare = (word.strip(_ENDS) for word in text.casefold().split())
    return tuple(dict.fromkeys(word for word in bare if word))


def _hit(row: Row, one: Decision, told: Iterable[str]) -> Hit | None:
    text = " ".join(words(one)).casefold()
    held = tuple(word for word in told if word in text)
    return Hit(row=row, held=held) if held else None


def _ahead(hit: Hit) -> tuple[int, int]:
    """Rank a hit: by how many words it holds, then by how many of them stand in its id or title."""
    name = f"{hit.row.id} {hit.row.title}".casefold()
    return -len(hit.held), -sum(word in name for word in hit.held)
