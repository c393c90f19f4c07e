"""What a program says or reads: a text, or whatever is in a file. None stands for what nobody can know."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import NamedTuple
else:
    from mneme_cli.model.noun import NamedTuple


class Said(NamedTuple):
    """A text. sure: the shell fills nothing in.  source: it is the text of this file, whatever that is."""

    text: str = ""
    sure: bool = True
    source: str = ""


NOTHING = Said()


def joined(parts: Iterable[Said | None]) -> Said | None:
    """Put texts one behind the other; a file counts only if it is alone."""
    out: list[Said] = []
    for part in parts:
        if part is None:
            return None
        if part.text or part.source or not part.sure:
            out.append(part)
    if len(out) <= 1:
        return out[0] if out else NOTHING
    if any(part.source for part in out):
        return None
    return Said("".join(part.text for part in out), all(part.sure for part in out))
