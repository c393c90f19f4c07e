"""A change has two ends: unchanged files whose edges it moves, as what they import came, went or re-exports anew."""

from __future__ import annotations

from mneme_cli.languages import of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.model.fact import Change
    from mneme_cli.model.policy import Policy
    from mneme_cli.pipeline.sources import Ends


def affected(ends: Ends, policy: Policy) -> tuple[str, ...]:
    """Return the unchanged files that may import what the change adds, deletes, renames or re-exports; generous."""
    if not len(policy):
        return ()
    barrels = policy.barrels()
    tokens = {token for change in ends.changed.changes if (token := _token(change, ends, barrels))}
    if not tokens:
        return ()
    touched = {change.path for change in ends.changed.changes}
    return tuple(path for path in _holding(ends, tokens) if path not in touched and of(path))


def _token(change: Change, ends: Ends, barrels: frozenset[bytes]) -> bytes:
    """Return the bytes that every importer of a changed file holds; b"" if no importer's edges can have moved."""
    language = of(change.path)
    if language is None or change.op == "mode":
        return b""
    if change.op == "edit":
        after, before = ends.after.read(change.path), ends.before.read(change.path)
        end = language.head(after)
        if 0 <= end == language.head(before) and after[:end] == before[:end]:
            return b""
        if not any(word == b"*" or word in after for word in barrels):
            return b""
    return language.token(change.path)


def _holding(ends: Ends, tokens: set[bytes]) -> tuple[str, ...]:
    """Return the files of the tree after the change that hold one of the tokens."""
    tree = ends.after
    return tuple(path for path in tree.list() if of(path) and any(token in tree.read(path) for token in tokens))
