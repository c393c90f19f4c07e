"""From paths as people give them, seen from where they stand, to the files of a tree."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from mneme_cli.errors import MnemeError
from mneme_cli.evidence.repository import inside, meant

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mneme_cli.evidence.repository import Repository
    from mneme_cli.model.tree import Tree

_MANY = 99
"""Last names that are looked at, of those that are like another."""


def here(repository: Repository, path: str) -> str:
    """Turn one path, seen from the working directory, into a path from the root ("" = the root itself).

    Raises:
        MnemeError: it lies outside the repository.
    """
    from os import getcwd

    return inside(repository, path, getcwd())


def given(repository: Repository, tree: Tree, path: str) -> str:
    """Turn a path as somebody gives it, from where they stand or as a report prints it, into one from the root.

    Raises:
        MnemeError: it lies outside the repository.
    """
    from os import getcwd

    return meant(repository, path, getcwd(), lambda one: tree.has(one) or tree.folder(one))


def located(repository: Repository, tree: Tree, paths: Iterable[str]) -> tuple[str, ...]:
    """Return the files that paths and folders name, sorted; without any, all of them.

    Raises:
        MnemeError: there is nothing at a path, or it lies outside the repository.
    """
    names = [given(repository, tree, path) for path in paths]
    found: set[str] = set() if names and "" not in names else set(tree.list())
    for name in names:
        files = [name] if tree.has(name) else list(tree.list(f"{name}/")) if name else []
        if name and not files:
            raise missing(tree, name)
        found.update(files)
    return tuple(sorted(found))


def missing(tree: Tree, path: str) -> MnemeError:
    """Say that there is nothing at a path, and what was perhaps meant."""
    near = nearest(path, tree)
    hint = f"did you mean {near}?" if near else "give the path of a file or folder that git tracks"
    return MnemeError(f"there is no file {path}", hint)


def nearest(path: str, tree: Tree) -> str:
    """Return the file or folder whose path is most like another, one with the same last name first; "" if none is.

    The last names must be alike: a long folder that two paths have in common makes nobody mean the one by the other.
    """
    paths = list(tree.list())
    paths += sorted({path[:at] for path in paths for at, char in enumerate(path) if char == "/"})
    same = [one for one in paths if one.rpartition("/")[2] == path.rpartition("/")[2]]
    names = get_close_matches(_stem(path), {_stem(one) for one in paths}, n=_MANY)
    like = [one for one in paths if _stem(one) in names]
    return next(iter(get_close_matches(path, same, n=1, cutoff=0.1) or get_close_matches(path, like, n=1)), "")


def _stem(path: str) -> str:
    name = path.rpartition("/")[2]
    return name.rpartition(".")[0] or name
