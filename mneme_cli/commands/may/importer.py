"""The end that asks: which file would import, from the words that people use for it."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from mneme_cli.commands._where import missing
from mneme_cli.commands.may.place import code, is_folder, ours, path_of
from mneme_cli.decisions.modules import tops
from mneme_cli.decisions.selectors import read
from mneme_cli.errors import MnemeError
from mneme_cli.languages import known
from mneme_cli.model.glob import escape
from mneme_cli.model.region import Region

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mneme_cli.commands.may.place import Place

PROBE = "a_new_file"
"""Stem of the file in which a component's import is judged."""


class Importer(NamedTuple):
    """Who would import. path: the file that is judged.  files: those that are there, if it stands for several.

    planned: the path is not there yet; if it stands for several and is there, it is one of them.  folder: but its
    folder is.
    """

    path: str
    files: tuple[str, ...] = ()
    planned: bool = False
    folder: bool = True


def importer(word: str, at: Place) -> Importer:
    """Return who would import.

    Raises:
        MnemeError: nothing of that name could import anything.
    """
    path = path_of(word, at)
    if path and at.tree.has(path):
        if not known(path):
            raise MnemeError(f"{path} is in no language that is read, so it imports nothing", "name a source file")
        return Importer(path)
    if path and known(path) and ("/" in word or word not in at.words.components):
        if not ours(path, at):
            raise missing(at.tree, path)
        folder = path.rpartition("/")[0]
        return Importer(path, planned=True, folder=not folder or at.tree.folder(folder))
    region = Region(inside=(f"{escape(path)}/**",)) if is_folder(path, at) else read(word, at.words).region
    files = code(region, at)
    if not files:
        raise _nobody(word, at)
    return _stand(files, region, at)


def _stand(files: tuple[str, ...], region: Region, at: Place) -> Importer:
    """Stand for several files with a new one beside the highest of them, if it would be one of them, else with them."""
    if len(files) == 1:
        return Importer(files[0])
    highest = sorted(files, key=lambda path: (path.count("/"), path))
    for path in highest:
        if region.holds(new := _beside(path, at)):
            return Importer(new, files=files, planned=True)
    return Importer(highest[0], files=tuple(highest))


def _beside(path: str, at: Place) -> str:
    folder, slash, name = path.rpartition("/")
    new = f"{folder}{slash}{PROBE}.{name.rpartition('.')[2]}"
    while at.tree.has(new):
        new = new.replace(PROBE, PROBE + "_")
    return new


def _nobody(word: str, at: Place) -> MnemeError:
    names: Iterable[str] = (*at.words.components, *tops(at.layout), *at.tree.list())
    near = get_close_matches(word, list(names), n=1, cutoff=0.5)
    hint = (
        f"did you mean {near[0]}?" if near else "name a file (it need not exist yet), a component or a module of ours"
    )
    return MnemeError(f"nothing here is called '{word}'", hint)
