"""`mneme pre-push`: every range that is pushed, compared with what the remote has already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.commands.asked import Asked
from mneme_cli.commands.check import look
from mneme_cli.commands.outputs import written
from mneme_cli.evidence.gather import silent
from mneme_cli.evidence.offered import offered
from mneme_cli.evidence.repository import find
from mneme_cli.gates import seen
from mneme_cli.gates.git import REMOTE
from mneme_cli.judge.outcome import exit_code
from mneme_cli.judge.review import elsewhere
from mneme_cli.pipeline.branch import named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mneme_cli.evidence.gather import Progress
    from mneme_cli.evidence.repository import Repository


def pre_push(
    remote: str, told: str, environ: Mapping[str, str], as_of: str = "", progress: Progress = silent
) -> tuple[str, int]:
    """Judge what is about to be pushed; return what goes to standard output and the worst exit code.

    told: git's lines, one for each ref.  environ: pre-commit says there what it has read of them.

    Raises:
        MnemeError: a commit cannot be had; the hint is the command to run.
    """
    gate = seen(environ, build=False)
    assert gate is not None
    repository = find()
    base = _base(repository, remote or environ.get("PRE_COMMIT_REMOTE_NAME", ""))
    said, codes = [], [0]
    for bid in gate.read({**environ, REMOTE: remote}, told):
        wanted = bid._replace(since=(*bid.since, *base))
        asked = Asked(request=offered(repository, wanted, more=False), as_of=as_of)
        page = look(asked, progress)
        page = page._replace(verdict=elsewhere(page.verdict))
        codes.append(exit_code(page.verdict))
        if codes[-1] or page.verdict.outcome != "allow" or page.verdict.changed_policy:
            what = "everything" if asked.request.mode == "all" else f"{page.base}..{page.head}"
            said += [f"{bid.name}: {what}\n", written(page, asked.outputs)]
    return "".join(said), max(codes)


def _base(repository: Repository, remote: str) -> tuple[str, ...]:
    """Return where the base branch of mneme.yaml is as the remote has it; what is only here is not there yet."""
    name = named(repository)[0]
    if not name:
        return ()
    return tuple(dict.fromkeys((f"refs/remotes/{remote}/{name.removeprefix(f'{remote}/')}", f"refs/remotes/{name}")))
