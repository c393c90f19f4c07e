"""Run by an interpreter that has import-linter: the function behind `lint-imports`, less its printing.

Writes JSON: for each contract the ends of every chain that it found (first importer, last imported), and all modules.
Nothing of mneme is imported here.
"""

from __future__ import annotations

import contextlib
import io
import itertools
import json
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


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
    said: list[dict[str, Any]] = []
    types: dict[str, str] = {}
    lines = lines_of(report.graph)
    for contract, check in report.get_contracts_and_checks():
        types[contract.name] = contract.type_name  # type: ignore[attr-defined] # each type's class has it
        pairs = sorted(ends(check.metadata))
        said += [{"name": contract.name, "source": one, "target": two, "line": lines(one, two)} for one, two in pairs]
        undeclared = sorted(check.metadata.get("undeclared_modules", ()))
        said += [{"name": contract.name, "source": child, "target": child, "line": 0} for child in undeclared]
    json.dump({"said": said, "types": types, "nodes": sorted(report.graph.modules)}, sys.stdout)


def register(use_cases: Any, options: Any) -> None:
    """Make the contract types known: there is no public way to the report as data, and 2.17 renamed this step."""
    if hasattr(use_cases, "_register_built_in_contract_types"):  # 2.17 takes a file's own types itself
        use_cases._register_built_in_contract_types()  # noqa: SLF001
    else:
        use_cases._register_contract_types(options)  # noqa: SLF001


def lines_of(graph: Any) -> Callable[[str, str], int]:
    """Return (importer, imported) → the first line of that import, 0 if it is none."""

    def line(one: str, other: str) -> int:
        if not {one, other} <= graph.modules:
            return 0
        places = graph.get_import_details(importer=one, imported=other)
        return min((each["line_number"] for each in places), default=0)

    return line


def ends(metadata: Any) -> set[tuple[str, str]]:
    """Return (first importer, last imported) of every chain, in whatever form a contract keeps it."""
    out: set[tuple[str, str]] = set()
    for found in metadata.get("invalid_chains", ()):
        for chain in found["chains"]:
            out |= of_route(chain) if isinstance(chain, dict) else {(chain[0]["importer"], chain[-1]["imported"])}
    for found in metadata.get("invalid_dependencies", ()):
        for route in found["routes"]:
            out |= of_route(route)
    for found in metadata.get("illegal_imports", ()):
        out |= {(link["importer"], link["imported"]) for link in found.illegal_links}
    for breakers in metadata.get("cycle_breakers_by_package", {}).values():
        out |= {(one, other) for one, other in breakers}
    return out


def of_route(route: Any) -> set[tuple[str, str]]:
    """Unfold the heads and tails that import-linter folds into one chain."""
    chain = route["chain"]
    firsts = {chain[0]["importer"], *(link["importer"] for link in route["extra_firsts"])}
    lasts = {chain[-1]["imported"], *(link["imported"] for link in route["extra_lasts"])}
    return set(itertools.product(firsts, lasts))


if __name__ == "__main__":
    main(*sys.argv[1:])
