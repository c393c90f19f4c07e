"""`mneme check`: the verdict on a change, an index, a range or everything, in as many formats as are asked for."""

from __future__ import annotations

from mneme_cli.evidence.history import day as committed
from mneme_cli.evidence.repository import find, inside
from mneme_cli.judge.outcome import exit_code
from mneme_cli.pipeline.check import check as judged
from mneme_cli.pipeline.clock import today
from mneme_cli.pipeline.sources import ends
from mneme_cli.reports import take

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.commands.plain import Asked
    from mneme_cli.evidence.repository import Repository
    from mneme_cli.model.page import Page
    from mneme_cli.model.request import Request


def check(asked: Asked, terminal: bool = False, width: int = 0) -> tuple[str, int]:
    """Judge, write the files that were asked for, and return what goes to standard output and the exit code.

    Raises:
        MnemeError: the question cannot be answered; the hint says what to do.
    """
    repository = find()
    request = _located(repository, asked.request)
    found = ends(repository, request)
    day = today(asked.as_of, _day(repository, found.changed.base, found.changed.head))
    page = judged(found, request, day, asked.approved_by)
    page = page._replace(width=width if terminal else 0, color=terminal)
    return _written(page, asked.outputs), exit_code(page.verdict, asked.strict)


def _located(repository: Repository, request: Request) -> Request:
    """Turn paths as seen from where we stand into paths from the root."""
    if not request.paths:
        return request
    from posix import getcwd

    return request._replace(paths=tuple(inside(repository, path, getcwd()) for path in request.paths))


def _day(repository: Repository, base: str, head: str) -> int:
    """Return the later day of two commits, so that a range gives the same verdict next year; 0 for a work tree."""
    return max(committed(repository, head), committed(repository, base)) if head and base else 0


def _written(page: Page, outputs: tuple[tuple[str, str], ...]) -> str:
    said = []
    for name, path in outputs:
        text = take(name).render(page if not path else page._replace(width=0, color=False))
        if not path:
            said.append(text)
            continue
        from mneme_cli.errors import MnemeError

        try:
            with open(path, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
        except OSError as wrong:
            raise MnemeError(
                f"{path} cannot be written: {wrong.strerror}", "name a file in a folder that exists"
            ) from None
    return "".join(said)
