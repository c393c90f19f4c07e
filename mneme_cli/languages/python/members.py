"""What the modules of the standard library hold: fixed here, as their names are, for a warning about a slip of the pen.

`rules/python/members.txt` has a module a line: its public names but constants, on every platform and in every version
from 3.8 on, as the stubs of typeshed tell them. Modules of which nobody bans a part are left out.
"""

from __future__ import annotations

from mneme_cli.resources import asset

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


def members() -> Mapping[str, frozenset[str]]:
    """Return module → its names; the builtins are those of `builtins`."""
    text = asset("python", "members.txt").replace("\n  ", " ")
    rows = (line.partition(": ") for line in text.splitlines())
    return {name: frozenset(words.split()) for name, _, words in rows}
