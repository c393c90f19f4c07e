"""What a run has to say besides results: problems of decisions, files it could not read, results it left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mneme_cli.reports._review import beside, passing, waiting
from mneme_cli.reports._tally import gravity, stuck
from mneme_cli.reports.sarif.place import literal, location

if TYPE_CHECKING:
    from mneme_cli.model.page import Page
    from mneme_cli.model.problem import Problem


def invocation(page: Page, left: int) -> dict[str, Any]:
    """Describe the run; it was not successful if it could not judge. left: how many results were cut off."""
    verdict = page.verdict
    notices = [
        _notice(f"Not read whole: {one.why}", "error" if one.fatal else "warning", one.path, one.line, one.column or 1)
        for one in sorted(verdict.skipped)
    ]
    if left:
        notices.insert(0, _notice(f"{left} results more were left out, the least important ones", "warning"))
    notices += [_notice(f"Approval needed: {said}", "error", one.path, one.line) for one, said in waiting(page)]
    notices += [_notice(said[:1].upper() + said[1:], "warning") for said in passing(verdict)]
    return {
        "executionSuccessful": not stuck(verdict),
        "toolConfigurationNotifications": [_problem(one) for one in beside(page)],
        "toolExecutionNotifications": notices,
    }


def _problem(problem: Problem) -> dict[str, Any]:
    said = problem.message + (f" ({problem.fix})" if problem.fix else "")
    notice = _notice(said, gravity(problem), problem.path, problem.line, problem.column)
    return {**notice, "descriptor": {"id": problem.code}}


def _notice(said: str, level: str, path: str = "", line: int = 0, column: int = 1) -> dict[str, Any]:
    notice: dict[str, Any] = {"level": level, "message": {"text": literal(said)}}
    return {**notice, "locations": [location(path, line, column)]} if path else notice
