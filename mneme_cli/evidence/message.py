"""A commit message as git reads it: what of it is kept, and the trailers at its end (git-interpret-trailers)."""

from __future__ import annotations

from mneme_cli.evidence.plumbing import run

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from mneme_cli.evidence.repository import Repository

_CUT = b"------------------------ >8 ------------------------"
"""Below this line git throws everything away (`commit --verbose`, `--cleanup=scissors`)."""
_NO_DIVIDER = ("interpret-trailers", "--no-divider")
"""A line of three dashes begins a patch in a mail, and nothing in a message."""


def kept(repository: Repository, text: bytes) -> bytes:
    """Return what git will keep of a message: no comments, nothing below the scissors; b"" aborts the commit."""
    lines = text.split(b"\n")
    cut = next((at for at, line in enumerate(lines) if line.endswith(_CUT)), len(lines))
    return run(repository.root, "stripspace", "--strip-comments", given=b"\n".join(lines[:cut]))


def trailers(repository: Repository, text: bytes, key: str) -> tuple[str, ...]:
    """Return the values of a trailer, in their order."""
    rows = run(repository.root, *_NO_DIVIDER, "--parse", given=text).decode("utf-8", "replace").split("\n")
    cut = (row.partition(":") for row in rows)
    return tuple(value.strip() for name, _, value in cut if name.strip().lower() == key.lower())


def with_trailers(repository: Repository, text: bytes, more: Iterable[tuple[str, str]]) -> bytes:
    """Add trailers where git looks for them: above comments and scissors, none twice."""
    args = [word for name, value in more for word in ("--trailer", f"{name}: {value}")]
    if not args:
        return text
    return run(repository.root, *_NO_DIVIDER, "--if-exists", "addIfDifferent", *args, given=text)
