"""Places that a record is to name, as people give them where they stand: checked, and written from the root."""

from __future__ import annotations

import re
from os import getcwd
from os.path import relpath
from typing import TYPE_CHECKING

from mneme_cli.commands import _where
from mneme_cli.decisions.components import vocabulary
from mneme_cli.decisions.selectors import looks_like_a_file, read
from mneme_cli.errors import MnemeError
from mneme_cli.evidence.repository import find, meant
from mneme_cli.model.glob import escape, stem
from mneme_cli.pipeline.corpus import bundle, worktree

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import NamedTuple

    from mneme_cli.decisions.compile import Compiled
    from mneme_cli.evidence.repository import Repository
    from mneme_cli.model.region import Region
    from mneme_cli.model.tree import Tree
else:
    from mneme_cli.model.noun import NamedTuple

_PREFIX = re.compile(r"[A-Za-z][A-Za-z-]*:(?!:)")
_GLOB = re.compile(r"[*{\\]")


class Seen(NamedTuple):
    """texts: selectors as a record has them.  files: that they select, sorted.  compiled: the records of the tree."""

    texts: tuple[str, ...]
    files: tuple[str, ...]
    compiled: Compiled


def seen(given: Iterable[str], as_of: int) -> Seen:
    """Read selectors: paths are seen from where one stands; components, modules and tags are the same everywhere.

    Raises:
        MnemeError: one of them cannot be read, names nothing that is known, or selects no file.
    """
    repository = find()
    tree = worktree(repository.root)
    made = bundle(tree, as_of)
    words, _ = vocabulary(made.compiled.corpus.settings, made.layout)
    every = tuple(tree.list())
    texts, files = [], set()
    for one in given:
        text = one if one in words.components else _from_root(repository, tree, one)
        region = read(text, words, here=True).region
        found = _held(region, every)
        if not found:
            raise _nothing(repository, tree, text)
        texts.append(text)
        files.update(found)
    return Seen(texts=tuple(texts), files=tuple(sorted(files)), compiled=made.compiled)


def _held(region: Region, files: Sequence[str]) -> list[str]:
    return [path for path in files if region.holds(path)]


def _from_root(repository: Repository, tree: Tree, given: str) -> str:
    """Turn what is a path, by its look or because it is there, into one from the root; leave all else."""
    prefix, bare = ("path:", given[5:]) if given.startswith("path:") else ("", given)
    if not bare.strip() or _PREFIX.match(bare):
        return given
    path = meant(repository, bare, getcwd(), lambda one: _there(tree, one))
    if not path:
        return f"{prefix}**"
    if tree.has(path):
        return prefix + ("" if "/" in path else "./") + escape(path)
    if tree.folder(path):
        return f"{prefix}{escape(path)}/**"
    if "/" in bare or looks_like_a_file(bare):
        return prefix + ("" if prefix or "/" in path else "./") + path
    return prefix + path if prefix or _GLOB.search(bare) else given


def _there(tree: Tree, path: str) -> bool:
    """Tell whether something is at a path; of a pattern, at the folder in front of it."""
    return any(tree.has(one) or tree.folder(one) for one in (path, stem(path).rstrip("/")))


def _nothing(repository: Repository, tree: Tree, text: str) -> MnemeError:
    """Say that a selector selects no file, and what is like it, seen from here."""
    bare = text.removeprefix("path:").removeprefix("./")
    path = stem(bare).rstrip("/") if "/" in text else bare.replace(".", "/")
    near = "" if tree.folder(path) else _where.nearest(path, tree)
    hint = "name files that are there; paths are taken from where you stand"
    if near:
        hint = f"did you mean {relpath(f'{repository.root}/{near}', getcwd())}?"
    return MnemeError(f"there is no file {'in ' if _GLOB.search(bare) or '/' not in text else ''}{bare}", hint)
