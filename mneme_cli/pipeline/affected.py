"""A change has two ends: unchanged files whose edges it moves, as what they import came, went or re-exports anew."""

from __future__ import annotations

from mneme_cli.evidence.incoming import incoming
from mneme_cli.languages import of
from mneme_cli.pipeline.searched import search as searched

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from mneme_cli.evidence.gather import Sources
    from mneme_cli.evidence.incoming import Search
    from mneme_cli.languages import Language
    from mneme_cli.model.fact import Change, Edge
    from mneme_cli.model.layout import Layout
    from mneme_cli.model.policy import Policy
    from mneme_cli.pipeline.sources import Ends


def affected(ends: Ends, policy: Policy, sources: Sources) -> tuple[str, ...]:
    """Return the unchanged files that may import what the change adds, deletes, renames or re-exports; generous.

    So may those be in which a name means something else now.
    """
    if not len(policy):
        return ()
    search = searched(ends)
    moved = [change.path for change in ends.changed.changes if change.op in ("add", "delete")]
    more = [name for path in moved for name in _names(path, sources.after.layout)]
    found = set(incoming(ends.changed.changes, ends.after, _token, search, more))
    if any(policy.reads(change.path) for change in ends.changed.changes):
        from mneme_cli.pipeline.restated import restated

        found |= restated(ends, policy, sources.after, search)
    found |= sources.remeant()
    if tokens := policy.barrels():
        found |= _through(ends, sources, tokens, search)
    return tuple(sorted(found - {change.path for change in ends.changed.changes}))


def _token(path: str) -> bytes | None:
    language = of(path)
    return language.token(path) if language else None


def _names(path: str, layout: Layout) -> tuple[bytes, ...]:
    """Return the aliases under which manifests let others import a path."""
    language = of(path)
    return language.names(path, layout) if language else ()


def _through(ends: Ends, sources: Sources, tokens: frozenset[bytes], search: Search) -> frozenset[str]:
    """Return the files that may have a banned name through a file that binds it anew, however many lie between."""
    other = sources.remeant()
    moved = {change.path for change in ends.changed.changes if _rebinds(change, ends)} | other
    if not moved:
        return frozenset()
    from mneme_cli.evidence.barrels import Barrels
    from mneme_cli.evidence.exports import definitions
    from mneme_cli.evidence.rebound import passed, still

    end, alike = sources.after, still(ends.changed.changes) and not other

    def importers(path: str) -> Iterable[str]:
        token, folder = _token(path), path[: path.rfind("/") + 1]
        named = search((token,)) if token else end.tree.list()
        inside = end.tree.list(folder) if "/__init__." in f"/{path}" else ()
        return sorted(each for each in {*named, *inside} if of(each))

    def banned(edge: Edge) -> bool:
        more = definitions(edge, end.tree, end.layout, _language(edge), end.bound)
        return any(_says(each, tokens) for each in (edge, *more))

    return Barrels(end).onward(
        {path: passed(path, end, sources.before, banned, alike) for path in sorted(moved)}, importers
    )


def _language(edge: Edge) -> Language:
    language = of(edge.source)
    assert language is not None
    return language


def _says(edge: Edge, tokens: frozenset[bytes]) -> bool:
    """Tell whether the name of a target holds a word without which no rule that sees through re-exports bans it."""
    said = f"{edge.target} {edge.name}".encode("utf-8", "surrogateescape")
    return any(token == b"*" or token in said for token in tokens)


def _rebinds(change: Change, ends: Ends) -> bool:
    """Tell whether a change may have given others something new through this file."""
    language = of(change.path)
    if language is None or change.op not in ("add", "edit"):
        return False
    after = ends.after.read(change.path)
    before = ends.before.read(change.path) if change.op == "edit" else b""
    end = language.head(after)
    return not (0 <= end == language.head(before) and after[:end] == before[:end])
