"""What of an import import-linter cannot see, held against the graph that it wrote and the files that are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli import languages
from mneme_cli.importers._modules import module_of
from mneme_cli.model.fact import DYNAMIC

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mneme_cli.importers import Case
    from mneme_cli.model.fact import Edge


def unseen(edge: Edge, case: Case) -> str:
    """Prove that an import of ours is none for import-linter, "" if it has it or nothing says why it has not."""
    roots = languages.take("python").layout(case.tree, (), {}).of("python")
    one, other = module_of(edge.source, roots), module_of(edge.target, roots)
    if (one, other) in case.answer.facts["edges"]:
        return ""
    here = f"{one}{f':{edge.line}' if edge.line else ''} -> {other}"
    for name, path in ((one, edge.source), (other, edge.target)):
        if name not in case.answer.facts["modules"] and (why := _missing(path, case, roots)):
            return f"import-linter does not see {here}: {why}"
    if edge.kinds & DYNAMIC:
        return f"import-linter does not see {here}: a function imports it, with its name as text"
    if edge.via and (one, module_of(edge.via, roots)) in case.answer.facts["edges"]:
        return f"import-linter sees {one} import {module_of(edge.via, roots)}, which only passes on a name of {other}"
    return ""


def _missing(path: str, case: Case, roots: Iterable[str]) -> str:
    """Say why import-linter has no module for a path."""
    session = case.answer.facts["session"]
    if path.startswith(("pkg:", "std:")):
        told = session.get("include_external_packages", "").lower() == "true"
        return "" if told else "include_external_packages is off"
    stem, _, suffix = path.rpartition("/")[2].rpartition(".")
    if suffix == "pyi" and not case.tree.has(path.removesuffix("i")):
        return f"{path} is a stub, and it reads .py alone"
    if "." in stem:
        return f"{path} has a name that cannot be imported"
    parts, folder = module_of(path, roots).split("."), path.rpartition("/")[0]
    if parts[0] not in session["root_packages"]:
        return f"{parts[0]} is none of its root packages"
    for _ in parts[: None if stem == "__init__" else -1]:
        if not case.tree.has(f"{folder}/__init__.py"):
            return f"there is no {folder}/__init__.py"
        folder = folder.rpartition("/")[0]
    return ""
