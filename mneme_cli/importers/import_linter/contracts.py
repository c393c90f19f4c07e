"""What each type of contract says, as rules: one function per type, each with the rows of the table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from mneme_cli.errors import MnemeError
from mneme_cli.importers import ABOUT, EXACT, Row
from mneme_cli.importers._draft import clause, unique
from mneme_cli.importers.import_linter import expressions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mneme_cli.importers._modules import Modules
    from mneme_cli.importers.import_linter.config import Contract
    from mneme_cli.model.corpus import Clause


_SIBLINGS = {"|": "a | b", ":": "a : b", "(": "(a)"}


class Made(NamedTuple):
    """The rules of one contract, and what became of each of its options."""

    clauses: tuple[Clause, ...]
    rows: tuple[Row, ...]


def layers(one: Contract, known: Modules, more: dict[str, Any]) -> Made:
    """Order parts from high to low, in containers or by full names."""
    order = [_layer(one, text) for text in _needed(one, "layers")]
    params: dict[str, Any] = {"order": order}
    written = "".join(one.words("layers"))
    rows = [_row(one, "layers"), *(_row(one, f"layers: {how}") for mark, how in _SIBLINGS.items() if mark in written)]
    if one.words("containers"):
        found = [_container(text, known) for text in one.words("containers")]
        params = {"containers": _texts(found), "order": order}
        rows.append(_lossy(one, "containers", found))
    if one.true("exhaustive"):
        but = one.words("exhaustive_ignores")
        params["exhaustive"] = {"but": but} if but else True
        rows.append(_row(one, "exhaustive"))
        rows += [_row(one, "exhaustive_ignores")] if but else []
    return Made((clause("layers", "layers", params, **more),), tuple(rows))


def _layer(one: Contract, text: str) -> Any:
    """Read one layer: alone, independent siblings (`|`), or siblings that know each other (`:`)."""
    if "|" in text and ":" in text:
        raise MnemeError(
            f"contract '{one.name}': the layer '{text}' mixes | and :", "import-linter refuses it as well; choose one"
        )
    parts = [part.strip() for part in text.replace(":", "|").split("|")]
    names = [part[1:-1].strip() + "?" if part.startswith("(") and part.endswith(")") else part for part in parts]
    if not all(name.strip("?") for name in names):
        raise MnemeError(f"contract '{one.name}': the layer '{text}' has an empty name", "mend it, and import again")
    if len(names) == 1:
        return names[0]
    return {"peers": names} if ":" in text else names


def _container(text: str, known: Modules) -> expressions.Named:
    """Say a container; the folders right below a package are one selector here, too."""
    if text.endswith(".*"):
        return expressions.Named((text,))
    return expressions.package(text, known)


def forbidden(one: Contract, known: Modules, more: dict[str, Any]) -> Made:
    """Ban chains (or single imports), one rule for each source: the contract is judged for each of them apart."""
    read = expressions.package if one.true("as_packages", default=True) else expressions.exact
    sources = [read(text, known) for text in _needed(one, "source_modules")]
    targets = [read(text, known) for text in _needed(one, "forbidden_modules")]
    far = _texts(targets)
    direct = one.true("allow_indirect_imports")
    made = []
    for near in _texts(sources):
        entries = [text for text in far if not expressions.overlap(_bare(near), _bare(text))]
        if entries:
            params = {"imports": entries, "through": False} if direct else {"reaches": entries}
            key = near if len(_texts(sources)) > 1 else "forbidden"
            made.append(clause(key, "forbid", params, inside=(near,), **more))
    rows = [_lossy(one, "source_modules", sources), _lossy(one, "forbidden_modules", targets)]
    rows += [_row(one, key) for key in ("allow_indirect_imports", "as_packages") if key in one.options]
    if not made:
        raise MnemeError(
            f"contract '{one.name}': every source lies in what is forbidden", "it forbids nothing; take it out"
        )
    return Made(unique(made), tuple(rows))


def independence(one: Contract, known: Modules, more: dict[str, Any]) -> Made:
    """Keep modules apart, by any chain; `a.*` alone is each child of a package."""
    words = _needed(one, "modules")
    if len(words) == 1 and words[0].endswith(".*") and words[0].count("*") == 1:
        params = {"each_child_of": [known.folder(words[0].removesuffix(".*")) or words[0].removesuffix(".*")]}
        return Made((clause("apart", "independent", params, **more),), (_row(one, "modules"),))
    found = [expressions.package(text, known) for text in words]
    made = clause("apart", "independent", {"units": _texts(found)}, **more)
    return Made((made,) if len(_texts(found)) > 1 else (), (_lossy(one, "modules", found),))


def protected(one: Contract, known: Modules, more: dict[str, Any]) -> Made:
    """Let only some import what is protected; those who are protected do not excuse each other."""
    read = expressions.package if one.true("as_packages", default=True) else expressions.exact
    what = [read(text, known) for text in _needed(one, "protected_modules")]
    allow = [read(text, known) for text in one.words("allowed_importers")]
    params = {"what": _texts(what), "allow": _texts(allow)}
    rows = [_lossy(one, "protected_modules", what), _lossy(one, "allowed_importers", allow)]
    rows += [_row(one, "as_packages")] if "as_packages" in one.options else []
    return Made((clause("protected", "protect", params, **more),), tuple(rows))


def acyclic_siblings(one: Contract, known: Modules, more: dict[str, Any]) -> Made:
    """Forbid circles among the children of packages, down to a depth."""
    found = [expressions.package(text, known) for text in _needed(one, "ancestors")]
    depth = one.words("depth")
    if depth and not depth[0].isdecimal():
        raise MnemeError(f"contract '{one.name}': depth is no number", "mend it, and import again")
    params = {"by": "children", "depth": int(depth[0]) if depth else 10}
    skipped = one.words("skip_descendants")
    excuses = tuple(
        (name, "skip_descendants: circles below it are not looked for", False)
        for text in skipped
        for name in expressions.package(text, known).texts
    )
    merged = {**more, "excuses": (*more.get("excuses", ()), *excuses)}
    texts = _texts(found)
    made = [
        clause(text if len(texts) > 1 else "siblings", "acyclic", params, inside=(text,), **merged) for text in texts
    ]
    rows = [_lossy(one, "ancestors", found), *([_row(one, "depth")] if depth else [])]
    if skipped:
        why = "an import that stands below is excused from circles further up as well"
        rows.append(Row(one.name, "skip_descendants", ABOUT, why))
    return Made(unique(made), tuple(rows))


TYPES = {
    "layers": layers,
    "forbidden": forbidden,
    "independence": independence,
    "protected": protected,
    "acyclic_siblings": acyclic_siblings,
}
OPTIONS = {
    "layers": ("layers", "containers", "exhaustive", "exhaustive_ignores"),
    "forbidden": ("source_modules", "forbidden_modules", "allow_indirect_imports", "as_packages"),
    "independence": ("modules",),
    "protected": ("protected_modules", "allowed_importers", "as_packages"),
    "acyclic_siblings": ("ancestors", "depth", "skip_descendants"),
}
SHARED = ("ignore_imports", "unmatched_ignore_imports_alerting", "broken_contract_guidance")


def _needed(one: Contract, key: str) -> list[str]:
    """Return an option that must be there.

    Raises:
        MnemeError: it is missing or empty.
    """
    if not one.words(key):
        raise MnemeError(f"contract '{one.name}' has no {key}", "import-linter refuses it as well; add it")
    return one.words(key)


def _bare(text: str) -> str:
    return text.removeprefix("exact:")


def _texts(found: Iterable[expressions.Named]) -> list[str]:
    return list(dict.fromkeys(text for one in found for text in one.texts))


def _row(one: Contract, what: str) -> Row:
    return Row(one.name, what, EXACT)


def _lossy(one: Contract, what: str, found: Iterable[expressions.Named]) -> Row:
    why = "; ".join(dict.fromkeys(each.loss for each in found if each.loss))
    return Row(one.name, what, ABOUT if why else EXACT, why)
