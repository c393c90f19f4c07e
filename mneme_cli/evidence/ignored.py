"""Which paths git ignores: what a build makes is in no tree, and yet no mistake."""

from __future__ import annotations

from mneme_cli.evidence.plumbing import run

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from mneme_cli.evidence.repository import Repository


_ASK = ("--no-literal-pathspecs", "check-ignore", "-z", "--no-index", "--stdin")
"""Of all commands this one alone refuses the literal paths that every other is given."""


def ignored(repository: Repository, paths: Iterable[str]) -> frozenset[str]:
    """Return those of some paths that the repository's own rules ignore, there or not."""
    given = b"".join(path.encode("utf-8", "surrogateescape") + b"\0" for path in sorted(set(paths)))
    if not given:
        return frozenset()
    said = run(repository.root, *_ASK, given=given, fine=(0, 1))
    return frozenset(path.decode("utf-8", "surrogateescape") for path in said.split(b"\0") if path)
