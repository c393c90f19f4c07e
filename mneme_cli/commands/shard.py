"""`mneme check --all --shard 3/8`: the facts of one share of the files, in a file for `mneme merge`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from mneme_cli.errors import MnemeError
from mneme_cli.evidence.gather import silent
from mneme_cli.evidence.repository import find
from mneme_cli.model.request import Request
from mneme_cli.pipeline.clock import today
from mneme_cli.pipeline.fresh import head
from mneme_cli.pipeline.merged import SUFFIX, apart, stamp
from mneme_cli.pipeline.share import holds, share
from mneme_cli.pipeline.sources import ends
from mneme_cli.store.files import save
from mneme_cli.store.share import Part, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mneme_cli.evidence.gather import Progress

MOST = 1000
"""More shards than any build has machines."""


class Sharded(NamedTuple):
    """What was written: the share, how many of the files it is, and where the facts lie."""

    number: int
    of: int
    files: int
    total: int
    path: str


def shard(which: str, outputs: Sequence[str], as_of: str = "", progress: Progress = silent) -> Sharded:
    """Gather the facts of one share of all files and write them.

    Raises:
        MnemeError: this is no share, or the facts cannot be written.
    """
    number, of = _share(which)
    path = _output(outputs, number)
    request = Request(mode="all")
    found, day = apart(ends(find(), request)), today(as_of)
    law = head(found, request, day)
    made = share(found, law, number, of, progress)
    part = Part(number=number, of=of, stamp=stamp(found, law, day), share=made)
    if not save(path, write(part)):
        raise MnemeError(f"{path} cannot be written", "name a file in a folder that can be written to")
    files = tuple(found.after.list())
    mine = sum(holds(each, number, of) for each in files)
    return Sharded(number=number, of=of, files=mine, total=len(files), path=path)


def _share(which: str) -> tuple[int, int]:
    found = re.fullmatch(r"([0-9]{1,4})/([0-9]{1,4})", which)
    number, of = (int(found[1]), int(found[2])) if found else (0, 0)
    if not 1 <= number <= of <= MOST:
        raise MnemeError(f"'{which}' is no share", f"--shard 3/8 is the third of eight; {MOST} at most")
    return number, of


def _output(outputs: Sequence[str], number: int) -> str:
    if len(outputs) != 1 or not outputs[0].endswith(SUFFIX):
        said = f"a shard writes its facts to one file that ends in {SUFFIX}"
        raise MnemeError(said, f"--output shard-{number}{SUFFIX}")
    return outputs[0]
