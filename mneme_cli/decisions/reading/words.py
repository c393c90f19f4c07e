"""Words of messages: the known word nearest to an unknown one, lists as people write them, names of key paths."""

from __future__ import annotations

from difflib import get_close_matches

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


def nearest(word: str, known: Iterable[str], *, sure: bool = False) -> str:
    """Return the known word that was probably meant, "" if none is near.

    sure: hardly another one can be meant; where all of them fit into one line, that helps more than a guess.
    """
    plain = {_plain(name): name for name in sorted(known, reverse=True)}
    found = get_close_matches(_plain(word)[:60], sorted(plain), n=1, cutoff=0.75 if sure else 0.65)
    return plain[found[0]] if found else ""


def listed(words: Iterable[str]) -> str:
    """Write words as `a, b or c`."""
    every = list(words)
    return " or ".join((", ".join(every[:-1]), every[-1])) if len(every) > 1 else "".join(every)


def _plain(word: str) -> str:
    return word.casefold().replace("-", "_").replace(" ", "_")


def called(at: tuple[str, ...]) -> str:
    """Name what a key path leads to."""
    if not at:
        return "the file"
    return f"an entry of '{at[-2]}'" if at[-1].isdigit() and len(at) > 1 else f"'{at[-1]}'"
