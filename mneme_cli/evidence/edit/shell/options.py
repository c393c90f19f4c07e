"""Options and operands of a program, told apart as getopt does it."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.evidence.edit.shell.words import Word


def options(words: list[Word], valued: str = "", long: tuple[str, ...] = ()) -> tuple[dict[str, Word], list[Word]]:
    """Return the options, by letter or long name, with their values, and the operands.

    valued: letters that have a value, joined or as the next word.  long: names that do (`--target-directory d`).
    """
    found: dict[str, Word] = {}
    operands: list[Word] = []
    left = list(words)
    while left:
        each = left.pop(0)
        text = each.text
        if text == "--":
            return found, operands + left
        if text.startswith("--"):
            name, is_, value = text[2:].partition("=")
            found[name] = left.pop(0) if not is_ and name in long and left else each._replace(text=value)
        elif text.startswith("-") and len(text) > 1:
            _letters(each, left, valued, found)
        else:
            operands.append(each)
    return found, operands


def _letters(each: Word, left: list[Word], valued: str, found: dict[str, Word]) -> None:
    """Read a cluster of letters; one that has a value takes the rest, or the next word."""
    for at, letter in enumerate(each.text[1:], 2):
        rest = each.text[at:]
        if letter in valued:
            found[letter] = each._replace(text=rest) if rest or not left else left.pop(0)
            return
        found[letter] = each._replace(text="")
