"""What manifests say about where code lies: the one input of resolution besides the set of files."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NamedTuple
else:
    from mneme_cli.model.noun import NamedTuple


MEANING = ("roots", "scopes", "aliases", "workspaces", "declared", "packages", "own", "tests")
"""What of a layout a name can be resolved by; who reads which manifest changes none."""


class Layout(NamedTuple):
    """Flat, so that a hook reads it beside the policy.

    roots: (language, folder with its slash or "", or a file) under which modules are looked for, nearest first: their
        own name need not be written in an import.
    scopes: (language, folder with its slash, globs it takes in, globs it leaves out, alias set), innermost first:
        which set speaks for a file. Globs are of tracked paths, one a line.
    aliases: (language, alias set, written pattern, target) in order; a `*` in the pattern is the one in the target.
        How a set is called, and which sets stand for a package, is the language's own affair.
    workspaces: (language, package name, its folder, folder whose files see it under that name).
    declared: (ecosystem, name) of every package that a manifest asks for.
    manifests: (path, its format on the shelf, folder with its slash that it speaks for) of every manifest and lock.
    inputs: manifests that all of this was read from.
    packages: (import name, distribution) pairs.
    own: (language, top-level name, root it lies in) of every module or package that is ours.
    broken: (path, why, line, column) of what of all this could not be read, or is not what it should be.
    tests: globs of test files.
    renamed: (ecosystem, name in the code, package) of each package that some manifest installs under another name than
        its own.
    under: the layout that is asked about a name of which this one knows nothing, none = nobody is; never on disk.
    digest: of everything above.
    """

    roots: tuple[tuple[str, str], ...] = ()
    scopes: tuple[tuple[str, str, str, str, str], ...] = ()
    aliases: tuple[tuple[str, str, str, str], ...] = ()
    workspaces: tuple[tuple[str, str, str, str], ...] = ()
    declared: tuple[tuple[str, str], ...] = ()
    manifests: tuple[tuple[str, str, str], ...] = ()
    inputs: tuple[str, ...] = ()
    packages: tuple[tuple[str, str], ...] = ()
    own: tuple[tuple[str, str, str], ...] = ()
    broken: tuple[tuple[str, str, int, int], ...] = ()
    tests: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str, str], ...] = ()
    under: tuple[Layout, ...] = ()
    digest: str = ""

    def means(self, other: Layout) -> bool:
        """Tell whether another layout gives every name in the code the same meaning."""
        return all(getattr(self, field) == getattr(other, field) for field in MEANING)

    def called(self) -> set[str]:
        """Return every name of a package, as code says it and as it is installed."""
        pairs = {name for pair in self.packages for name in pair}
        return pairs | {name for _, name in self.declared} | {real for _, _, real in self.renamed}

    def of(self, language: str) -> tuple[str, ...]:
        """Return the source roots of one language, in order."""
        return tuple(folder for name, folder in self.roots if name == language)
