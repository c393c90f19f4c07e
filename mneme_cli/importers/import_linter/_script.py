"""Run by an interpreter that has import-linter: the function behind `lint-imports`, less its printing.

Writes JSON: for each contract whether it is kept, every import of every chain that breaks it with its lines, and the
imports that it ignores; and the whole graph that all of this was looked for in. Nothing of mneme is imported here.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    Link = list[Any]
    """Importer, imported, lines."""


def main(path: str, *roots: str) -> None:
    """Write what import-linter finds. path: its configuration.  roots: where the code lies."""
    from importlinter import configuration
    from importlinter.application import use_cases

    sys.path[:0] = [os.path.abspath(root) for root in roots]
    configuration.configure()
    options = use_cases.read_user_options(path)
    register(use_cases, options)
    with contextlib.redirect_stdout(io.StringIO()):
        report = use_cases.create_report(options, cache_dir=None)
    if report.could_not_run:
        sys.exit(str(report.invalid_contract_options))
    graph = report.graph
    told = {
        "contracts": [described(graph, *each) for each in report.get_contracts_and_checks()],
        "modules": sorted(graph.modules),
        "edges": sorted(
            link(graph, one, two) for one in graph.modules for two in graph.find_modules_directly_imported_by(one)
        ),
        "session": {
            key: value if isinstance(value, list) else str(value) for key, value in options.session_options.items()
        },
    }
    json.dump(told, sys.stdout)


def register(use_cases: Any, options: Any) -> None:
    """Make the contract types known: there is no public way to the report as data, and 2.17 renamed this step."""
    if hasattr(use_cases, "_register_built_in_contract_types"):  # 2.17 takes a file's own types itself
        use_cases._register_built_in_contract_types()  # noqa: SLF001
    else:
        use_cases._register_contract_types(options)  # noqa: SLF001


def described(graph: Any, contract: Any, check: Any) -> dict[str, Any]:
    """Say one contract. whole: what it names means packages, with all that lies in them."""
    ignored = getattr(contract, "ignore_imports", None) or ()
    found = [graph.find_matching_direct_imports(import_expression=str(each)) for each in ignored]
    exempt = {(each["importer"], each["imported"]) for some in found for each in some}
    return {
        "name": contract.name,
        "type": getattr(contract, "type_name", ""),
        "kept": check.kept,
        "whole": str(getattr(contract, "as_packages", True)).lower() == "true",
        "routes": list(routes(graph, check.metadata)),
        "undeclared": sorted(check.metadata.get("undeclared_modules", ())),
        "exempt": [link(graph, *each) for each in sorted(exempt)],
    }


def link(graph: Any, one: str, other: str) -> Link:
    """Return an import with all its lines: a contract keeps them in the graph from which it took what it ignores."""
    places = graph.get_import_details(importer=one, imported=other)
    return [one, other, sorted({each["line_number"] for each in places})]


def routes(graph: Any, metadata: Any) -> Iterator[dict[str, Any]]:
    """Yield every chain, in whatever form a contract keeps it: between which two, and the imports of each step."""
    for found in metadata.get("invalid_chains", ()):
        for chain in found["chains"]:
            yield said(graph, found["downstream_module"], found["upstream_module"], steps(chain))
    for found in metadata.get("invalid_dependencies", ()):
        for chain in found["routes"]:
            yield said(graph, found["importer"], found["imported"], steps(chain))
    for found in metadata.get("illegal_imports", ()):
        for each in [found] if isinstance(found, dict) else found.illegal_links:
            far = each["imported"] if isinstance(found, dict) else found.top_level_module
            yield said(graph, each["importer"], far, [[each]])
    for package, breakers in metadata.get("cycle_breakers_by_package", {}).items():
        for one, other in sorted(breakers):
            yield said(graph, package, package, [[{"importer": one, "imported": other}]])


def steps(chain: Any) -> list[Any]:
    """Unfold the heads and tails that import-linter folds into one chain: each step is one import of several."""
    if not isinstance(chain, dict):
        return [[each] for each in chain]
    out = [[each] for each in chain["chain"]]
    out[0] += chain["extra_firsts"]
    out[-1] += chain["extra_lasts"]
    return out


def said(graph: Any, near: str, far: str, found: list[Any]) -> dict[str, Any]:
    """Say one chain. near, far: the two packages (or modules) that it leads from and to."""
    unfolded = [[link(graph, each["importer"], each["imported"]) for each in step] for step in found]
    return {"near": near, "far": far, "steps": unfolded}


if __name__ == "__main__":
    main(*sys.argv[1:])
