"""`mneme check`: the verdict on a change, an index, a range or everything, in as many formats as are asked for."""

from __future__ import annotations

from mneme_cli.commands.asked import Asked
from mneme_cli.commands.outputs import paired, written
from mneme_cli.errors import MnemeError
from mneme_cli.evidence.disk import Disk
from mneme_cli.evidence.gather import silent
from mneme_cli.evidence.history import day as committed
from mneme_cli.evidence.refs import merging
from mneme_cli.evidence.repository import find, meant
from mneme_cli.judge.outcome import exit_code
from mneme_cli.model.request import Request, span
from mneme_cli.pipeline.check import check as judged
from mneme_cli.pipeline.clock import today
from mneme_cli.pipeline.sources import ends

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal, TypedDict, Unpack

    from mneme_cli.evidence.gather import Progress
    from mneme_cli.evidence.repository import Repository
    from mneme_cli.model.page import Page
    from mneme_cli.pipeline.sources import Ends

    Way = Literal["staged", "worktree", "diff", "everything", "stdin_path", "paths"]

    class Options(TypedDict):
        """Every option of the command, by its name."""

        paths: tuple[str, ...]
        staged: bool
        worktree: bool
        diff: str
        everything: bool
        stdin_path: str
        outputs: tuple[tuple[str, str], ...]
        strict: bool
        explain: bool
        approved_by: tuple[str, ...]
        as_of: str


def check(asked: Asked, color: bool = False, width: int = 0, progress: Progress = silent) -> tuple[str, int]:
    """Judge, write the files that were asked for, and return what goes to standard output and the exit code.

    Raises:
        MnemeError: the question cannot be answered; the hint says what to do.
    """
    page = look(asked, progress)._replace(width=width, color=color)
    return written(page, asked.outputs), exit_code(page.verdict, asked.strict)


def look(asked: Asked, progress: Progress = silent) -> Page:
    """Judge, and return the verdict with all that reports need; who commits a merge answers for what is new in it.

    Raises:
        MnemeError: the question cannot be answered; the hint says what to do.
    """
    repository = find()
    page = _look(repository, asked, _located(repository, asked.request), progress)
    for parent in merging(repository) if asked.request.mode == "staged" else ():
        from mneme_cli.judge.merge import merged

        other = _look(repository, asked, asked.request._replace(base=parent), progress)
        page = page._replace(verdict=merged(page.verdict, other.verdict))
    return page


def _look(repository: Repository, asked: Asked, request: Request, progress: Progress) -> Page:
    found = ends(repository, request)
    day = today(asked.as_of, _day(repository, found.changed.tip or found.changed.base, found.changed.head))
    page = judged(found, request, day, asked.approved_by, progress)
    return _explained(asked, found, request, page, day)


def told(asked: Asked, found: Ends, page: Page, day: int) -> tuple[str, int]:
    """Say a verdict as it was asked for; return what goes to standard output and the exit code.

    Raises:
        MnemeError: a file cannot be written.
    """
    page = _explained(asked, found, asked.request, page, day)
    return written(page, asked.outputs), exit_code(page.verdict, asked.strict)


def _explained(asked: Asked, found: Ends, request: Request, page: Page, day: int) -> Page:
    if not asked.explain:
        return page
    from mneme_cli.pipeline.explained import whole

    return whole(found, request, page, day)


def question(**options: Unpack[Options]) -> Asked:
    """Make a question of what the typer door read; flags that exclude each other are refused.

    Raises:
        MnemeError: more than one of the ways to say what is judged, or formats and files that do not go together.
    """
    return Asked(
        request=_request(options),
        outputs=paired(options["outputs"]),
        strict=options["strict"],
        explain=options["explain"],
        approved_by=options["approved_by"],
        as_of=options["as_of"],
    )


def _request(options: Options) -> Request:
    """Say what is judged, and read it if it comes on standard input."""
    given = [name for name, key in _WAYS if options[key]]
    if len(given) > 1:
        raise MnemeError(f"{' and '.join(given)} exclude each other", "ask for one of them")
    if options["diff"]:
        return span(options["diff"])
    request = Request(mode=_MODES[given[0]] if given else "worktree", paths=options["paths"])
    if not options["stdin_path"]:
        return request
    import sys

    return request._replace(paths=(options["stdin_path"],), text=sys.stdin.buffer.read())


_MODES = {"--staged": "staged", "--worktree": "worktree", "--all": "all", "--stdin-path": "stdin", "PATHS": "paths"}
_WAYS: tuple[tuple[str, Way], ...] = (
    ("--staged", "staged"),
    ("--worktree", "worktree"),
    ("--diff", "diff"),
    ("--all", "everything"),
    ("--stdin-path", "stdin_path"),
    ("PATHS", "paths"),
)
"""The ways to say what is judged: as people write them, and as the option is called."""


def _located(repository: Repository, request: Request) -> Request:
    """Turn paths as seen from where we stand, or as a report prints them, into paths from the root."""
    if not request.paths:
        return request
    from posix import getcwd

    there, here = Disk(repository.root).there, getcwd()
    seen = [meant(repository, path, here, there) for path in request.paths]
    if request.mode == "stdin" and request.paths[0].endswith("/"):
        seen = [f"{seen[0]}/"]  # so that it is known for the folder that it is called
    return request._replace(paths=tuple(seen))


def _day(repository: Repository, base: str, head: str) -> int:
    """Return the later day of two commits, so that a range gives the same verdict next year; 0 for a work tree."""
    return max(committed(repository, head), committed(repository, base)) if head and base else 0
