"""What others may use of a module. tach looks at members, mneme at files: a name of `__init__` is its whole file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from mneme_cli.importers import ABOUT, EXACT, NOT, Row
from mneme_cli.importers._draft import clause

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mneme_cli.importers._modules import Modules
    from mneme_cli.importers.tach.modules import House
    from mneme_cli.importers.tach.shapes import Interface
    from mneme_cli.model.corpus import Clause

_MEMBERS = "a member of the module itself opens its whole file; one of a submodule, that submodule"
_FOR_SOME = "an interface for some modules is open for all; add a `protect` for it"


class Surface(NamedTuple):
    """What is open of one module. whole: everything.  members: something of its own file is."""

    entries: tuple[str, ...]
    whole: bool
    members: bool


def rules(path: str, house: House, known: Modules) -> tuple[tuple[Clause, ...], tuple[Row, ...]]:
    """Return the rule for what is open of one module, () if no interface speaks of it, and the rows."""
    found = [one for one in house.config.interfaces if _speaks(one, path)]
    if not found:
        return (), ()
    surface = _surface(path, [pattern for one in found for pattern in one.expose], known)
    rows = [Row(path, "interface", ABOUT if surface.members else EXACT, _MEMBERS if surface.members else "")]
    if any(one.visibility for one in found):
        rows.append(Row(path, "interface: visibility", ABOUT, _FOR_SOME))
    if any(one.exclusive for one in found):
        rows.append(Row(path, "interface: exclusive", NOT, "see visibility"))
    if any(one.data_types != "all" for one in found):
        rows.append(Row(path, "interface: data_types", NOT, "mneme does not read the types of members"))
    if surface.whole:
        return (), tuple(rows)
    aside = tuple((f"-> {inner}", "a module of its own in tach", False) for inner in house.config.below(path))
    params = {"of": [path], "surface": [f"exact:{path}", *surface.entries]}
    return (clause("interface", "public", params, when=house.when, excuses=aside),), tuple(rows)


def _speaks(one: Interface, path: str) -> bool:
    return any(_match(pattern, path) for pattern in one.of)


def _surface(path: str, patterns: Iterable[str], known: Modules) -> Surface:
    """Read patterns over members: those that name submodules open these, all others the module's own file."""
    entries: list[str] = []
    members = whole = False
    inner = sorted(name[len(path) + 1 :] for name in known.names if name.startswith(f"{path}."))
    for pattern in patterns:
        plain = pattern.removesuffix(r"\..*").removesuffix(".*")
        if pattern in (".*", "^.*$"):
            whole = True
        elif plain.replace(".", "_").isidentifier() and known.ours(f"{path}.{plain}") and _there(path, plain, known):
            entries.append(f"{path}.{plain}")
        elif some := [name for name in inner if _match(pattern, name)]:
            entries += [f"exact:{path}.{name}" for name in some]
        else:
            members = True
    return Surface(tuple(dict.fromkeys(entries)), whole, members)


def _there(path: str, plain: str, known: Modules) -> bool:
    return f"{path}.{plain}" in known.names or f"{path}.{plain}" in known.children


def _match(pattern: str, text: str) -> bool:
    return re.fullmatch(pattern, text) is not None
