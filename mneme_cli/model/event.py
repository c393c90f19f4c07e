"""What a coding agent is about to do or has done, and what it is told: words that no agent's dialect colours."""

from __future__ import annotations

UNSURE = "unsure"
"""What stands for an outcome if the deadline came first."""

YOURS = "your own hooks"
"""What is got round if settings below HOME are written, which are no part of any repository."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NamedTuple
else:
    from mneme_cli.model.noun import NamedTuple

MOMENTS = ("session-start", "subagent-start", "prompt", "pre-tool", "post-tool", "stop", "pre-compact")
"""The moments of a session at which a client calls, as `mneme hook HARNESS MOMENT` names them."""


class Edit(NamedTuple):
    """One proposed edit. path: absolute or relative to the event's cwd, as the agent said it; "" if the text tells.

    how: whole | replace | patch | cell | shell, as agents say it; `evidence.edit.unfold` makes of patch and shell
        edits of one file each: whole | replace | hunks | swap (on each line) | append | copy | cell | delete |
        unknown (written, but nobody can tell what).
    text: the new text (whole, append), the replacement (replace, swap), the new source (cell), the patch, the hunks,
        the command.
    old: what is replaced (replace, swap) or the id of the cell (cell).  every: all occurrences.
    mode: of a cell: replace | insert | delete.  kind: of a cell: code | markdown.  to: where the file moves.
    source: the file, by its absolute path, whose text the edit begins with, if that is another (a copy, a move).
    sure: False if the text holds something that only the shell can fill in.
    """

    path: str
    how: str
    text: str = ""
    old: str = ""
    every: bool = False
    mode: str = ""
    kind: str = ""
    to: str = ""
    source: str = ""
    sure: bool = True


class Unfolded(NamedTuple):
    """What an agent's edits come to: edits of one file each, with absolute paths, in the order in which they happen.

    opaque: what may write without saying where or what (`python -c`, `git stash`, a path that is computed), in words.
    evasions: (what is got round, the words that do it), as `("git hooks", "git commit --no-verify")`.
    """

    edits: tuple[Edit, ...] = ()
    opaque: tuple[str, ...] = ()
    evasions: tuple[tuple[str, str], ...] = ()


class Event(NamedTuple):
    """One moment of one session.

    harness: the client whose dialect was seen, whatever was configured.  native: its own name for the moment.
    cwd: where relative paths begin.  agent: the id of a subagent, "" for the session's own.
    headless: nobody can answer a question.  prompt: what the user said.  call: the id of the tool call.
    again: this stop follows one that was stopped already.
    """

    harness: str
    moment: str
    cwd: str
    edits: tuple[Edit, ...] = ()
    session: str = ""
    native: str = ""
    agent: str = ""
    headless: bool = False
    prompt: str = ""
    call: str = ""
    again: bool = False


class Reply(NamedTuple):
    """What mneme says to an event, before it is put into the client's dialect.

    outcome: allow | warn | ask | block.  reason: for the model, why it is not allowed and what to do instead.
    context: for the model, what it should know (a packet, a warning).  told: for the person, on stderr or as a message.
    """

    outcome: str = "allow"
    reason: str = ""
    context: str = ""
    told: str = ""


class Said(NamedTuple):
    """What goes back to a client. code: the exit code; 0 except where a client understands nothing else."""

    out: str = ""
    err: str = ""
    code: int = 0
