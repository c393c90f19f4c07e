"""Where to plant one violating import for a contract: the same place in every run, chosen from the witness's answer.

Nothing here knows how mneme reads a rule: the pairs of packages that a contract forbids come from import-linter, the
places from its graph, so that what is planted is a breach by its lights.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tests.real.projects import Scratch


class Plant(NamedTuple):
    """One planted breach. texts: path → new bytes.  importer, imported: ends of the chain.  line: of its first hop."""

    texts: dict[str, bytes]
    importer: str
    imported: str
    line: int


def direct(scratch: Scratch, answer: dict, contract: dict, turn: int) -> Plant:
    """Plant one import across; which pair, which modules and which spelling depends on the turn alone."""
    importer, imported = ends(answer, contract, turn)
    path = scratch.path(importer)
    text, line = inserted(scratch.read(path), statement(imported, turn))
    return Plant(texts={path: text}, importer=importer, imported=imported, line=line)


def chain(scratch: Scratch, answer: dict, contract: dict, turn: int) -> Plant | None:
    """Plant two imports by way of a module that the contract does not speak of; None if it speaks of every module."""
    importer, imported = ends(answer, contract, turn)
    listed = {package for pair in contract["pairs"] for package in pair}
    tops = sorted({module.partition(".")[0] for module in answer["modules"]})
    for top in tops:
        middle = f"{top}.halfway_house"
        if not any(inside(middle, package) for package in listed):
            break
    else:
        return None
    path, between = scratch.path(importer), scratch.path(top).replace("__init__", "halfway_house")
    text, line = inserted(scratch.read(path), statement(middle, turn))
    relay = f"{statement(imported, turn + 1)}\n".encode()
    return Plant(texts={path: text, between: relay}, importer=importer, imported=imported, line=line)


def ring(scratch: Scratch, answer: dict, contract: dict, turn: int) -> Plant:
    """Plant one import back between two siblings of which one imports the other twice or more."""
    high, low = neighbours(answer, contract, turn)
    importer, imported = pick(answer["modules"], low, turn), pick(answer["modules"], high, turn)
    path = scratch.path(importer)
    text, line = inserted(scratch.read(path), statement(imported, turn))
    return Plant(texts={path: text}, importer=importer, imported=imported, line=line)


def misses(scratch: Scratch, answer: dict, contract: dict, turn: int) -> dict[str, bytes]:
    """Write what looks like a breach and is none: words, a name that begins alike, an import the other way round."""
    if contract["packages"]:
        one, other = neighbours(answer, contract, turn)
        return added(
            scratch, {}, pick(answer["modules"], one, turn), statement(pick(answer["modules"], other, 0), turn)
        )
    importer, imported = ends(answer, contract, turn)
    low, high = forbidden(contract, turn)
    texts = added(
        scratch, {}, importer, f'"""Once: import {imported}"""', f'_NOTE = "import {imported}"  # import {imported}'
    )
    if not contract["exhaustive"]:
        texts = added(scratch, texts, importer, statement(f"{high}x", turn))
        if "." in high:
            texts[beside(scratch, high)] = b""
    if [high, low] not in contract["pairs"] and imported in answer["modules"]:
        texts = added(scratch, texts, imported, statement(importer, turn))
    return texts


def added(scratch: Scratch, texts: dict[str, bytes], module: str, *lines: str) -> dict[str, bytes]:
    """Insert lines into one module on top of what is planted already."""
    path = scratch.path(module)
    text = texts.get(path) or scratch.read(path)
    for line in lines:
        text, _ = inserted(text, line)
    return {**texts, path: text}


def beside(scratch: Scratch, module: str) -> str:
    """Return the path of a module that does not exist, beside one that does and with one letter more."""
    return scratch.path(module).removesuffix("/__init__.py").removesuffix(".py") + "x.py"


def neighbours(answer: dict, contract: dict, turn: int) -> tuple[str, str]:
    """Choose two siblings of which the first imports the second twice or more, and the second never the first."""
    (top,) = contract["packages"]
    weight: dict[tuple[str, str], int] = {}
    for one, other, _ in answer["edges"]:
        if inside(one, top) and inside(other, top) and (pair := siblings(one, other)):
            weight[pair] = weight.get(pair, 0) + 1
    heavy = sorted(pair for pair, edges in weight.items() if edges > 1 and pair[::-1] not in weight)
    return heavy[turn * 7 % len(heavy)]


def ends(answer: dict, contract: dict, turn: int) -> tuple[str, str]:
    """Choose importer and imported module of a forbidden pair, none of them excused by the contract."""
    low, high = forbidden(contract, turn)
    excused = {each.partition(" -> ")[0].removesuffix(".**") for each in contract["ignored"]}
    others = [module for module in answer["modules"] if not any(inside(module, one) for one in excused)]
    return pick(others, low, turn), pick(answer["modules"], high, turn + 1)


def forbidden(contract: dict, turn: int) -> tuple[str, str]:
    """Choose a pair of packages of which the first must not reach the second."""
    pairs = sorted(map(tuple, contract["pairs"]))
    return pairs[turn * 5 % len(pairs)]


def pick(modules: list[str], package: str, turn: int) -> str:
    """Choose a module of a package by the turn; a package that the graph does not know stands for itself."""
    found = [module for module in modules if inside(module, package)]
    return found[turn * 11 % len(found)] if found else package


def siblings(one: str, other: str) -> tuple[str, str] | None:
    """Return the two neighbours, in the deepest package that holds both modules, that they lie in."""
    left, right = one.split("."), other.split(".")
    same = next((at for at, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), None)
    return None if same is None else (".".join(left[: same + 1]), ".".join(right[: same + 1]))


def inside(module: str, package: str) -> bool:
    return module == package or module.startswith(package + ".")


def statement(module: str, turn: int) -> str:
    """Spell an import of a module in one of three ways."""
    above, dot, last = module.rpartition(".")
    return [f"import {module}", f"from {above} import {last}" if dot else f"import {module}", f"import {module} as _p"][
        turn % 3
    ]


def inserted(text: bytes, line: str) -> tuple[bytes, int]:
    """Insert a line at module level, behind the docstring and `__future__`; return the text and the line's number."""
    body = ast.parse(text).body
    at = 0
    for node in body:
        words = (
            isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        )
        future = isinstance(node, ast.ImportFrom) and node.module == "__future__"
        if not (words or future):
            break
        at = node.end_lineno or 0
    lines = text.split(b"\n")
    end = b"\r" if lines[at : at + 1] and lines[at].endswith(b"\r") else b""
    return b"\n".join([*lines[:at], line.encode() + end, *lines[at:]]), at + 1
