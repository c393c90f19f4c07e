"""Third-party and standard library names: a distribution is lowered to the names under which code imports it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from mneme_cli.decisions.known import nearest
from mneme_cli.errors import MnemeError
from mneme_cli.model.selector import Selector

if TYPE_CHECKING:
    from mneme_cli.model.layout import Layout

ECOSYSTEMS = {
    "python": "pypi",
    "typescript": "npm",
    "javascript": "npm",
    "go": "golang",
    "rust": "cargo",
    "java": "maven",
    "kotlin": "maven",
    "ruby": "gem",
    "php": "composer",
    "csharp": "nuget",
}
"""Language → type of package-url (https://github.com/package-url/purl-spec)."""


RUNTIMES = ("node", "bun", "deno", "cloudflare")
"""Whose standard library a script may use: they stand where other languages have their own name."""


@cache
def normal(name: str) -> str:
    """Return a distribution's name as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def package(text: str, written: str, layout: Layout) -> Selector:
    """Compile what stands behind `pkg:`, with or without an ecosystem.

    Raises:
        MnemeError: the name is empty or the ecosystem unknown.
    """
    ecosystem, slash, name = text.partition("/")
    spoken = {language for language, _ in layout.roots} | {language for language, _, _ in layout.own}
    systems = sorted({ECOSYSTEMS[language] for language in spoken if language in ECOSYSTEMS}) or ["pypi"]
    inside = slash and ecosystem not in ECOSYSTEMS.values() and "npm" in systems  # `lodash/fp` is a part of a package
    if inside or not slash or text.startswith("@"):
        systems, name = (["npm"] if slash else systems), text
    else:
        systems = [_ecosystem(ecosystem, written)]
    if not name:
        raise MnemeError(f"'{written}' names no package", "write pkg:pypi/requests, or pkg:requests")
    names = tuple(found for system in systems for found in _imported(system, name, layout))
    return Selector(text=written, form="package", names=names)


def standard(text: str, written: str) -> Selector:
    """Compile what stands behind `std:`.

    Raises:
        MnemeError: the language is missing or unknown.
    """
    language, _, name = text.partition("/")
    if language in ("typescript", "javascript"):
        text = f"node/{name}"
    elif language in RUNTIMES:
        return Selector(text=written, form="std", names=(text,))
    if language not in ECOSYSTEMS or text.endswith("/"):
        raise MnemeError(
            f"'{written}' does not say whose standard library", f"write std:python/{text.strip('/') or 'os'}"
        )
    return Selector(text=written, form="std", names=(text,))


def _ecosystem(name: str, written: str) -> str:
    known = sorted(set(ECOSYSTEMS.values()))
    if name not in known:
        near = nearest(name, known)
        hint = f"write pkg:{near}/…" if near else f"one of: {', '.join(known)}"
        raise MnemeError(f"'{name}' in '{written}' is no ecosystem", hint)
    return name


def _imported(system: str, name: str, layout: Layout) -> tuple[str, ...]:
    if system != "pypi":
        return (f"{system}/{name.replace('%40', '@')}",)
    wanted = normal(name)
    found = sorted({imported for imported, owner in layout.packages if normal(owner) == wanted})
    return tuple(f"pypi/{one}" for one in found or [wanted.replace("-", "_")])
