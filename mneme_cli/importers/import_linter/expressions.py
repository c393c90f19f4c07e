"""import-linter's module expressions (`a.b`, `a.*`, `a.**`) as selectors, and what gets lost on the way.

There a name is one module unless the contract takes it as a package; here a bare name is a module and all below it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mneme_cli.errors import MnemeError

if TYPE_CHECKING:
    from mneme_cli.importers._modules import Modules

WIDE = "'{0}' covers the package's own module as well"
FLAT = "'{0}' covers the modules right below, which are all there are; a package that comes below has to be added"
LISTED = "'{0}' is written out as it is today; a new module has to be added"


class Named(NamedTuple):
    """Selectors for one expression. loss: in which way they say something else, "" = they do not."""

    texts: tuple[str, ...]
    loss: str = ""


def package(text: str, known: Modules) -> Named:
    """Say an expression whose modules are meant with all below them."""
    parts = _parts(text)
    if parts[-1] not in ("*", "**") or len(parts) == 1:
        return Named((_middle(parts),))
    above = ".".join(parts[:-1])
    if "*" in above:
        return Named((_middle(parts[:-1]),), WIDE.format(text))
    found = tuple(f"{above}.{child}" for child in known.children.get(above, ()))
    if not found:
        raise MnemeError(f"'{text}' matches no module", "mend the contract, or take it out, and import again")
    return Named(found, LISTED.format(text))


def exact(text: str, known: Modules) -> Named:
    """Say an expression whose modules are meant alone."""
    parts = _parts(text)
    if not known.ours(parts[0]) and "*" not in text:
        return Named((text,))
    if parts[-1] == "**":
        return _below(text, parts, known)
    if parts[-1] == "*":
        return Named((_middle(parts),))
    return Named((f"exact:{_middle(parts)}",))


def _below(text: str, parts: list[str], known: Modules) -> Named:
    """Say every module below a package, but not its own: those right below it, and the files of its packages."""
    above = ".".join(parts[:-1])
    folder = known.folder(above)
    if "*" in above or not folder:
        return Named((_middle(parts[:-1]),), WIDE.format(text))
    deep = any(f"{above}.{child}" in known.children for child in known.children.get(above, ()))
    return Named((f"{above}.*", f"{folder}/*/**")) if deep else Named((f"{above}.*",), FLAT.format(text))


def edges(text: str, known: Modules) -> Named:
    """Say an import expression `a -> b` as entries of `except`.

    Raises:
        MnemeError: it has no arrow.
    """
    left, arrow, right = (part.strip() for part in text.partition("->"))
    if not arrow or not left or not right:
        raise MnemeError(f"'{text}' is no import expression", "write `importer -> imported`, and import again")
    one, other = exact(left, known), exact(right, known)
    entries = tuple(f"{near} -> {far}" for near in one.texts for far in other.texts)
    return Named(entries, "; ".join(filter(None, (one.loss, other.loss))))


def overlap(one: str, other: str) -> bool:
    """Tell whether two packages are the same or one lies in the other: such pairs are passed over."""
    return f"{one}.".startswith(f"{other}.") or f"{other}.".startswith(f"{one}.")


def _parts(text: str) -> list[str]:
    parts = text.split(".")
    if not all(parts):
        raise MnemeError(f"'{text}' is no module expression", "mend the contract, and import again")
    return parts


def _middle(parts: list[str]) -> str:
    """Write `**` inside a name as ours: there it is one or more segments, here none or more."""
    return ".".join("*.**" if part == "**" else part for part in parts)
