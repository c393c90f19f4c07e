"""A checked subset of regular expressions, so that no pattern can keep a hook busy.

Refused is what makes a backtracking matcher exponential: a repeated group that itself repeats or branches, and
back-references; and comments, which would hide either. What is left is polynomial, and lines are cut at `WIDEST`
characters.
https://docs.python.org/3/library/re.html
"""

from __future__ import annotations

WIDEST = 2_000
"""Characters of a line that are looked at: a longer line is generated or minified."""
_ANYTHING = "\x01\x01"
"""A line that no pattern speaks of: what matches before, between and behind its characters matches nothing at all."""
MOST = 3
"""Unbounded repeats in one pattern: each may multiply the work by the length of a line."""


def check(pattern: str) -> str:
    """Return what is wrong with a pattern, "" if nothing is."""
    import re

    try:
        made = re.compile(pattern)
    except re.error as wrong:
        return f"{wrong.msg} at character {(wrong.pos or 0) + 1}"
    if len(made.findall(_ANYTHING)) > len(_ANYTHING):
        return "it matches where nothing stands, so everywhere; write what has to be there"
    marks = _marks(pattern)
    if "back-reference" in marks:
        return "a back-reference can take for ever"
    if "comment" in marks:
        return "a comment, or the flag x, hides which groups repeat; write the pattern alone"
    if _nested(marks):
        return "a repeated group that itself repeats or branches can take for ever; repeat a class like [ab] instead"
    if sum(mark == "repeat" for mark in marks) > MOST:
        return f"more than {MOST} open repeats (* + {{n,}}); split it into several patterns"
    return ""


def _marks(pattern: str) -> list[str]:
    """Reduce a pattern to ( ) | optional, repeat, few, back-reference; `.` is any atom, `~` a modifier."""
    out, at = [], 0
    while at < len(pattern):
        char, step = pattern[at], 1
        if char == "\\":
            back = pattern[at + 1 : at + 2]
            out.append("back-reference" if back.isdigit() and back != "0" else ".")
            step = 2
        elif char == "[":
            out.append(".")
            step = _class(pattern, at) - at
        elif char == "{":
            mark, step = _braces(pattern, at)
            out.append(mark)
        elif odd := _odd(pattern, at):
            out.append(odd)
        elif char in "*+?":
            # behind `(` it opens a special group; behind a repeat it makes it lazy or possessive
            meant = out[-1:] in ([], ["."], [")"])
            out.append(("optional" if char == "?" else "repeat") if meant else "~")
        else:
            out.append(char if char in "()|" else ".")
        at += step
    return out


def _odd(pattern: str, at: int) -> str:
    """Name a group that refers back, is a comment or lets comments in, "" if it is none of these."""
    if not pattern.startswith("(?", at):
        return ""
    rest = pattern[at + 2 :]
    flags = rest[: len(rest) - len(rest.lstrip("aiLmsux"))]
    if rest.startswith("#") or ("x" in flags and rest[len(flags) : len(flags) + 1] in (":", ")", "-")):
        return "comment"
    return "back-reference" if rest.startswith("P=") else ""


def _class(pattern: str, at: int) -> int:
    """Return the place behind a character class; a bracket that comes first in it is literal."""
    at += 2 if pattern.startswith("[^", at) else 1
    at += 1 if pattern.startswith("]", at) else 0
    while at < len(pattern) and pattern[at] != "]":
        at += 2 if pattern[at] == "\\" else 1
    return at + 1


def _braces(pattern: str, at: int) -> tuple[str, int]:
    """Read `{3}`, `{1,}` or `{1,9}`; anything else is literal text."""
    end = pattern.find("}", at)
    inside = pattern[at + 1 : end] if end > 0 else ""
    low, comma, high = inside.partition(",")
    if not (low + high).isdigit():
        return ".", 1
    many = (comma and not high) or int(high or low) > 9
    return ("repeat" if many else "few"), end - at + 1


def _nested(marks: list[str]) -> bool:
    """Tell whether a group that repeats, branches or may be empty is itself repeated."""
    stack, loose = [False], False
    for mark in marks:
        if mark == "repeat" and loose:
            return True
        loose = False
        if mark == "(":
            stack.append(False)
        elif mark == ")":
            loose = stack.pop() if len(stack) > 1 else True
            stack[-1] |= loose
        elif mark in ("|", "optional", "repeat", "few"):
            stack[-1] = True
    return False
