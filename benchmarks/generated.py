"""Packages of any size, the same on every machine: 60-line modules with six internal imports, no cycle among them.

A module imports only from modules that come before it, so that a law "low numbers never reach high ones" holds, and one
planted line breaks it by a chain.
"""

from __future__ import annotations

import sys
from random import Random

from benchmarks.ground import WORK, empty, write
from benchmarks.repository import found, stands

NAME = "synth"
IMPORTS, LINES = 6, 60


def module(number: int, size: int) -> str:
    """Return the dotted name of a module of the package of that size."""
    each = share(size)
    return f"{NAME}.p{number // each:03d}.m{number:05d}"


def share(size: int) -> int:
    """Return how many modules lie in one folder."""
    return 100 if size >= 5000 else 25


def folders(size: int) -> int:
    """Return how many folders there are."""
    return -(-size // share(size))


def path(number: int, size: int) -> str:
    """Return the path of a module."""
    return module(number, size).replace(".", "/") + ".py"


def repository(size: int, name: str = "") -> str:
    """Return the root of a repository with a package of so many modules; name: of one more of that size."""
    root = f"{WORK}/generated/{size}{name}"
    if stands(root):
        return root
    print(f"generating a package of {size} files …", file=sys.stderr, flush=True)
    empty(root)
    write(f"{root}/pyproject.toml", f'[project]\nname = "{NAME}"\nversion = "1"\n')
    write(f"{root}/{NAME}/__init__.py", "")
    for folder in range(folders(size)):
        write(f"{root}/{NAME}/p{folder:03d}/__init__.py", "")
    for number in range(size):
        write(f"{root}/{path(number, size)}", text(number, size))
    found(root)
    return root


def text(number: int, size: int) -> str:
    """Return a module: its imports, and functions that use them."""
    chance = Random(f"{size}/{number}")
    targets = _targets(number, size, chance)
    lines = [f'"""Module {number} of {size}."""', "", "from __future__ import annotations", ""]
    lines += [_FORMS[at % 3].format(*module(target, size).rpartition(".")) for at, target in enumerate(targets)]
    for at in range((LINES - len(lines)) // 6):
        lines += ["", "", f"def f{at}(value: int, other: int = {chance.randrange(99)}) -> int:"]
        lines += [f'    """Return what {at} makes of a value."""', f"    total = value * {at} + other"]
        lines += ["    return total if total > 0 else -total"]
    lines += [f"# line {at + 1}" for at in range(len(lines), LINES)]
    return "\n".join(lines) + "\n"


_FORMS = ("from {0} import {2}", "import {0}.{2}", "from {0}.{2} import f1 as f1_of_{2}")


def _targets(number: int, size: int, chance: Random) -> list[int]:
    """Choose earlier modules: half of them from the same folder, where it has as many."""
    first = number - number % share(size)
    near = chance.sample(range(first, number), min(IMPORTS // 2, number - first))
    far = chance.sample(range(first), min(IMPORTS - len(near), first))
    return sorted({*near, *far})
