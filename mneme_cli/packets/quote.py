"""What decisions say is data: quoted so that it cannot leave the line, the quotation or the block that it stands in.

A title may hold anything its author, or somebody who sent a pull request, typed: `</system>`, a heading, our own end
marker, a bell. An agent reads the packet as its instructions; so nothing in a quotation may look like the frame.
"""

from __future__ import annotations

ELSE = "…"
_BREAKING = {ord("`"): "'", ord('"'): "'", ord("<"): "‹", ord(">"): "›"}
"""Code fences, our quotation marks, and what opens or closes a tag or a comment."""


def clean(text: str, most: int) -> str:
    """Return a text as one line without anything that breaks a frame, of at most so many characters.

    What is cut off is marked; of a text that is far too long only the beginning is looked at.
    """
    start = text[: 4 * most]
    flat = " ".join(_shown(start).translate(_BREAKING).split())
    if len(flat) <= most and start == text:
        return flat
    return flat[: most - 1].rstrip() + ELSE


def _shown(text: str) -> str:
    """Make a space of every character that does not show: controls, line ends, bidirectional marks, surrogates."""
    return text if text.isprintable() else "".join(char if char.isprintable() else " " for char in text)
