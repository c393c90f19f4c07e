"""Sentences about single signs that mean something to YAML: `@`, `*`, `&`, `!`, `|`, `-`, `?`, tabs and quotes."""

from __future__ import annotations

import re

from mneme_cli.decisions.reading.broken import Broken, Told, entry, flowing, quoted, value, word

DEEPEST = 40
"""Levels of lists and maps. The deepest rule anybody needs has ten."""
TOO_DEEP = f"lists and maps are nested more than {DEEPEST} deep here"


def tab(broken: Broken) -> Told | None:
    """Explain a tab in the indentation, whatever the parser says of it."""
    for line in (broken.line, broken.began_line):
        text = broken.text(line)
        indent = text[: len(text) - len(text.lstrip())]
        if "\t" in indent:
            return Told(line, indent.index("\t"), "a tab stands in the indentation", "indent with spaces")
    if broken.text(broken.line)[broken.column : broken.column + 1] == "\t":
        return Told(broken.line, broken.column, "a tab stands here", "write spaces")
    return None


def deep(broken: Broken) -> Told | None:
    """Explain what libyaml itself refuses, before it hands out the first bracket of many."""
    return Told(broken.line, broken.column, TOO_DEEP, "write it flat")


def first_character(broken: Broken) -> Told | None:
    """Explain `@ana` and `>=2`: signs that begin no plain value."""
    line = broken.text(broken.line)
    char = line[broken.column : broken.column + 1]
    message = f"a plain value cannot begin with '{char}'"
    if char and char in "<>=" and flowing(line[: broken.column]):
        return _range(line, broken.line, broken.column, message)
    text = word(line, broken.column)
    return Told(broken.line, broken.column, message, f"put it in quotes: {quoted(text)}", text)


def _range(line: str, row: int, column: int, message: str) -> Told:
    """Explain a version range that a comma has split."""
    start = entry(line, column)
    whole = re.split(r"[\]}]|, |\s#", line[start:], maxsplit=1)[0]
    return Told(row, start, message, f"put the whole range in quotes: {quoted(whole)}", whole)


def star(broken: Broken) -> Told | None:
    """Explain `**`."""
    return _sign(broken, "'*' begins an alias in YAML")


def ampersand(broken: Broken) -> Told | None:
    """Explain `& more`."""
    return _sign(broken, "'&' begins an anchor in YAML")


def bang(broken: Broken) -> Told | None:
    """Explain `!=3` and `!src/**`."""
    line = broken.text(broken.began_line)
    message = "'!' begins a tag in YAML"
    if line.startswith("!=", broken.began_column) and flowing(line[: broken.began_column]):
        return _range(line, broken.began_line, broken.began_column, message)
    return _sign(broken, message)


def _sign(broken: Broken, message: str) -> Told | None:
    line = broken.text(broken.began_line)
    text = word(line, broken.began_column)
    shown = quoted(text)
    if ": " in text and not line[: broken.began_column].strip():
        key, _, rest = text.partition(": ")
        text, shown = key, f"{quoted(key)}: {rest}"
    return Told(broken.began_line, broken.began_column, message, f"put it in quotes: {shown}", text)


def open_quote(broken: Broken) -> Told | None:
    """Explain a quote that is never closed."""
    mark = broken.text(broken.began_line)[broken.began_column : broken.began_column + 1]
    fix = f"close it with {mark}; inside single quotes write '' for an apostrophe"
    return Told(broken.began_line, broken.began_column, f"the quote {mark} that opens here is never closed", fix)


def escape(broken: Broken) -> Told | None:
    r"""Explain `"\d"`: a backslash in double quotes."""
    message = "in double quotes a backslash begins an escape, and this is none"
    return Told(broken.line, broken.column, message, r"use single quotes, or write \\ for one backslash")


def block(broken: Broken) -> Told | None:
    """Explain `> 3 files` and `| text`."""
    line = broken.text(broken.began_line)
    mark = line[broken.began_column : broken.began_column + 1]
    _, text = value(line)
    message = f"behind '{mark}' the text has to begin on the next line"
    fix = f"put it in quotes: {quoted(text)}; or write it below, indented"
    return Told(broken.began_line, broken.began_column, message, fix)


def dash(broken: Broken) -> Told | None:
    """Explain `key: - text`."""
    at, text = value(broken.text(broken.line))
    message = "a list cannot begin on the line of its key"
    return Told(
        broken.line, at, message, f"put each '- ' on a line of its own; if it is text, quote it: {quoted(text)}"
    )


def question(broken: Broken) -> Told | None:
    """Explain `? text`."""
    _, text = value(broken.text(broken.line))
    return Told(broken.line, broken.column, "'? ' begins a key in YAML", f"put it in quotes: {quoted(text)}")


def directive(broken: Broken) -> Told | None:
    """Explain a line that begins with `%`."""
    return Told(broken.began_line, broken.began_column, "a line that begins with '%' is an order to YAML", "delete it")
