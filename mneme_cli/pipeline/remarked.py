"""Which files a change marks as nobody's work, or as somebody's again: by `.gitattributes`, or in their heads."""

from __future__ import annotations

from mneme_cli.evidence.marks import NAME, Marks, header
from mneme_cli.languages import known

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from mneme_cli.model.tree import Tree
    from mneme_cli.pipeline.sources import Ends


class Then:
    """The files after a change under the `.gitattributes` of before it."""

    def __init__(self, after: Tree, before: Tree) -> None:
        self.after, self.before = after, before

    def has(self, path: str) -> bool:
        """Tell whether there is a file."""
        return self._of(path).has(path)

    def folder(self, path: str) -> bool:
        """Tell whether there is a folder."""
        return self.after.folder(path)

    def read(self, path: str) -> bytes:
        """Return the bytes of a file."""
        return self._of(path).read(path)

    def list(self, prefix: str = "") -> Iterable[str]:
        """Return the paths under a prefix, sorted."""
        return self.after.list(prefix)

    def prefetch(self, paths: Iterable[str]) -> None:
        """Get ready to read several files."""
        self.after.prefetch(paths)

    def _of(self, path: str) -> Tree:
        return self.before if path.rpartition("/")[2] == NAME else self.after


def headed(ends: Ends) -> tuple[tuple[str, int], ...]:
    """Return the files that got a head which says that a program wrote them, with its line, and (0) those that lost it.

    A new file says so from its first day; one that its path marks already is left alone whatever it says.
    """
    both = [each for each in ends.changed.changes if each.before.there() and each.after.there() and known(each.path)]
    lines = ((each.path, header(ends.after.read(each.path)), header(ends.before.read(each.path))) for each in both)
    turned = [(path, now) for path, now, was in lines if bool(now) != bool(was)]
    marks = Marks(Then(ends.after, ends.before)) if turned else None
    return tuple((path, now) for path, now in turned if marks and not marks.why(path))


def remarked(ends: Ends) -> bool:
    """Tell whether a change may mark other files than before."""
    return any(each.path.rpartition("/")[2] == NAME for each in ends.changed.changes) or bool(headed(ends))
