"""A change has two ends: unchanged files whose edges it moves, as what they import came, went or re-exports anew."""

from __future__ import annotations

from mneme_cli.evidence.incoming import grep, incoming, scan
from mneme_cli.languages import of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.evidence.incoming import Search
    from mneme_cli.model.fact import Change
    from mneme_cli.model.layout import Layout
    from mneme_cli.model.policy import Policy
    from mneme_cli.pipeline.sources import Ends


def affected(ends: Ends, policy: Policy, layout: Layout) -> tuple[str, ...]:
    """Return the unchanged files that may import what the change adds, deletes, renames or re-exports; generous."""
    if not len(policy):
        return ()
    barrels = policy.barrels()
    more = [_token(change.path) or b"" for change in ends.changed.changes if _reexports(change, ends, barrels)]
    moved = [change.path for change in ends.changed.changes if change.op in ("add", "delete")]
    more += [name for path in moved for name in _names(path, layout)]
    return incoming(ends.changed.changes, ends.after, _token, _search(ends), more)


def _token(path: str) -> bytes | None:
    language = of(path)
    return language.token(path) if language else None


def _names(path: str, layout: Layout) -> tuple[bytes, ...]:
    """Return the aliases under which manifests let others import a path."""
    language = of(path)
    return language.names(path, layout) if language else ()


def _search(ends: Ends) -> Search:
    if not ends.repository.gitdir:
        return scan(ends.after)
    return grep(ends.repository, ends.changed.head or ("index" if ends.staged else "work"))


def _reexports(change: Change, ends: Ends, barrels: frozenset[bytes]) -> bool:
    """Tell whether an edit may have changed what others get through this file."""
    language = of(change.path)
    if language is None or change.op != "edit":
        return False
    after, before = ends.after.read(change.path), ends.before.read(change.path)
    end = language.head(after)
    if 0 <= end == language.head(before) and after[:end] == before[:end]:
        return False
    return any(word == b"*" or word in after for word in barrels)
