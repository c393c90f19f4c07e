"""Text that others wrote as Markdown: it stays text, and neither links, pings, mentions an issue nor becomes HTML."""

from __future__ import annotations

from mneme_cli.model.visible import visible

MOST = 400
"""Characters of one text that are kept."""
_SIGNS = "\\`*_[]<>!|~$"
_APART = "&#8203;"
"""A space of no width: services look for names and numbers in the text that is shown, where a backslash is gone."""


def prose(text: str) -> str:
    """Write text so that it reads as it was written, and does nothing."""
    flat = cut(visible(" ".join(text.split())))
    made = "".join(map(_still, flat, flat[1:] + " "))
    return made.replace("://", ":&#47;/").replace("www.", "www&#46;").replace("GH-", f"GH{_APART}-")


def _still(char: str, following: str) -> str:
    """Write one character so that it means itself, in Markdown and in what a service reads into the text."""
    made = {"&": "&amp;"}.get(char, "\\" + char if char in _SIGNS else char)
    return made + (_APART if char in "@#!" and following.isalnum() else "")


def code(text: str) -> str:
    """Write text as code, between more backticks than it has."""
    shown = cut(visible(text)) or " "
    fence = "`"
    while fence in shown:
        fence += "`"
    pad = " " if shown[0] in "` " or shown[-1] in "` " else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def cut(text: str) -> str:
    """Shorten a long text, and show that it was."""
    return text if len(text) <= MOST else text[: MOST - 1] + "…"
