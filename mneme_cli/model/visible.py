"""How text that others wrote is shown on a terminal: nothing invisible, nothing that moves the cursor, one line.

A path or a line of source may hold escape sequences, bidirectional controls or newlines; shown raw they could forge
the rest of a report (CVE-2021-42574 is the best-known case). Data formats keep the exact text; people see this one.
"""

from __future__ import annotations


def visible(text: str) -> str:
    r"""Spell every character that is not printable as its Python escape (`\n`, `\x1b`, `\u202e`, `\udc80`)."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else _spell(char) for char in text)


def one_line(text: str) -> str:
    """Show prose, which people write over several lines, on one: where they broke it says nothing."""
    return visible(" ".join(text.split()))


def _spell(char: str) -> str:
    return char.encode("unicode_escape", "surrogatepass").decode("ascii")
