"""The same law in three languages: as mneme decisions, as import-linter contracts, and as a tach configuration."""

from __future__ import annotations

import itertools
import os
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FOLDER = "bench-decisions"
SETTINGS = f"decisions: [{FOLDER}]\n"
CONTRACTS, MODULES = "bench-contracts.ini", "tach.toml"


class Ban(NamedTuple):
    """What lies below one module may not import what lies below another; by chains too, if it says so."""

    source: str
    target: str
    chains: bool = False


def decisions(bans: Sequence[Ban], under: str = "") -> dict[str, str]:
    """Write bans as decisions, one file each; under: the folder in which the package lies."""
    files = {"mneme.yaml": SETTINGS}
    for number, ban in enumerate(bans, 1):
        where = f"{under}/{ban.source.replace('.', '/')}/**".lstrip("/")
        verb = "reaches" if ban.chains else "imports"
        files |= decision(number, f"forbid: {{{verb}: [{ban.target}]}}", where)
    return files


def strangers(count: int, first: int, places: Sequence[str]) -> dict[str, str]:
    """Write decisions on packages that nobody uses, a third of them for every file, the others for one place each."""
    files = {}
    for number in range(first, first + count):
        where = "**" if number % 3 == 0 else places[number % len(places)]
        files |= decision(number, f"forbid: {{packages: [stranger{number:05d}]}}", where)
    return files


def decision(number: int, rule: str, where: str) -> dict[str, str]:
    """Write one decision file."""
    text = f"""id: ADR-{number:05d}
title: Law number {number}
status: accepted
date: 2026-01-01
rules:
  law:
    {rule}
    in: ["{where}"]
    say: Take what you need as an argument.
context: |
  It was measured.
"""
    return {f"{FOLDER}/ADR-{number:05d}.yaml": text}


def contracts(bans: Iterable[Ban], package: str) -> dict[str, str]:
    """Write bans as import-linter contracts."""
    lines = ["[importlinter]", f"root_package = {package}", ""]
    for number, ban in enumerate(bans, 1):
        lines += [f"[importlinter:contract:{number}]", f"name = law {number}", "type = forbidden"]
        lines += ["source_modules =", f"    {ban.source}", "forbidden_modules =", f"    {ban.target}"]
        lines += [f"allow_indirect_imports = {not ban.chains}", ""]
    return {CONTRACTS: "\n".join(lines)}


def modules(bans: Iterable[Ban], under: str = "") -> dict[str, str]:
    """Write direct bans as a tach configuration."""
    barred: dict[str, list[str]] = {}
    for ban in bans:
        barred.setdefault(ban.source, []).append(ban.target)
    names = sorted({*barred, *(target for targets in barred.values() for target in targets)})
    lines = [f'source_roots = ["{under or "."}"]', 'exclude = ["**/*__pycache__"]']
    for name in names:
        lines += ["", "[[modules]]", f'path = "{name}"']
        lines += [f"cannot_depend_on = {_quoted(barred[name])}"] if name in barred else []
    return {MODULES: "\n".join(lines) + "\n"}


def _quoted(names: Iterable[str]) -> str:
    return "[" + ", ".join(f'"{name}"' for name in sorted(set(names))) + "]"


def neighbours(root: str, folder: str, package: str, count: int) -> tuple[Ban, ...]:
    """Return bans between the first subpackages of a real package, each on the next one and back."""
    inside = sorted(each.name for each in os.scandir(f"{root}/{folder}") if os.path.exists(f"{each.path}/__init__.py"))
    pairs = [pair for one, two in itertools.pairwise(inside) for pair in ((one, two), (two, one))]
    return tuple(Ban(f"{package}.{one}", f"{package}.{two}") for one, two in pairs[:count])
