"""Places that a record is to name, as people give them where they stand: checked, and written from the root."""

from __future__ import annotations

import re
from os import getcwd
from os.path import relpath
from typing import TYPE_CHECKING

from mneme_cli.commands import _where
from mneme_cli.decisions.components import vocabulary
from mneme_cli.decisions.selectors import read
from mneme_cli.errors import MnemeError
from mneme_cli.evidence.repository import find
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
            raise _nothing(repository, tree, one, text)
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
    path = _where.here(repository, bare)
    if not path:
        return f"{prefix}**"
    if tree.has(path):
        return prefix + ("" if "/" in path else "./") + escape(path)
    if tree.folder(path):
        return f"{prefix}{escape(path)}/**"
    return prefix + path if prefix or "/" in bare or _GLOB.search(bare) else given


def _nothing(repository: Repository, tree: Tree, given: str, text: str) -> MnemeError:
    """Say that a selector selects no file; a path that was given from the root is answered with the one from here."""
    bare = text.removeprefix("path:")
    path = stem(bare).rstrip("/") if "/" in bare else bare.replace(".", "/")
    near = next((one for one in (given, stem(given).rstrip("/")) if tree.has(one) or tree.folder(one)), "")
    near = near if near != path else ""
    near = near or ("" if tree.folder(path) else _where.nearest(path, tree))
    hint = "name files that are there; paths are taken from where you stand"
    if near:
        hint = f"did you mean {relpath(f'{repository.root}/{near}', getcwd())}?"
    return MnemeError(f"there is no file {'in ' if _GLOB.search(bare) or '/' not in bare else ''}{bare}", hint)
