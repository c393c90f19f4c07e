"""Version ranges of declarations and rules, for the rules that name one: most do not, and a hook loads none of it."""

from __future__ import annotations

from mneme_cli.manifests import _versions as versions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from mneme_cli.model.entry import Entry


def inside(entry: Entry, version: str, span: str) -> bool:
    """Tell whether a version of a package lies in a range."""
    return versions.inside(entry.ecosystem, version, span)


def meet(entry: Entry, span: str) -> bool:
    """Tell whether a declaration and a range have a version in common."""
    return versions.overlap(entry.ecosystem, entry.wants, span)


def asks(entry: Entry, locked: Entry) -> bool:
    """Tell whether a declaration asks for the very version that is locked."""
    return (entry.ecosystem, entry.name) == (locked.ecosystem, locked.name) and _may_be(entry, locked.version)


def installed(entry: Entry, span: str, held: Iterable[Entry]) -> str | None:
    """Return the locked version in a range ("" = none is locked and any may be), None if there is none.

    A version that is locked counts if the declaration still asks for it: else the lock is older than the manifest.
    """
    mine = (each for each in held if (each.ecosystem, each.name) == (entry.ecosystem, entry.name) and each.version)
    if locked := [each.version for each in mine if _may_be(entry, each.version)]:
        return next((each for each in locked if inside(entry, each, span)), None)
    return "" if meet(entry, span) else None


def _may_be(entry: Entry, version: str) -> bool:
    """Tell whether a version is one that a declaration asks for; a range that cannot be read may be any."""
    unread = versions.spans(entry.ecosystem, entry.wants) is None
    return not version or unread or inside(entry, version, entry.wants)
