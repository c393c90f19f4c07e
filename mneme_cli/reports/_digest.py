"""The identity of a finding as one word that survives moved lines: the same one in every format."""

from __future__ import annotations

from mneme_cli.model.digest import sha256
from mneme_cli.model.scan import dumps

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.model.finding import Finding


def digest(finding: Finding) -> str:
    """Return the SHA-256 of the identity fields (never a line, never a message) as 64 hexadecimal digits."""
    return sha256(dumps(finding.identity).encode("ascii"))


def named(*words: str) -> str:
    """Return the same of what is no finding (a problem, a file that was not read): what is said of which file."""
    return sha256(dumps(words).encode("ascii"))
