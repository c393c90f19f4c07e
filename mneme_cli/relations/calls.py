"""The functions a file calls: a dotted name counts only where imports and aliases resolve to it.

Says:
    `subprocess.run` is that function, however it was imported; `print` is the builtin, unless the file shadows it, and
    so is `builtins.print`; `random.*` is everything of a module; `"*.save"` is whatever is called `save` on something.

Holds:
    A function that is named but not called, a comment, a string.

Example:
    forbid:
      calls:
        - subprocess.run
        - print
    say: Use shop.shell.run(), which has a timeout.

Code:
    # src/shop/mail.py
    import subprocess as sp

    sp.run(["sendmail"])  # breaks
    print("sent")  # breaks

    # src/shop/shell.py
    import subprocess

    RUNS = "subprocess.run"
    started = subprocess.Popen
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
    return _uses.lower(params, rule, "calls")


def rows(rule: Rule, facts: Facts) -> Iterator[Row | Want]:
    """Yield every row of the demanded files."""
    return _uses.rows(rule, facts, "calls")


RELATION = Relation(schema=NAMES, lower=lower, rows=rows, phrase="calls {far}", evidence="uses")
