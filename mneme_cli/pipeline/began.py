"""The commit from which a session is judged, remembered at its first event that comes before an agent can commit.

Some clients have no moment at which a session begins, or call no hook then, and a command that writes and commits
would leave nothing that differs from HEAD.
"""

from __future__ import annotations

from mneme_cli.pipeline.compiled import governed
from mneme_cli.pipeline.place import cache_folder, standing, there
from mneme_cli.store import session as sessions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.model.event import Event
    from mneme_cli.store.session import Session


def begins(event: Event, root: str, clock: bool = False) -> Session:
    """Return what is known of a session, with its first commit: one that is resumed or compacted began where it began.

    clock: remember the time, too: no tool of the agent can have run before this.
    """
    folder = cache_folder(root)
    known = sessions.load(folder, event.session)
    if known.base or not folder or not event.session:
        return known
    if not there(f"{folder}/policy") and not governed(root):  # where mneme has nothing to do, a hook leaves nothing
        return known
    from mneme_cli.evidence.refs import head
    from mneme_cli.evidence.repository import find
    from mneme_cli.pipeline.clock import moment

    after = known._replace(base=head(find(root)), began=moment() if clock else known.began)
    sessions.keep(folder, event.session, after)
    return after


def commanded(event: Event) -> None:
    """Remember the commit that a command begins at, before it runs: it may write and commit in one go."""
    root = standing(event.cwd)
    if root:
        begins(event, root)
