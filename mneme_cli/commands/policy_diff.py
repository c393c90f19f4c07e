"""`mneme policy-diff`: what a change does to the rules it is judged by, and whether it still needs an approval."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mneme_cli.evidence.gather import silent
from mneme_cli.judge.outcome import exit_code, join
from mneme_cli.judge.review import APPROVABLE, GROWN, gated
from mneme_cli.model.review import Review

if TYPE_CHECKING:
    from mneme_cli.evidence.gather import Progress
    from mneme_cli.model.finding import Finding
    from mneme_cli.model.page import Page


class Reviewed(NamedTuple):
    """A review with the check it comes from, as a gate has it.

    open: findings that pass, or would, only by the change of the policy, and that nobody who may has approved; those
    that it brings and takes into the baseline at once, which no approval lets pass, are blocked as `GROWN`.
    let: findings that somebody approved.  outcome: allow, ask or block, of the policy alone: of these findings, and of
    what asks less of the code (`review.open`).  exit: the exit code.
    """

    page: Page
    review: Review
    open: tuple[Finding, ...]
    let: tuple[Finding, ...]
    outcome: str
    exit: int


def policy_diff(
    written: str = "",
    *,
    staged: bool = False,
    approved_by: tuple[str, ...] = (),
    as_of: str = "",
    progress: Progress = silent,
) -> Reviewed:
    """Review a range (`BASE..HEAD`, from where the two parted), the index, or the work tree.

    Raises:
        MnemeError: the range names no commits, or excludes --staged.
    """
    from mneme_cli.commands.asked import Asked
    from mneme_cli.commands.check import look
    from mneme_cli.errors import MnemeError
    from mneme_cli.model.request import Request, span

    if written and staged:
        raise MnemeError("BASE..HEAD and --staged exclude each other", "ask for one of them")
    request = span(written)._replace(fork=True) if written else Request(mode="staged" if staged else "worktree")
    page = look(Asked(request=request, approved_by=approved_by, as_of=as_of), progress)
    return reviewed(page)


def reviewed(page: Page) -> Reviewed:
    """Take the policy's part out of a check."""
    mine = [each for each in page.verdict.findings if each.rule in page.verdict.changed_policy]
    open_ = tuple(
        each
        for each in mine
        if each.outcome == "ask" or (each.outcome == "block" and each.why_aside.startswith(APPROVABLE))
    )
    open_ += tuple(each for each in page.verdict.findings if each.why_aside == GROWN)
    let = tuple(each for each in mine if each.aside.startswith("approval "))
    review = page.review or Review()
    outcome = join((*(each.outcome for each in open_), review.outcome))
    stuck = exit_code(page.verdict) == 2
    return Reviewed(
        page=page._replace(verdict=gated(page.verdict, page.review)),
        review=review,
        open=open_,
        let=let,
        outcome=outcome,
        exit=2 if stuck else int(outcome != "allow"),
    )
