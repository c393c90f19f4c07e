"""The end that is asked for: what would be imported, from the words that people use for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from mneme_cli.commands._where import missing, nearest
from mneme_cli.commands.may.place import below, code, is_folder, ours, path_of
from mneme_cli.decisions.near import named, near
from mneme_cli.decisions.selectors import read
from mneme_cli.errors import MnemeError
from mneme_cli.languages import called, known, of

if TYPE_CHECKING:
    from mneme_cli.commands.may.importer import Importer
    from mneme_cli.commands.may.place import Place
    from mneme_cli.languages import Language
    from mneme_cli.model.selector import Selector


class Imported(NamedTuple):
    """One thing to import. text: for people.  names: as it may be written, the likeliest first: (module, taken).

    path: the file that is meant, "" = whatever the name resolves to.  planned: that file is not there yet.
    near: what is declared and nearly called so, if nothing is called so.  known: something is called so.
    """

    text: str
    names: tuple[tuple[str, str], ...]
    path: str = ""
    planned: bool = False
    near: str = ""
    known: bool = True


def imported(word: str, at: Place, importer: Importer) -> tuple[Imported, ...]:
    """Return what would be imported: one thing, or each file of a component or folder.

    Raises:
        MnemeError: nothing of that name could be imported.
    """
    asked, word = word, _packaged(word)
    path = path_of(word, at)
    if path and known(path) and (at.tree.has(path) or "/" in word):
        if not at.tree.has(path) and not ours(path, at):
            raise missing(at.tree, path)
        return (_of_file(path, at, planned=not at.tree.has(path)),)
    if word in at.words.components or is_folder(path, at):
        files = below(path, at) if is_folder(path, at) else code(read(word, at.words).region, at)
        files = tuple(one for one in files if one not in (importer.path, *importer.files) and _name(one, at))
        if not files:
            raise MnemeError(f"there is nothing to import in {word}", "name a file, a module or a package")
        return tuple(_of_file(one, at) for one in files)
    selector = read(word, at.words)
    like = near(selector, at.words, asked=True)
    if like and ":" not in word:
        package = f"A package that nothing declares yet is asked for as pkg:{word}"
        raise MnemeError(f"nothing here is called '{word}'", f"did you mean {like}? {package}")
    there = ":" in word or named(selector, at.words)
    return (_of_name(asked, selector, _language(importer), at)._replace(near=like or _small(word, at), known=there),)


def _small(word: str, at: Place) -> str:
    """Return the declared name of which a word is the same but for its capitals: an import tells them apart."""
    known, small = at.layout.called(), word.lower()
    return small if small != word and word not in known and small in known else ""


def _packaged(word: str) -> str:
    """Read `npm:express@4` and `pypi:requests` as the packages that they are."""
    ecosystem, colon, name = word.partition(":")
    if not colon or ecosystem not in {each.ecosystem for each in called().values()}:
        return word
    at = name.find("@", 1)
    return f"pkg:{ecosystem}/{name if at < 0 else name[:at]}"


def _language(importer: Importer) -> Language:
    language = of(importer.path)
    assert language is not None
    return language


def _name(path: str, at: Place) -> str:
    language = of(path)
    return language.speak(path, at.layout) if language else ""


def _of_file(path: str, at: Place, *, planned: bool = False) -> Imported:
    name = _name(path, at)
    if not name:
        raise MnemeError(f"no import can name {path}", "name a module, or a file below a source root")
    return Imported(path, ((name, ""),), path=path, planned=planned, known=not planned)


def _of_name(word: str, selector: Selector, language: Language, at: Place) -> Imported:
    """Read a module, a package or a part of the standard library; a dotted name may end in what a module holds.

    Raises:
        MnemeError: no import of the importer's language can name it.
    """
    name, home = (selector.names or (word,))[0].lstrip("="), ""
    if selector.form in ("package", "std"):
        home, _, name = name.partition("/")
        if home not in (language.ecosystem, language.name, *language.runtimes):
            called_ = language.called or language.name
            raise MnemeError(f"no import of {called_} can name {word}", f"it is of {home}; ask for what {called_} has")
    if language.runtimes and _SPECIFIER.fullmatch(name) and (home or _sure(name, language, at)):
        schemed = ((f"{home}:{name}", ""),) if home in language.runtimes else ()
        return Imported(word, (*schemed, (name, "")))
    if not all(part.isidentifier() for part in name.split(".")):
        raise MnemeError(f"'{word}' is nothing that an import can name", _hint(word, language, at))
    above, _, last = name.rpartition(".")
    return Imported(word, ((name, ""), *(((above, last),) if above else ())))


def _hint(word: str, language: Language, at: Place) -> str:
    """Say what to write: of a word that begins as a folder of ours a path, of another one the package."""
    top, slash, _ = word.partition("/")
    if slash and language.runtimes and _SPECIFIER.fullmatch(word) and not at.tree.folder(top):
        return f"write pkg:{language.ecosystem}/{word} if the package {top} is meant, which nothing declares"
    near = nearest(word, at.tree) if slash else ""
    return f"did you mean {near}?" if near else "name a file, a module, a component, pkg:NAME"


def _sure(name: str, language: Language, at: Place) -> bool:
    """Tell whether a name is no mistyped path: one part, a scope, an alias, or a place in what is known to be there."""
    top, slash, _ = name.partition("/")
    return not slash or top[:1] == "@" or language.std(top) or (language.ecosystem, top) in at.layout.declared


_SPECIFIER = re.compile(r"(@[\w.~-]+/)?[\w~-][\w.~-]*(/[\w.~-]+)*")
"""A package, scoped or not, and a place in it: how such languages name what is not a file."""
