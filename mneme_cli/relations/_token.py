"""Which bytes a file must hold before it can have a row: the prefilter that spares most files a parse.

Soundness is the law here, not sharpness: () means "cannot tell, parse". Through a re-export the definition's token
need not be written; a rule that looks through them says so (`Rule.through`).
"""

from __future__ import annotations

from mneme_cli.model.glob import plain, stem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.model.region import Region
    from mneme_cli.model.selector import Selector
    from mneme_cli.relations import Select

_FOLDER_FILES = ("__init__", "index", "mod")
_SEPARATORS = str.maketrans({"/": ".", ":": ".", "\\": "."})


def tokens(near: Region, far: tuple[Selector, ...], select: Select) -> tuple[bytes, ...]:
    """Return the words of which an importer near must write one to import anything of `far` from outside it."""
    roots: tuple[str, ...] | None = getattr(select, "roots", None)
    found = [word for entry in far for word in _entry(near, entry, roots)]
    return spell(found)


def spell(words: list[str]) -> tuple[bytes, ...]:
    """Turn words into tokens, () if one of them is none that can be looked for."""
    if not all(word.isascii() and word.isidentifier() for word in words):
        return ()
    return tuple(sorted({word.encode() for word in words}))


def last(name: str) -> str:
    """Return the last literal segment of a name pattern, "" if there is none that must be written."""
    parts = name.removeprefix("=").translate(_SEPARATORS).split(".")
    for at, part in enumerate(parts):
        if "*" in part or "{" in part:
            return parts[at - 1] if at else ""
    return parts[-1]


def _entry(near: Region, entry: Selector, roots: tuple[str, ...] | None) -> list[str]:
    whole = not entry.region.outside and not entry.region.allof
    words = [_glob(near, glob, whole) for glob in entry.region.inside]
    if entry.names:
        return [*map(last, entry.names)] if all(words) else [""]
    if not words or any(_hidden(glob, roots) for glob in entry.region.inside):
        return [""]
    return words


def _glob(near: Region, glob: str, whole: bool) -> str:
    """Return the word that every import of these files from near must hold, "" if there is none."""
    file = glob.rpartition("/")[2].partition(".")[0]
    if plain(glob) and file not in _FOLDER_FILES:
        return file
    folder = _folder(glob)
    # Inside a folder its name need not be written; an entry that is all of the folder never bans its own files.
    if not (whole and glob == folder + "**") and any(
        folder.startswith(place) or place.startswith(folder) for place in near.stems()
    ):
        return ""
    # `db.py/**` stands beside `db.py` where a path may be either; its words begin alike.
    return folder[:-1].rpartition("/")[2].partition(".")[0]


def _folder(glob: str) -> str:
    return glob[: glob.rfind("/") + 1] if plain(glob) else stem(glob)


def _hidden(glob: str, roots: tuple[str, ...] | None) -> bool:
    """Tell whether an import may leave the name out: modules are looked for below, or a manifest names it otherwise."""
    if plain(glob) and glob.rpartition("/")[2].partition(".")[0] not in _FOLDER_FILES:
        return roots is not None and glob in roots
    folder = _folder(glob)
    if roots is not None:
        return any(root.startswith(folder) for root in roots)
    return "/src/" not in "/" + folder[:-1].rpartition("/")[0] + "/"
