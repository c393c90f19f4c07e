"""tach's other command, about packages: it is asked as well where rules on packages were imported.

It writes for people alone, and to standard error: a line for each import, and one for each package that nobody uses.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from mneme_cli.importers import NOT, Answer, Row, Said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mneme_cli.importers.tach.shapes import Config

UNDECLARED, UNUSED = "undeclared packages", "unused packages"
_ASKED = {
    UNDECLARED: "tach asks it of every import without being told to: write `undeclared: true`",
    UNUSED: "tach asks it of every package without being told to: write `unused: true`",
}
_LINE = re.compile(r"\S+ (?P<path>\S.*?):(?P<line>\d+): (?P<said>.*)")
_MODULE = re.compile(r"Module '(.+?)' .* external package '(.+?)'\.")
_DEPENDENCY = re.compile(r"Dependency '(.+?)' is not declared in package .*")
_IDLE = re.compile(r"\S+ Error: External package '(.+?)' is not used in package '(.+?)'\.")
_DONE = ("External Dependencies", "external dependencies validated")


def command(path: str, roots: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:  # noqa: ARG001 (every witness's shape)
    """Start tach, wherever it is installed."""
    return (("tach", "check-external"), ("{python}", "-m", "tach", "check-external"))


def asked(config: Config) -> bool:
    """Tell whether a module says something of packages."""
    return any(one.external is not None or one.cannot_external for one in config.modules)


def table(config: Config) -> Iterator[Row]:
    """Yield the rows for what tach asks beside the rules on packages, and for what it is told of them all."""
    if asked(config):
        yield from (Row("", what, NOT, why) for what, why in _ASKED.items())


def spared(config: Config) -> tuple[str, ...]:
    """Return the packages of which tach is told to say nothing."""
    given = config.options.get("external")
    listed = given.get("exclude", ()) if isinstance(given, dict) else ()
    return tuple(str(each) for each in listed) if isinstance(listed, list) else ()


def answer(written: bytes) -> Answer:
    """Read what tach says of packages.

    Raises:
        ValueError: it is none of what it says of them.
    """
    text = written.decode("utf-8", "replace")
    if not any(word in text for word in _DONE):
        raise ValueError(text)
    said = (found for line in text.splitlines() if (found := _said(line.strip())))
    return Answer(said=tuple(sorted(set(said))))


def _said(line: str) -> Said | None:
    if idle := _IDLE.fullmatch(line):
        return Said(UNUSED, f"package '{idle[2]}'", idle[1])
    found = _LINE.fullmatch(line)
    if found is None:
        return None
    path, at = found["path"], int(found["line"])
    if told := _MODULE.fullmatch(found["said"]):
        return Said(told[1], path, told[2], at, found["said"])
    told = _DEPENDENCY.fullmatch(found["said"])
    return Said(UNDECLARED, path, told[1], at, "undeclared") if told else None


def line_of(text: str, line: int) -> int:
    """Return the line that tach tells of an import: in a list of names that of the first, not of the statement."""
    try:
        found = ast.parse(text)
    except (SyntaxError, ValueError):
        return line
    nodes = (node for node in ast.walk(found) if isinstance(node, ast.Import | ast.ImportFrom) and node.lineno == line)
    return next((node.names[0].lineno for node in nodes), line)
