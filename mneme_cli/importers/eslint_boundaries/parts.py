"""The components of the elements: in each the files that the plugin gives to that type, and no file in two."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mneme_cli.importers import ABOUT, Row
from mneme_cli.importers.eslint_boundaries.elements import fits, home
from mneme_cli.model.glob import matches

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mneme_cli.importers.eslint_boundaries.elements import Element

_NOBODY = "no file has it today, so no component is made of it and no rule names it"
_LOST = "each file that fits it fits '{}' as well, and first, so no component is made of it and no rule names it"
_IDLE = "'{}' selects no file today, and is left out"
_OF_BOTH = "{} fits '{}' as well, and first: that is what it is there, so {} is left out of this component"
_UNLIKE = "{} is of this type there and {} here: which pattern fits first differs from file to file"


class Parts(NamedTuple):
    """globs: type → what its component takes in, of types that some file has.  but: type → what it leaves out."""

    globs: dict[str, tuple[str, ...]]
    but: dict[str, tuple[str, ...]]
    rows: tuple[Row, ...]


def parts(elements: tuple[Element, ...], files: Iterable[str]) -> Parts:
    """Make one component of each type, so that each file is in one at most."""
    homes = {path: found for path in sorted(files) if (found := home(elements, path))}
    globs: dict[str, tuple[str, ...]] = {}
    rows = []
    for name in dict.fromkeys(one.type for one in elements):
        every = [each.glob for one in elements if one.type == name for each in one.patterns]
        used = tuple(glob for glob in every if any(_any((glob,), path) for path in homes))
        if name not in homes.values():
            other = next((homes[path] for path in homes if _any(every, path)), "")
            rows.append(Row(name, "pattern", ABOUT, _LOST.format(other) if other else _NOBODY))
            continue
        globs[name] = used
        rows += [Row(name, "pattern", ABOUT, _IDLE.format(glob)) for glob in every if glob not in used]
    but, apart = _apart(elements, homes, globs)
    return Parts(globs, but, (*rows, *apart, *_unlike(homes, globs, but)))


def _apart(
    elements: tuple[Element, ...], homes: dict[str, str], globs: dict[str, tuple[str, ...]]
) -> tuple[dict[str, tuple[str, ...]], list[Row]]:
    """Let each type leave out the patterns that win over it: of two that win by turns, those of the more files."""
    shared = _shared(elements, homes, globs)
    but: dict[str, tuple[str, ...]] = {}
    rows = []
    for (won, name), found in sorted(shared.items()):
        mine, other = (sorted(set().union(*each.values())) for each in (found, shared.get((name, won), {})))
        if (len(mine), name) > (len(other), won):
            but[name] = tuple(dict.fromkeys((*but.get(name, ()), *sorted(found))))
            rows.append(Row(name, "pattern", ABOUT, _OF_BOTH.format(mine[0], won, ", ".join(sorted(found)))))
    return but, rows


def _shared(
    elements: tuple[Element, ...], homes: dict[str, str], globs: dict[str, tuple[str, ...]]
) -> dict[tuple[str, str], dict[str, set[str]]]:
    """Return (type that wins, type that would take in as well) → the pattern of the first → files of both."""
    out: dict[tuple[str, str], dict[str, set[str]]] = {}
    for path, won in homes.items():
        mine = [each.glob for one in elements if one.type == won for each in one.patterns if fits(each, path)]
        for name in (name for name, texts in globs.items() if name != won and _any(texts, path)):
            for glob in mine:
                out.setdefault((won, name), {}).setdefault(glob, set()).add(path)
    return out


def _unlike(homes: dict[str, str], globs: dict[str, tuple[str, ...]], but: dict[str, tuple[str, ...]]) -> list[Row]:
    """Tell of each type the files of today that are in another component, or in none."""
    wrong: dict[str, list[tuple[str, list[str]]]] = {}
    for path, there in homes.items():
        here = [name for name, texts in globs.items() if _any(texts, path) and not _any(but.get(name, ()), path)]
        if here != [there]:
            wrong.setdefault(there, []).append((path, here))
    rows = []
    for name, found in sorted(wrong.items()):
        path, here = found[0]
        files = path if len(found) == 1 else f"{path} (and {len(found) - 1} more)"
        rows.append(Row(name, "pattern", ABOUT, _UNLIKE.format(files, " and ".join(here) or "of none")))
    return rows


def _any(globs: Iterable[str], path: str) -> bool:
    return any(matches(glob.removeprefix("./"), path) for glob in globs)
