"""Where the words of a question are looked up: paths as people type them, folders, the files that a region holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mneme_cli.commands._where import here
from mneme_cli.decisions.components import vocabulary
from mneme_cli.languages import known

if TYPE_CHECKING:
    from mneme_cli.decisions.selectors import Words
    from mneme_cli.evidence.repository import Repository
    from mneme_cli.model.corpus import Settings
    from mneme_cli.model.layout import Layout
    from mneme_cli.model.region import Region
    from mneme_cli.model.tree import Tree


class Place(NamedTuple):
    """Where words are looked up."""

    repository: Repository
    tree: Tree
    layout: Layout
    words: Words


def place(repository: Repository, tree: Tree, layout: Layout, settings: Settings) -> Place:
    """Make ready to look words up."""
    return Place(repository, tree, layout, vocabulary(settings, layout)[0])


def path_of(word: str, at: Place) -> str:
    """Return the path from the root that a word is, "" if it leads out or has no sign of a path."""
    if ":" in word or not ("/" in word or known(word) or at.tree.has(word)):
        return word if at.tree.folder(word) and word not in at.words.components else ""
    return here(at.repository, word)


def is_folder(path: str, at: Place) -> bool:
    """Tell whether a path from the root is a folder of the tree."""
    return bool(path) and at.tree.folder(path)


def ours(path: str, at: Place) -> bool:
    """Tell whether a file to come has a folder that is there, or one above it."""
    folder = path.rpartition("/")[0]
    return not folder or at.tree.folder(folder) or at.tree.folder(folder.partition("/")[0])


def code(region: Region, at: Place) -> tuple[str, ...]:
    """Return the source files of a region."""
    return tuple(path for path in at.tree.list() if known(path) and region.holds(path))


def below(path: str, at: Place) -> tuple[str, ...]:
    """Return the source files below a folder."""
    return tuple(one for one in at.tree.list(f"{path}/") if known(one))
