"""Sentences about `[…]` and `{…}`: the places where a glob and YAML want the same signs."""

from __future__ import annotations

import re

from mneme_cli.decisions.reading.broken import Broken, Told, balanced, entry, quoted, value


def brackets(broken: Broken) -> Told | None:
    """Explain a list in brackets that goes wrong."""
    line = broken.text(broken.line)
    before, after = line[: broken.column], line[broken.column : broken.column + 1]
    if broken.line > broken.began_line or not after:
        return unclosed(broken)
    if after in "[{" or before[-1:] in ("]", "}"):
        return _glob(line, broken)
    fix = "put commas between the entries, and quotes around odd text"
    return Told(broken.line, broken.column, "a comma is missing here", fix)


def unclosed(broken: Broken) -> Told | None:
    """Explain a bracket that is never closed, perhaps because ` #` cut the line."""
    line, at = broken.text(broken.began_line), broken.began_column
    if line[at : at + 1] not in ("[", "{"):
        message = "the file ends in the middle of a list or a map"
        return Told(broken.line, broken.column, message, "close the bracket or brace that is still open")
    cut = re.search(r"\s#\S", line[at:])
    fix = "put an entry that holds ' #' in quotes" if cut else "close it, or write a list with one '- ' on each line"
    return Told(broken.began_line, at, f"the '{line[at]}' that opens here is never closed", fix)


def _glob(line: str, broken: Broken) -> Told:
    """Explain `src/{name}/**` and `src/[slug]/**` inside a list in brackets."""
    closed = line[broken.column - 1 : broken.column] in ("]", "}")
    at = max(line.rfind("{", 0, broken.column), line.rfind("[", 0, broken.column)) if closed else broken.column
    start = entry(line, at, (", ", ": ", " [", ","))
    message = "inside [ ] a brace or bracket begins a map or a list of its own"
    whole = balanced(line, start)
    return Told(broken.line, start, message, f"put it in quotes: {quoted(whole)}", whole)


def nothing(broken: Broken) -> Told | None:
    """Explain a sign that stands where a value should."""
    line = broken.text(broken.line)
    char = line[broken.column : broken.column + 1]
    if not char:
        return unclosed(broken)
    fix = f"if it is text, quote it: {quoted(value(line)[1])}"
    return Told(broken.line, broken.column, f"'{char}' stands where a value should be", fix)
