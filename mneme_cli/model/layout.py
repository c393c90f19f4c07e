"""What manifests say about where code lies: the one input of resolution besides the set of files."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NamedTuple
else:
    from mneme_cli.model.noun import NamedTuple


class Layout(NamedTuple):
    """Flat, so that a hook reads it beside the policy.

    roots: (language, folder with its slash or "") pairs under which modules are looked for, nearest first.
    aliases: (language, written prefix, folder or file) for path aliases.  workspaces: (package name, folder).
    packages: (import name, distribution) pairs.
    own: (language, top-level name, root it lies in) of every module or package that is ours.
    tests: globs of test files.  digest: of everything above.
    """

    roots: tuple[tuple[str, str], ...] = ()
    aliases: tuple[tuple[str, str, str], ...] = ()
    workspaces: tuple[tuple[str, str], ...] = ()
    packages: tuple[tuple[str, str], ...] = ()
    own: tuple[tuple[str, str, str], ...] = ()
    tests: tuple[str, ...] = ()
    digest: str = ""

    def of(self, language: str) -> tuple[str, ...]:
        """Return the source roots of one language, in order."""
        return tuple(folder for name, folder in self.roots if name == language)
