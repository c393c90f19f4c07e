"""Git itself as pre-push: a line for each ref (https://git-scm.com/docs/githooks#_pre_push); and its hooks."""

from __future__ import annotations

from mneme_cli.gates import Gate
from mneme_cli.gates._refs import usual
from mneme_cli.model.bid import Bid, absent

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

REMOTE = "MNEME_PUSH_REMOTE"
"""Git gives the name of the remote as an argument; the command puts it here."""


def _here(environ: Mapping[str, str]) -> bool:
    return "PRE_COMMIT" not in environ


def _read(environ: Mapping[str, str], told: str) -> tuple[Bid, ...]:
    """Read `<local ref> <local id> <remote ref> <remote id>` lines; a ref that is deleted asks for nothing.

    The first of them is whatever was typed, blanks included (`HEAD@{1 day ago}`).

    What was forced away counts too: a branch that was rebased is compared with whatever leaves less to judge.
    """
    rows = [line.rsplit(" ", 3) for line in told.splitlines() if line.count(" ") >= 3]
    remote = environ.get(REMOTE, "")
    return tuple(_bid(row[0], row[1], row[-1], remote) for row in rows if not absent(row[1]))


def _bid(name: str, head: str, was: str, remote: str) -> Bid:
    since = usual(remote) if absent(was) else (was, *usual(remote))
    return Bid(name=name, head=head, since=since, remote="")


GATE = Gate(here=_here, read=_read)
