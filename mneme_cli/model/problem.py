"""What is wrong with what a person wrote: always a place, a sentence, and what to write instead."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NamedTuple
else:
    from mneme_cli.model.noun import NamedTuple


class Problem(NamedTuple):
    """One error (code `E-…`), warning (`W-…`) or note (`N-…`).

    path: relative to the root, with `/`; "" = the policy as a whole.  line, column: from 1; 0 = the whole file.
    message: what is wrong.  fix: what to write or run instead.
    """

    code: str
    path: str
    line: int = 0
    column: int = 0
    message: str = ""
    fix: str = ""

    @property
    def fatal(self) -> bool:
        """Errors make the result "cannot judge"; contradictions (E-CONFLICT) are findings and only block."""
        return self.code.startswith("E-") and self.code != "E-CONFLICT"
