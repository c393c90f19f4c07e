"""One process at a time, where two would undo each other's work; the system frees the lock of whoever dies."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType

_NAP = 0.01


class Lock:
    """A lock file, held inside a `with` block.

    Where the file cannot be written or the system has no such locks, `held` is False and the caller must be able to do
    without: nothing in the store depends on a lock for being right.

    Attributes:
        held: whether the lock was got within `seconds`.
    """

    def __init__(self, path: str, seconds: float = 2.0) -> None:
        self.path, self.seconds, self.held = path, seconds, False
        self._file = -1

    def __enter__(self) -> Lock:
        import os
        from time import sleep

        try:
            self._file = os.open(self.path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o644)
        except OSError:
            return self
        left = self.seconds
        self.held = _try(self._file)
        while not self.held and left > 0:
            sleep(_NAP)
            left -= _NAP
            self.held = _try(self._file)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        import os

        if self._file >= 0:
            os.close(self._file)  # frees the lock
        self._file, self.held = -1, False


def _try(file: int) -> bool:
    try:
        from fcntl import LOCK_EX, LOCK_NB, flock
    except ImportError:
        return False
    try:
        flock(file, LOCK_EX | LOCK_NB)
    except OSError:
        return False
    return True
