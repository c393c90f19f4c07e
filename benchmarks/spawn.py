"""One process, from its start to its end: the CPU time of itself and of all its children, as the kernel counts it."""

from __future__ import annotations

import os
import tempfile
import time
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.ground import surroundings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_WEIGH = """
import sys, posix
child = posix.posix_spawn(sys.argv[1], sys.argv[1:], posix.environ)
used = posix.wait4(child, 0)[2]
posix.write(2, b"\\nPEAK %d" % used.ru_maxrss)
"""


class Wrong(Exception):  # noqa: N818 - it reads as a sentence: raise Wrong
    """A process did not do what it was measured for, so its time says nothing."""


def nothing() -> None:
    """Do nothing: the default of what stands before a case."""


class Case(NamedTuple):
    """One process to measure.

    text: its standard input.  more: environment besides the bare one.  before: what is done, unmeasured, ahead of it.
    codes: exit codes of a run that did its work.
    """

    argv: tuple[str, ...]
    cwd: str = "/"
    text: bytes = b""
    more: Mapping[str, str] = {}
    before: Callable[[], object] = nothing
    codes: tuple[int, ...] = (0,)


class Ran(NamedTuple):
    """What came of it. cpu: user and system, children included; wall: both in ms."""

    cpu: float
    wall: float
    code: int
    out: str
    err: str


def run(case: Case) -> Ran:
    """Run a case once.

    Raises:
        Wrong: it ended with an exit code that it should not have.
    """
    case.before()
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        given.write(case.text)
        given.seek(0)
        start = time.perf_counter()
        status, used = _spawned(case, [file.fileno() for file in (given, out, err)])
        wall = (time.perf_counter() - start) * 1e3
        said = [_text(file) for file in (out, err)]
    code = os.waitstatus_to_exitcode(status)
    if code not in case.codes:
        raise Wrong(f"{' '.join(case.argv[:4])} … ended with {code}: {(said[1] or said[0]).strip()[-300:]}")
    return Ran((used.ru_utime + used.ru_stime) * 1e3, wall, code, *said)


def _spawned(case: Case, files: list[int]) -> tuple[int, object]:
    here = os.getcwd()
    os.chdir(case.cwd)  # posix_spawn cannot say where
    try:
        dups = [(os.POSIX_SPAWN_DUP2, file, at) for at, file in enumerate(files)]
        child = os.posix_spawnp(case.argv[0], case.argv, {**surroundings(), **case.more}, file_actions=dups)
    finally:
        os.chdir(here)
    return os.wait4(child, 0)[1:]


def _text(file) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "replace")


def peak(case: Case, python: str) -> float:
    """Return the resident memory of a case at its highest, in MB; started by a small process, whose size is the floor."""
    weighed = run(case._replace(argv=(python, "-I", "-S", "-E", "-c", _WEIGH, _found(case.argv[0]), *case.argv[1:])))
    return int(weighed.err.rpartition("PEAK ")[2]) / 1024


def _found(command: str) -> str:
    import shutil

    return shutil.which(command) or command
