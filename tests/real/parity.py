"""Direct internal imports of a package: ours, in the words of grimp, beside grimp's own.

grimp's conventions: a node is a module with an `__init__` chain above it; `from a import b` is an edge to `a.b` if that is
a module, else to `a`; a star is an edge to the module; no edge from a module to itself; no dynamic imports; the first
place counts for each pair.
"""

from __future__ import annotations

import os
import sys

import grimp

from mneme_cli import languages
from mneme_cli.evidence.imports import extract
from mneme_cli.model.fact import DYNAMIC
from mneme_cli.model.tree import Texts

Pair = tuple[str, str]


def compare(folder: str, package: str, root: str) -> tuple[dict[Pair, int], dict[Pair, int], frozenset[str]]:
    """Return our direct edges and grimp's between the modules of a package: (importer, imported) → first line; third, the modules that grimp sees.

    folder: of the unpacked project.  root: where the package lies in it, with a slash behind, or "".
    """
    theirs, modules = _grimps(os.path.join(folder, root), package)
    return _ours(folder, package, root), theirs, modules


def _grimps(place: str, package: str) -> tuple[dict[Pair, int], frozenset[str]]:
    sys.path.insert(0, place)
    try:
        graph = grimp.build_graph(package, cache_dir=None)
    finally:
        sys.path.remove(place)
    out = {}
    for importer in graph.modules:
        for imported in graph.find_modules_directly_imported_by(importer):
            places = graph.get_import_details(importer=importer, imported=imported)
            out[importer, imported] = min(each["line_number"] for each in places)
    return out, frozenset(graph.modules)


def _ours(folder: str, package: str, root: str) -> dict[Pair, int]:
    python = languages.take("python")
    texts = _texts(folder)
    tree = Texts(texts)
    layout = python.layout(tree, (), {})
    out: dict[Pair, int] = {}
    for path in sorted(path for path in texts if path.startswith(f"{root}{package}/") and path.endswith(".py")):
        for found in extract(texts[path], python, path).imports:
            for edge in python.resolve(path, found, tree, layout):
                pair = _module(path, root), _module(edge.target, root)
                if edge.target.startswith(f"{root}{package}/") and pair[0] != pair[1] and not edge.kinds & DYNAMIC:
                    out[pair] = min(edge.line, out.get(pair, edge.line))
    return out


def _module(path: str, root: str) -> str:
    return path[len(root) :].rpartition(".")[0].replace("/", ".").removesuffix(".__init__")


def _texts(folder: str) -> dict[str, bytes]:
    out = {}
    for place, _, names in os.walk(folder):
        for name in names:
            full = os.path.join(place, name)
            if os.path.isfile(full):
                with open(full, "rb") as file:
                    out[os.path.relpath(full, folder).replace(os.sep, "/")] = file.read()
    return out
