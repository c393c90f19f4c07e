"""Regular expressions over paths as globs, where a glob says the same: anchors, alternatives, whole segments, captures.

What has no glob is refused with its reason, never guessed. A captured segment becomes a name, bound as a literal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mneme_cli.importers.dependency_cruiser.regex import (
    ANY,
    BACK,
    CAPTURE,
    EMPTY,
    END,
    SEGMENT,
    START,
    Reader,
    UnsaidError,
)
from mneme_cli.model.glob import escape

if TYPE_CHECKING:
    from collections.abc import Iterable


class Globs(NamedTuple):
    """texts: globs, any of which is meant.  losses: in which ways they say something else.  captures: names bound."""

    texts: tuple[str, ...]
    losses: tuple[str, ...] = ()
    captures: tuple[str, ...] = ()


def globs(patterns: str | Iterable[str], unlike: bool = False) -> Globs:
    """Turn one or several expressions into globs. unlike: `$1` stands for anything but what was captured.

    Raises:
        UnsaidError: no glob says it.
    """
    texts: list[str] = []
    losses: set[str] = set()
    for pattern in [patterns] if isinstance(patterns, str) else patterns:
        reader = Reader(pattern)
        for tokens in reader.whole():
            found, lost = _glob(tokens, unlike=unlike)
            texts += found
            losses |= lost
        losses |= reader.losses
    names = [name for name in (f"g{at}" for at in range(1, 10)) if any(f"{{{name}}}" in text for text in texts)]
    return Globs(tuple(dict.fromkeys(texts)), tuple(sorted(losses)), tuple(names))


def _glob(tokens: list[str], *, unlike: bool) -> tuple[list[str], set[str]]:
    """Write one alternative; without an anchor anything may stand in front or behind."""
    first, last = tokens[:1] == [START], tokens[-1:] == [END]
    inner = tokens[first : len(tokens) - last]
    if START in inner or END in inner:
        raise UnsaidError("an anchor stands in the middle of an alternative")
    while inner[:1] == [ANY]:
        first, inner = False, inner[1:]
    while inner[-1:] == [ANY]:
        last, inner = False, inner[:-1]
    losses: set[str] = set()
    text = "".join(_written(inner, at, losses, unlike=unlike) for at in range(len(inner)))
    if not text:
        return ["**"], losses
    return [_rooted(each) for each in _open(text, first=first, last=last)], losses


def _written(tokens: list[str], at: int, losses: set[str], *, unlike: bool) -> str:
    token = tokens[at]
    before, after = (tokens[at - 1] if at else "/"), (tokens[at + 1] if at + 1 < len(tokens) else "/")
    if token.startswith(CAPTURE):
        return f"{{g{token[len(CAPTURE) :]}}}"
    if token.startswith(BACK):
        return f"{{{'!' if unlike else ''}g{token[len(BACK) :]}}}"
    if token == SEGMENT:
        if before != "/" or after != "/":
            losses.add(EMPTY)
        return "*"
    if token == ANY:
        if before != "/":
            raise UnsaidError("'.*' stands behind part of a name, and '**' is whole segments")
        return "*/**" if after == "/" else "**/*"
    return escape(token)


def _open(text: str, *, first: bool, last: bool) -> list[str]:
    if not first:
        text = f"*/**{text}" if text.startswith("/") else f"**/*{text}"
    if last:
        return [text]
    return [f"{text}**"] if text.endswith("/") else [f"{text}*", f"{text}*/**"]


def _rooted(text: str) -> str:
    """Make a path of what has no slash."""
    return text if "/" in text or text == "**" else f"./{text}"
