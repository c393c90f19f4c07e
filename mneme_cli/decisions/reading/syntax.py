"""YAML's own error messages → sentences for the person who wrote the line.

A parser says where it gave up, which is seldom where the mistake is. Each entry of the table looks at the line that a
person would look at. Both of PyYAML's parsers are understood: they fail at the same places with different words.
"""

from __future__ import annotations

from mneme_cli.decisions.reading import brackets, lines, signs
from mneme_cli.decisions.reading.broken import Broken, Told

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

NO_YAML = "this cannot be read as YAML"
_ANYHOW = "check the indentation and quotes of this line and the one above; put odd text in quotes"
_TABLE: tuple[tuple[str, Callable[[Broken], Told | None]], ...] = (
    ("maximum nesting depth", signs.deep),
    ("", signs.tab),
    ("cannot start any token", signs.first_character),
    ("scanning an alias", signs.star),
    ("scanning an anchor", signs.ampersand),
    ("scanning a tag", signs.bang),
    ("parsing a tag", signs.bang),
    ("mapping values are not allowed", lines.colon),
    ("could not find expected ':'", lines.no_colon),
    ("scanning a quoted scalar: found unexpected", signs.open_quote),
    ("escape", signs.escape),
    ("expected ',' or", brackets.brackets),
    ("block mapping", lines.behind),
    ("block collection", lines.behind),
    ("scanning a block scalar", signs.block),
    ("entries are not allowed", signs.dash),
    ("mapping keys are not allowed", signs.question),
    ("directive", signs.directive),
    ("node content", brackets.nothing),
)


def explain(text: str, error: Any) -> Told:
    """Translate an error of YAML into what is to be told, at a line that exists."""
    broken = _broken(text, error)
    told = next((told for mark, tell in _TABLE if mark in broken.said and (told := tell(broken))), None)
    told = told or Told(broken.line, broken.column, NO_YAML, _ANYHOW)
    return told._replace(line=min(told.line, len(broken.lines) - 1))


def _broken(text: str, error: Any) -> Broken:
    at = getattr(error, "problem_mark", None)
    began = getattr(error, "context_mark", None) or at
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
    return Broken(
        said=f"{getattr(error, 'context', '') or ''}: {getattr(error, 'problem', '') or error}",
        line=at.line if at else 0,
        column=at.column if at else 0,
        began_line=began.line if began else 0,
        began_column=began.column if began else 0,
        lines=tuple(lines),
    )
