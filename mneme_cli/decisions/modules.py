"""Dotted names: a module of ours becomes the files that hold it, and keeps its name for what is not a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli import languages
from mneme_cli.decisions.braces import expand
from mneme_cli.errors import MnemeError
from mneme_cli.model.glob import matches
from mneme_cli.model.region import Region
from mneme_cli.model.selector import Selector

if TYPE_CHECKING:
    from mneme_cli.model.layout import Layout


def module(text: str, written: str, layout: Layout, language: str = "") -> Selector:
    """Compile `shop.infra`, `exact:shop.infra`, `shop.infra.*` or `shop.infra.**`.

    Raises:
        MnemeError: a part of the name is empty, or braces do not close.
    """
    exact = text.startswith("exact:")
    globs: list[str] = []
    outside: list[str] = []
    names: list[str] = []
    for name in expand(text.removeprefix("exact:")):
        parts = _parts(name, written)
        how = "exact" if exact else "children" if parts[-1] == "*" and len(parts) > 1 else "below"
        parts = parts[:-1] if how == "children" else parts
        names += _names(".".join(parts), how)
        for suffixes, base in _bases(parts, layout, language):
            globs += _globs(base, suffixes, how)
            outside += [f"{base}/__init__{suffix}" for suffix in suffixes] if how == "children" else []
    region = Region(inside=tuple(dict.fromkeys(globs)), outside=tuple(dict.fromkeys(outside)))
    return Selector(text=written, form="module", region=region, names=tuple(dict.fromkeys(names)))


def tops(layout: Layout) -> tuple[str, ...]:
    """Return the names of our own top-level modules."""
    return tuple(sorted({top for _, top, _ in layout.own}))


def _parts(name: str, written: str) -> list[str]:
    parts = name.split(".")
    while len(parts) > 1 and parts[-1] == "**":
        parts.pop()
    if not all(parts):
        raise MnemeError(f"'{written}' has an empty part", "write the dotted name without doubled or outer dots")
    return parts


def _names(name: str, how: str) -> tuple[str, ...]:
    wild = "*" in name or "{" in name
    if how == "children":
        return (f"{name}.*",)
    if how == "exact":
        return (name if wild else f"={name}",)
    return (name, f"{name}.**") if wild else (name,)


def _bases(parts: list[str], layout: Layout, language: str) -> list[tuple[tuple[str, ...], str]]:
    """Return (suffixes, path without suffix) under every root where the name is ours."""
    return [
        (suffixes(spoken), root + "/".join(parts))
        for spoken, top, root in sorted(set(layout.own))
        if matches(parts[0], top, ".") and language in ("", spoken)
    ]


def _globs(base: str, suffixes: tuple[str, ...], how: str) -> list[str]:
    if how == "exact":
        return [f"{base}{end}" for end in suffixes] + [f"{base}/__init__{end}" for end in suffixes]
    if how == "children":
        return [f"{base}/*{end}" for end in suffixes] + [f"{base}/*/__init__{end}" for end in suffixes]
    return [*(f"{base}{end}" for end in suffixes), f"{base}/**"]


def suffixes(language: str = "") -> tuple[str, ...]:
    """Return the file suffixes of one language, or of all, sorted; those of modules, which can be imported."""
    return tuple(end for end in every_suffix(language) if end not in languages.NOTEBOOKS)


def every_suffix(language: str = "") -> tuple[str, ...]:
    """Return the suffixes of all files in a language, sorted."""
    table = languages._BY_SUFFIX  # noqa: SLF001 - the shelf's own table, so that compiling needs no grammar
    return tuple(sorted(suffix for suffix, name in table.items() if language in ("", name)))
