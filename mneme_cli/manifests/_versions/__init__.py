"""Version ranges: is this version in that range, and do two ranges meet? Versions of pypi (PEP 440) and npm (semver).

`packaging` and `semver` answer the first question; neither library of Python answers the second, and a hook cannot pay
for either. Both are witnesses in the tests. A pre-release counts by its order: a ban of `>=19` bans `19.1.0-rc.1`.
"""

from __future__ import annotations

from mneme_cli.manifests._versions import pep440, semver
from mneme_cli.manifests._versions.spans import EVERYTHING, holds, meet

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.manifests._versions.spans import Spans

_READERS = {"pypi": pep440, "npm": semver}


def spans(ecosystem: str, text: str) -> Spans | None:
    """Return the spans of a range as written; None if it is none (a tag, an address)."""
    text = text.strip()
    if text in ("", "*"):
        return EVERYTHING
    try:
        found: Spans = _READERS[ecosystem].spans(text)
    except (ValueError, KeyError):
        return None
    return found


def inside(ecosystem: str, version: str, text: str) -> bool:
    """Tell whether a version lies in a range; what cannot be read lies nowhere."""
    found = spans(ecosystem, text)
    try:
        return found is not None and holds(found, _READERS[ecosystem].key(version))
    except (ValueError, KeyError):
        return False


def overlap(ecosystem: str, one: str, other: str) -> bool:
    """Tell whether two ranges have a version in common; a range that cannot be read may be any."""
    first, second = spans(ecosystem, one), spans(ecosystem, other)
    return first is None or second is None or bool(meet(first, second))
