"""The names a file uses, called or not: `os.environ` means itself and what hangs from it.

Says:
    A dotted name counts only where imports and aliases resolve to it, as for `calls`.

Example:
    forbid:
      symbols:
        - os.environ
    say: Take it from shop.settings.

Code:
    # src/shop/mail.py
    import os
    from os import environ as env

    HOST = os.environ.get("HOST")  # breaks
    PORT = env["PORT"]  # breaks

    # src/shop/settings.py
    import os

    HOME = os.path.expanduser("~")
"""

from __future__ import annotations

from mneme_cli.relations import Relation, _uses
from mneme_cli.relations._far import NAMES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from mneme_cli.model.fact import Facts, Want
    from mneme_cli.model.rule import Rule
    from mneme_cli.relations import Row, Select


def lower(params: Any, rule: Rule, select: Select) -> Rule:  # noqa: ARG001 (every relation's lower has this shape)
    """Compile the names."""
    return _uses.lower(params, rule, "symbols")


def rows(rule: Rule, facts: Facts) -> Iterator[Row | Want]:
    """Yield every row of the demanded files."""
    return _uses.rows(rule, facts, "symbols")


RELATION = Relation(schema=NAMES, lower=lower, rows=rows, phrase="uses {far}", evidence="uses")
