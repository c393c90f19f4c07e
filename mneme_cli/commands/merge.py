"""`mneme merge`: the facts of all shards joined and judged once, as one check of everything would have judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.commands.check import told
from mneme_cli.errors import MnemeError
from mneme_cli.evidence.gather import silent
from mneme_cli.evidence.repository import find
from mneme_cli.pipeline.check import check
from mneme_cli.pipeline.clock import today
from mneme_cli.pipeline.merged import apart, merged, stamp
from mneme_cli.pipeline.sources import ends
from mneme_cli.store.share import read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mneme_cli.commands.asked import Asked
    from mneme_cli.evidence.gather import Progress, Sources
    from mneme_cli.pipeline.fresh import Law
    from mneme_cli.store.share import Part


def merge(
    names: Sequence[str], asked: Asked, color: bool = False, width: int = 0, progress: Progress = silent
) -> tuple[str, int]:
    """Judge by the facts in these files; return what goes to standard output and the exit code.

    Raises:
        MnemeError: the files cannot be read, or do not belong together or to this tree.
    """
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise MnemeError(f"{twice} is named twice", "name each shard once")
    parts = {name: _part(name) for name in names}
    found, day = apart(ends(find(), asked.request)), today(asked.as_of)

    def fed(law: Law, sources: Sources) -> Sources:
        return merged(parts, sources, stamp(found, law, day))

    page = check(found, asked.request, day, progress=progress, fed=fed)
    return told(asked, found, page._replace(width=width, color=color), day)


def _part(name: str) -> Part:
    try:
        with open(name, "rb") as file:
            return read(file.read())
    except OSError as wrong:
        raise MnemeError(f"{name} cannot be read: {wrong.strerror}", "name the files that the shards wrote") from None
    except ValueError as wrong:
        fix = "write it again: mneme check --all --shard N/M --output FILE, with this version of mneme"
        raise MnemeError(f"{name} cannot be merged: {wrong}", fix) from None
