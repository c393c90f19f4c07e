"""pre-commit (https://pre-commit.com) as pre-push: it reads git's lines itself, and tells one range by variables."""

from __future__ import annotations

from mneme_cli.gates import Gate
from mneme_cli.gates._refs import usual
from mneme_cli.model.bid import Bid, absent

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


def _here(environ: Mapping[str, str]) -> bool:
    return "PRE_COMMIT" in environ


def _read(environ: Mapping[str, str], _: str) -> tuple[Bid, ...]:
    """Read the one range; without a start everything is new to the remote, as pre-commit found out."""
    start, end = environ.get("PRE_COMMIT_FROM_REF", ""), environ.get("PRE_COMMIT_TO_REF", "")
    if end and absent(end):
        return ()
    remote = environ.get("PRE_COMMIT_REMOTE_NAME", "")
    since = (start, *usual(remote)) if start and not absent(start) else usual(remote)
    name = environ.get("PRE_COMMIT_LOCAL_BRANCH", "") or end or "HEAD"
    return (Bid(name=name, head=end or environ.get("PRE_COMMIT_LOCAL_BRANCH", "") or "HEAD", since=since, remote=""),)


GATE = Gate(here=_here, read=_read)
