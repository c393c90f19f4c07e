"""Where a text stops being JSON: asked once it was refused, as the interpreter's scanner does not always tell."""

from __future__ import annotations

from mneme_cli.model.scan import loads

_SIGNS = "{}[]:,"
_GAP = " \t\r\n"
_ENDS = {"{": "}", "[": "]"}


def flaw(text: str) -> tuple[int, int]:
    """Return line and column of the first thing that cannot stand where it does, (0, 0) if there is none."""
    at = _offset(text)
    return (text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)) if at >= 0 else (0, 0)


def _offset(text: str) -> int:
    """Walk from mark to mark; due is a (v)alue, a (k)ey, a colon, or a comma where an end may stand as well."""
    at, above, due = _past(text, 0), "", "v"
    while at < len(text):
        end = _token(text, at)
        said = _next(text[at:end], above, due)
        if not said:
            return at
        above, due = said
        at = _past(text, end)
    return -1 if due == "," and not above else len(text.rstrip(_GAP))


def _next(mark: str, above: str, due: str) -> tuple[str, str] | None:
    """Return the brackets that are open and what comes next; None if the mark cannot stand here."""
    if due == ":":
        return (above, "v") if mark == ":" else None
    if above and mark == _ENDS[above[-1]] and (due == "," or due.endswith("?")):
        return above[:-1], ","
    if due == ",":
        return (above, "k" if above[-1] == "{" else "v") if mark == "," and above else None
    if due[0] == "k":
        return (above, ":") if mark[0] == '"' and _whole(mark) else None
    if mark in _ENDS:
        return above + mark, "k?" if mark == "{" else "v?"
    return (above, ",") if mark not in _SIGNS and _whole(mark) else None


def _whole(mark: str) -> bool:
    try:
        loads(mark)
    except ValueError:
        return False
    return "\n" not in mark


def _token(text: str, at: int) -> int:
    """Return the offset behind a bracket, a text in quotes, or a word."""
    if text[at] in _SIGNS:
        return at + 1
    quoted, here = text[at] == '"', at + 1
    while here < len(text) and text[here] not in ('"\n' if quoted else _SIGNS + _GAP + '"'):
        here += 2 if quoted and text[here] == "\\" else 1
    return min(here + quoted, len(text))


def _past(text: str, at: int) -> int:
    while at < len(text) and text[at] in _GAP:
        at += 1
    return at
