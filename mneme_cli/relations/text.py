r"""Text that a file holds, by regular expression, line by line: for what no grammar reads. Comments count.

Says:
    Each entry is a regular expression of Python, searched in every line of every file that `in` selects, in whatever
    language. A pattern that could take for ever is refused.

Example:
    forbid:
      text:
        - 'TODO(?!\(\w+-\d+\))'
    in:
      - src/**
    say: Name the ticket, as in TODO(SHOP-812).

Code:
    # src/shop/cart.py
    x = 1  # TODO: rename  # breaks
    y = 2  # TODO(SHOP-812): rename
"""

from __future__ import annotations

from mneme_cli.model.fact import Want
from mneme_cli.model.selector import Selector
from mneme_cli.relations import Relation, Row
from mneme_cli.relations._far import NAMES, entries, near
from mneme_cli.relations._regex import WIDEST, check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from mneme_cli.model.fact import Facts
    from mneme_cli.model.rule import Rule
    from mneme_cli.relations import Select

_SHOWN = 60


def lower(params: Any, rule: Rule, select: Select) -> Rule:  # noqa: ARG001 (every relation's lower has this shape)
    """Check the patterns: a bad or a dangerous one is refused before it meets a file.

    Raises:
        ValueError: a pattern is not one that can be judged in bounded time.
    """
    patterns = entries(params, "text")
    for at, pattern in enumerate(patterns):
        if wrong := check(pattern):
            raise ValueError(f"text.{at}: {wrong}")
    far = tuple(Selector(text=pattern, form="text", names=(pattern,)) for pattern in patterns)
    return rule._replace(relation="text", far=far, tokens=(), through=False, moment="edit")


def rows(rule: Rule, facts: Facts) -> Iterator[Row | Want]:
    """Yield every match in the demanded files, in the order of the text."""
    import re

    patterns = [re.compile(entry.text) for entry in rule.far]
    for seen in near(rule, facts, "text"):
        if isinstance(seen, Want):
            yield seen
            continue
        text = seen[1][0].decode("utf-8", "replace") if seen[1] else ""
        for number, line in enumerate(text.split("\n"), 1):
            for pattern in patterns:
                for match in pattern.finditer(line.rstrip("\r")[:WIDEST]):
                    yield _row(seen[0], number, match.start() + 1, match.group())


def _row(path: str, line: int, column: int, said: str) -> Row:
    """Make the row of one match; its identity is the text, never the place."""
    shown = said if len(said) <= _SHOWN else said[: _SHOWN - 1] + "…"
    return Row(
        path=path,
        line=line,
        column=column,
        target="",
        symbol=shown,
        claim=f"says {shown!r}",
        hit=True,
        universe="text",
    )


RELATION = Relation(
    schema=NAMES,
    lower=lower,
    rows=rows,
    phrase="says {far}",
    evidence="text",
)
