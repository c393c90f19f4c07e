"""Third-party and standard library names: a distribution is lowered to the names under which code imports it."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from mneme_cli import languages
from mneme_cli.decisions.known import nearest
from mneme_cli.errors import MnemeError
from mneme_cli.manifests._versions import spans
from mneme_cli.model.entry import normal
from mneme_cli.model.selector import Selector, named

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mneme_cli.model.layout import Layout

_UNREAD = {
    "go": "golang",
    "rust": "cargo",
    "java": "maven",
    "kotlin": "maven",
    "ruby": "gem",
    "php": "composer",
    "csharp": "nuget",
}
"""What people call languages that are not on the shelf → type of package-url (https://github.com/package-url/purl-spec)."""


@cache
def ecosystems() -> dict[str, str]:
    """Return what people call a language → type of package-url; what is on the shelf says it itself."""
    return {**_UNREAD, **{name: language.ecosystem for name, language in languages.called().items()}}


@cache
def runtimes() -> tuple[str, ...]:
    """Return whose standard library there is besides that of a language's own name."""
    return tuple(one for language in languages.called().values() for one in language.runtimes)


@cache
def _read() -> tuple[str, ...]:
    """Return the ecosystems of the languages on the shelf: as long as nothing is spoken, a file may be of any."""
    return tuple(sorted({language.ecosystem for language in languages.called().values()}))


def package(text: str, written: str, layout: Layout) -> Selector:
    """Compile what stands behind `pkg:`, with or without an ecosystem; `@2.0` means that version.

    Raises:
        MnemeError: the name is empty or in a case that its registry does not know, the ecosystem unknown, or the
            package-url has parts that no rule can judge.
    """
    for mark, what in (("?", "qualifiers"), ("#", "a subpath")):
        if mark in text:
            bare = written.partition(mark)[0]
            raise MnemeError(f"'{written}' has {what}, which no manifest tells apart", f"write {bare}")
    systems, name = _parted(text.replace("%40", "@"), written, layout)
    at = name.find("@", 1)
    name, version = (name[:at], name[at + 1 :]) if at > 0 else (name, "")
    if not name or (at > 0 and not version):
        raise MnemeError(f"'{written}' names no package", "write pkg:pypi/requests, or pkg:requests")
    if systems == ("npm",):
        _case(name, written, layout)
    selector = Selector(
        text=written,
        form="package",
        names=tuple(dict.fromkeys(found for system in systems for found in _imported(system, name, layout))),
        packages=tuple(found for system in systems for found in _declared(system, name)),
    )
    return ranged(selector, f"=={version}" if systems != ("npm",) else version) if version else selector


def ranged(selector: Selector, versions: str) -> Selector:
    """Limit a package to a range.

    Raises:
        MnemeError: no ecosystem that the name may belong to can read the range.
    """
    systems = {name.partition("/")[0] for name in selector.packages}
    if not any(spans(system, versions) is not None for system in systems & set(_read())):
        hint = 'write it as PEP 440 or npm do: versions: ">=19,<19.1"'
        raise MnemeError(f"'{versions}' is no range of versions", hint)
    return selector._replace(versions=versions)


def _parted(text: str, written: str, layout: Layout) -> tuple[tuple[str, ...], str]:
    """Return the ecosystems that a name may belong to, and the name."""
    ecosystem, slash, name = text.partition("/")
    known = ecosystems()
    spoken = {known[language] for language, *_ in (*layout.roots, *layout.own) if language in known}
    spoken |= {system for system, _ in layout.declared}
    systems = tuple(sorted(spoken)) or _read()
    inside = slash and ecosystem not in known.values() and "npm" in spoken  # `lodash/fp` is a part of a package
    if inside or text.startswith("@"):
        return (("npm",) if slash else systems), text
    return ((_ecosystem(ecosystem, written),), name) if slash else (systems, text)


def _case(name: str, written: str, layout: Layout) -> None:
    """Refuse a name in capitals, unless a manifest asks for this very one: the oldest packages have them."""
    asked = {*layout.declared, *((ecosystem, real) for ecosystem, _, real in layout.renamed)}
    if name != name.lower() and ("npm", name) not in asked:
        raise MnemeError(f"'{written}': npm takes names in small letters only", f"write pkg:npm/{name.lower()}")


def _declared(system: str, name: str) -> tuple[str, ...]:
    """Return what manifests call a package; a part of one (`lodash/fp`) is declared by nobody."""
    if system == "npm" and name.count("/") > name.startswith("@") and "*" not in name:
        return ()
    return (f"{system}/{normal(name) if system == 'pypi' else name}",)


def standard(text: str, written: str) -> Selector:
    """Compile what stands behind `std:`, or a module that says itself whose it is: `node:fs`.

    Raises:
        MnemeError: the language is missing or unknown.
    """
    before, colon, rest = text.partition(":")
    runtime = before.rpartition("/")[2]
    text = f"{runtime}/{rest}" if colon and runtime in runtimes() else text
    language, _, name = text.partition("/")
    entry = languages.called().get(language)
    if entry is not None and entry.runtimes:
        text = f"{entry.runtimes[0]}/{name}"
    elif language in runtimes() and not text.endswith("/"):
        return Selector(text=written, form="std", names=(text,))
    if language not in ecosystems() or text.endswith("/"):
        raise MnemeError(
            f"'{written}' does not say whose standard library", f"write std:python/{text.strip('/') or 'os'}"
        )
    return Selector(text=written, form="std", names=(text,))


def _ecosystem(name: str, written: str) -> str:
    known = sorted(set(ecosystems().values()))
    if name not in known:
        near = nearest(name, known)
        hint = f"write pkg:{near}/…" if near else f"one of: {', '.join(known)}"
        raise MnemeError(f"'{name}' in '{written}' is no ecosystem", hint)
    return name


def _renamed(system: str, name: str, layout: Layout) -> Iterator[str]:
    """Yield what code calls packages to which a manifest gives another name; a part of one has it in front as well."""
    for ecosystem, other, real in layout.renamed:
        if ecosystem == system and named(name, real):
            yield f"{system}/{other}"
        elif ecosystem == system and name.startswith(f"{real}/"):
            yield f"{system}/{other}{name[len(real) :]}"


@lru_cache(maxsize=2)
def _owned(packages: tuple[tuple[str, str], ...]) -> Mapping[str, tuple[str, ...]]:
    """Return distribution, as PEP 503 compares it → the names by which it is imported, sorted."""
    found: dict[str, set[str]] = {}
    for imported, owner in packages:
        found.setdefault(normal(owner), set()).add(imported)
    return {owner: tuple(sorted(names)) for owner, names in found.items()}


def _imported(system: str, name: str, layout: Layout) -> tuple[str, ...]:
    if system != "pypi":
        return (f"{system}/{name}", *_renamed(system, name, layout))
    wanted = normal(name)
    found = list(_owned(layout.packages).get(wanted, ()))
    if all(name.startswith("_") for name in found):  # `_pytest` is not all that pytest is
        found += [wanted.replace("-", "_")] * bool(found)
    dotted = [wanted.replace("-", ".")] if "-" in wanted and not found else []  # a namespace: zope.interface
    return tuple(f"pypi/{one}" for one in found or [wanted.replace("-", "_"), *dotted])
