"""A manifest or a lock that changes speaks for files that do not: who imports what it newly says or no longer says."""

from __future__ import annotations

from mneme_cli.evidence import entries
from mneme_cli.model.entry import LOCKS, manifest, project

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from mneme_cli.evidence.gather import End
    from mneme_cli.evidence.incoming import Search
    from mneme_cli.model.entry import Entry
    from mneme_cli.model.fact import Change
    from mneme_cli.model.policy import Policy
    from mneme_cli.pipeline.sources import Ends

_ASKING = ("dev_only", "undeclared")


def restated(ends: Ends, policy: Policy, end: End, search: Search) -> frozenset[str]:
    """Return the unchanged files on which a change of manifests and locks may bear; generous.

    end: the side after the change.
    """
    changes = [change for change in ends.changed.changes if policy.reads(change.path)]
    if not changes or not any(_asks(policy, number) for number in range(len(policy))):
        return frozenset()
    then = end._replace(tree=ends.before, bound={})
    found: set[str] = set()
    for change in changes:
        folder = project(change.path)
        if manifest(change.path) in LOCKS:  # the line that a new version breaks is that of the declaration
            found.update(row[0] for row in end.layout.manifests if row[1] not in LOCKS and row[2].startswith(folder))
        words = {word for each in _moved(change, end, then) for word in _words(each)}
        if words:
            found.update(path for path in search(tuple(sorted(words))) if path.startswith(folder))
    return frozenset(found)


def _asks(policy: Policy, number: int) -> bool:
    """Tell whether a rule looks at imports and manifests together."""
    rule = policy.rule(number)
    return rule.kind in _ASKING or any(entry.versions for entry in rule.far)


def _moved(change: Change, end: End, then: End) -> Iterator[Entry]:
    """Yield what only one side says: another group, range or version counts, another line does not."""
    after = {_said(each): each for each in entries.entries(change.path, end, set())}
    before = {_said(each): each for each in entries.entries(change.path, then, set())}
    for said in sorted(after.keys() ^ before.keys()):
        yield entries.named(after.get(said) or before[said], end)


def _said(entry: Entry) -> tuple[str, ...]:
    return entry.ecosystem, entry.name, entry.group, entry.label, entry.wants, entry.version


def _words(entry: Entry) -> Iterator[bytes]:
    """Yield what an import of a package must contain."""
    for name in entry.imported:
        yield name.rpartition(".")[2].encode() if entry.ecosystem == "pypi" else name.encode()
