"""The two ends of a question: which file would import, and what, from the words that people use for them."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from mneme_cli.commands._where import given, missing
from mneme_cli.decisions.components import vocabulary
from mneme_cli.decisions.modules import tops
from mneme_cli.decisions.near import near
from mneme_cli.decisions.selectors import read
from mneme_cli.errors import MnemeError
from mneme_cli.languages import known, of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mneme_cli.decisions.selectors import Words
    from mneme_cli.evidence.repository import Repository
    from mneme_cli.model.corpus import Settings
    from mneme_cli.model.layout import Layout
    from mneme_cli.model.selector import Selector
    from mneme_cli.model.tree import Tree

PROBE = "a_new_file"
"""Stem of the file in which a component's import is judged."""


class Importer(NamedTuple):
    """Who would import. path: the file that is judged.  files: those that are there, if it stands for several.

    planned: the path is not there yet.  folder: but its folder is.
    """

    path: str
    files: tuple[str, ...] = ()
    planned: bool = False
    folder: bool = True


class Imported(NamedTuple):
    """One thing to import. text: for people.  names: as it may be written, the likeliest first: (module, taken).

    path: the file that is meant, "" = whatever the name resolves to.  planned: that file is not there yet.
    near: what is declared and nearly called so, if nothing is called so.
    """

    text: str
    names: tuple[tuple[str, str], ...]
    path: str = ""
    planned: bool = False
    near: str = ""


class Place(NamedTuple):
    """Where words are looked up."""

    repository: Repository
    tree: Tree
    layout: Layout
    words: Words


def place(repository: Repository, tree: Tree, layout: Layout, settings: Settings) -> Place:
    """Make ready to look words up."""
    return Place(repository, tree, layout, vocabulary(settings, layout)[0])


def importer(word: str, at: Place) -> Importer:
    """Return who would import.

    Raises:
        MnemeError: nothing of that name could import anything.
    """
    path = _file(word, at)
    if path and at.tree.has(path):
        if not known(path):
            raise MnemeError(f"{path} is in no language that is read, so it imports nothing", "name a source file")
        return Importer(path)
    if path and known(path) and ("/" in word or word not in at.words.components):
        if not _ours(path, at):
            raise missing(at.tree, path)
        folder = path.rpartition("/")[0]
        return Importer(path, planned=True, folder=not folder or at.tree.folder(folder))
    files = _code(_select(word, at), at) if not _folder(path, at) else _below(path, at)
    if not files:
        raise _nobody(word, at)
    return _probe(files, at)


def imported(word: str, at: Place, importer: Importer) -> tuple[Imported, ...]:
    """Return what would be imported: one thing, or each file of a component or folder.

    Raises:
        MnemeError: nothing of that name could be imported.
    """
    path = _file(word, at)
    if path and known(path) and (at.tree.has(path) or "/" in word):
        if not at.tree.has(path) and not _ours(path, at):
            raise missing(at.tree, path)
        return (_of_file(path, at, planned=not at.tree.has(path)),)
    if word in at.words.components or _folder(path, at):
        files = _below(path, at) if _folder(path, at) else _code(_select(word, at), at)
        files = tuple(one for one in files if one not in (importer.path, *importer.files) and _name(one, at))
        if not files:
            raise MnemeError(f"there is nothing to import in {word}", "name a file, a module or a package")
        return tuple(_of_file(one, at) for one in files)
    selector = _select(word, at)
    return (_of_name(word, selector)._replace(near=near(selector, at.words)),)


def _file(word: str, at: Place) -> str:
    """Return the path from the root that a word is, "" if it leads out or has no sign of a path."""
    if ":" in word or not ("/" in word or known(word) or at.tree.has(word)):
        return word if at.tree.folder(word) and word not in at.words.components else ""
    return given(at.repository, at.tree, word)


def _folder(path: str, at: Place) -> bool:
    return bool(path) and at.tree.folder(path)


def _ours(path: str, at: Place) -> bool:
    """Tell whether a file to come has a folder that is there, or one above it."""
    folder = path.rpartition("/")[0]
    return not folder or at.tree.folder(folder) or at.tree.folder(folder.partition("/")[0])


def _select(word: str, at: Place) -> Selector:
    return read(word, at.words)


def _code(selector: Selector, at: Place) -> tuple[str, ...]:
    return tuple(path for path in at.tree.list() if known(path) and selector.region.holds(path))


def _below(path: str, at: Place) -> tuple[str, ...]:
    return tuple(one for one in at.tree.list(f"{path}/") if known(one))


def _probe(files: tuple[str, ...], at: Place) -> Importer:
    """Stand for several files with a new one beside the first of the highest."""
    if len(files) == 1:
        return Importer(files[0])
    first = min(files, key=lambda path: (path.count("/"), path))
    folder, slash, name = first.rpartition("/")
    path = f"{folder}{slash}{PROBE}.{name.rpartition('.')[2]}"
    while at.tree.has(path):
        path = path.replace(PROBE, PROBE + "_")
    return Importer(path, files=files, planned=True)


def _name(path: str, at: Place) -> str:
    language = of(path)
    return language.speak(path, at.layout) if language else ""


def _of_file(path: str, at: Place, *, planned: bool = False) -> Imported:
    name = _name(path, at)
    if not name:
        raise MnemeError(f"no import can name {path}", "name a module, or a file below a source root")
    return Imported(path, ((name, ""),), path=path, planned=planned)


def _of_name(word: str, selector: Selector) -> Imported:
    """Read a module, a package or a part of the standard library; a dotted name may end in what a module holds."""
    names = selector.names or (word,)
    name = names[0].lstrip("=")
    if selector.form in ("package", "std"):
        name = name.partition("/")[2]
    if not all(part.isidentifier() for part in name.split(".")):
        raise MnemeError(f"'{word}' is nothing that an import can name", "name a file, a module, a component, pkg:NAME")
    above, _, last = name.rpartition(".")
    return Imported(word, ((name, ""), *(((above, last),) if above else ())))


def _nobody(word: str, at: Place) -> MnemeError:
    names: Iterable[str] = (*at.words.components, *tops(at.layout), *at.tree.list())
    near = get_close_matches(word, list(names), n=1, cutoff=0.5)
    hint = (
        f"did you mean {near[0]}?" if near else "name a file (it need not exist yet), a component or a module of ours"
    )
    return MnemeError(f"nothing here is called '{word}'", hint)
