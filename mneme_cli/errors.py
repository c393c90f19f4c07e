"""The one exception that is for the user. Anything else that escapes is our bug and leaves a report to paste."""

from __future__ import annotations


class MnemeError(Exception):
    """Something the user can mend: one sentence on what is wrong and one on what to do next.

    Attributes:
        message: what is wrong, without a full stop at the end of a path.
        hint: the next step, a command where there is one.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
