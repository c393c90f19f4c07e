"""What a person let an agent do to the policy in this session: asked about before, and there once the tool had run.

A client does not run a tool that somebody refused, so one that ran after our question was let through. What it left is
remembered by its bytes: whatever changes the file again is asked about anew.
"""

from __future__ import annotations

from mneme_cli.evidence.disk import Disk
from mneme_cli.pipeline.place import cache_folder
from mneme_cli.store import session as sessions

_LET = "let through"

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from mneme_cli.model.event import Event
    from mneme_cli.store.session import Session


def asked(event: Event, root: str, paths: Iterable[str]) -> None:
    """Remember that a person was asked about this call."""
    folder = cache_folder(root)
    known = sessions.load(folder, event.session)
    sessions.keep(folder, event.session, known.with_told(tuple(_question(event, path) for path in sorted(paths))))


def granted(event: Event, root: str, known: Session, paths: Iterable[str]) -> Session:
    """Remember what a call that was asked about has left; the same session if it was not."""
    disk = Disk(root)
    left = tuple(as_it_lies(disk, path, _LET) for path in sorted(paths) if _question(event, path) in known.told)
    if not left:
        return known
    after = known.with_told(left)
    sessions.keep(cache_folder(root), event.session, after)
    return after


def let(root: str, known: Session, paths: Iterable[str]) -> tuple[str, ...]:
    """Return the paths that still are as a person let them become."""
    disk = Disk(root)
    return tuple(path for path in paths if as_it_lies(disk, path, _LET) in known.told)


def _question(event: Event, path: str) -> str:
    call = "\n".join(edit.path or edit.text for edit in event.edits)
    return sessions.digest(f"asked {path}\n{call}")


def as_it_lies(disk: Disk, path: str, said: str) -> str:
    """Return a short name for what is said of a file with these bytes: with others it has not been said."""
    text = disk.read(path).decode("latin-1") if disk.has(path) else "gone"
    return sessions.digest(f"{said} {path} {disk.has(path)}\n{text}")
