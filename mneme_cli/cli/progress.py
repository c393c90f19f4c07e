"""A bar for work that takes long enough to wonder: on a terminal only, on standard error, and gone when it is done."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from mneme_cli.cli.terminal import face

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Progress = Callable[[int, int], None]

MANY = 300
"""Files from which a bar is worth its line; fewer are read before anybody could look at it."""


def silent(done: int, total: int) -> None:
    """Show nothing."""


@contextmanager
def bar(doing: str) -> Iterator[Progress]:
    """Yield what long work calls with how much is done, of how much.

    It draws when it is called and keeps no thread: a process with threads cannot be doubled to parse twice as fast.
    """
    if not face(sys.stderr).progress:
        yield silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    shown = Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False)
    task = shown.add_task(doing, total=None)

    def draw(done: int, total: int) -> None:
        if total >= MANY:
            shown.update(task, completed=done, total=total)
            shown.start()
            shown.refresh()

    try:
        yield draw
    finally:
        shown.stop()
