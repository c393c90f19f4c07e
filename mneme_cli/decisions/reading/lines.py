"""Sentences about lines that do not fit: a colon too many or too few, an indentation that nobody shares."""

from __future__ import annotations

import re

from mneme_cli.decisions.reading.broken import Broken, Told, quoted, value

_GLUED = re.compile(r"""^\s*(?:- +)?([\w-]+):([^\s:/].*)$""")
_INDENT = "give it the indentation of its neighbours"


def colon(broken: Broken) -> Told | None:
    """Explain `Use x: y`, or a line that hangs under a finished value."""
    line = broken.text(broken.line)
    at, text = value(line)
    if at < broken.column and ": " in f"{text} " and text[:1] not in "\"'[{":
        message = "the value holds ': ', which begins a map in YAML"
        return Told(broken.line, at, message, f"put it in quotes: {quoted(text)}", text)
    above = next((n for n in range(broken.line - 1, -1, -1) if broken.text(n).strip()), -1)
    glued = _missing_space(broken, above)
    if glued:
        return glued
    message = "this line is indented under a line that has a value already"
    return Told(broken.line, len(line) - len(line.lstrip()), message, "give it the indentation of its neighbours")


def _missing_space(broken: Broken, line: int) -> Told | None:
    found = _GLUED.match(broken.text(line))
    if not found:
        return None
    message = f"a space is missing behind '{found[1]}:'"
    return Told(line, found.start(1), message, f"write {found[1]}: {found[2]}")


def no_colon(broken: Broken) -> Told | None:
    """Explain a line without a key."""
    glued = _missing_space(broken, broken.began_line)
    if glued:
        return glued
    message = "this line is neither 'key: value' nor an entry of a list"
    fix = "put a colon and a space behind the key; indent text that goes on from the line above"
    return Told(broken.began_line, broken.began_column, message, fix)


def behind(broken: Broken) -> Told | None:
    """Explain text behind a closing quote or bracket, or an indentation that fits nowhere."""
    line = broken.text(broken.line)
    before = line[: broken.column].rstrip()
    at, text = value(line)
    if line[broken.column : broken.column + 1] == ":" and not before:
        return Told(broken.line, broken.column, "a key is empty", "write the key in front of the colon")
    if at < broken.column and before[-1:] in "\"'" and text[:1] in "\"'":
        message = "text stands behind the closing quote"
        fix = "put the whole value in one pair of quotes; inside single quotes write '' for an apostrophe"
        return Told(broken.line, broken.column, message, fix)
    if at < broken.column and before[-1:] in "]}" and text[:1] in "[{":
        what = "list" if text[0] == "[" else "map"
        message = f"a value that begins with '{text[0]}' is a {what} in YAML, and text follows it"
        return Told(broken.line, at, message, f"put it in quotes: {quoted(text)}", text)
    glued = _missing_space(broken, broken.line)
    if glued:
        return glued
    message = "the indentation of this line fits neither the line above nor any before it"
    return Told(broken.line, broken.column, message, "give it the indentation of its neighbours")
