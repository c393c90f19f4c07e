"""What a coding agent is about to do, in words that no agent's dialect colours."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NamedTuple
else:
    from mneme_cli.model.noun import NamedTuple


class Edit(NamedTuple):
    """One proposed edit. how: whole | replace. path: absolute or relative to cwd, as the agent said it.

    text: the whole new text (whole) or the replacement (replace).  old: what is replaced.  every: all occurrences.
    """

    path: str
    how: str
    text: str
    old: str = ""
    every: bool = False


class Event(NamedTuple):
    """One moment of one session. moment: pre-tool | other."""

    harness: str
    moment: str
    cwd: str
    edits: tuple[Edit, ...] = ()
    session: str = ""
