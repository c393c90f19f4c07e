"""What one `mneme check` asks for: both doors make it, and one command answers it."""

from __future__ import annotations

from mneme_cli.model.request import Request

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NamedTuple
else:
    from mneme_cli.model.noun import NamedTuple


class Asked(NamedTuple):
    """One `mneme check`: what to judge, and how to say it.

    outputs: (format, file) pairs, "" = standard output.
    """

    request: Request = Request()
    outputs: tuple[tuple[str, str], ...] = (("text", ""),)
    strict: bool = False
    explain: bool = False
    approved_by: tuple[str, ...] = ()
    as_of: str = ""
