"""How files with certain words are found: by git where it lists the files, else by reading each."""

from __future__ import annotations

from mneme_cli.evidence.incoming import grep, scan

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.evidence.incoming import Search
    from mneme_cli.pipeline.sources import Ends


def search(ends: Ends) -> Search:
    """Return what finds the files of the tree after a change that hold one of some words."""
    if not ends.repository.gitdir:
        return scan(ends.after)
    return grep(ends.repository, ends.changed.head or ("index" if ends.staged else "work"))
