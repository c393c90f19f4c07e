"""What import-linter says of the folder it is run in, as data: the function behind `lint-imports`, less its printing.

For each contract: whether it is kept, the ends of every chain that it found (first importer, last imported), what is
missing in an exhaustive list, and the pairs of packages that it forbids; and every edge of the graph with its lines.
Run as a script, so that the sources of a project never enter the process of the tests.
"""

from __future__ import annotations

import contextlib
import io
import itertools
import json
import sys

from importlinter import configuration
from importlinter.application import use_cases

from mneme_cli.importers.import_linter._script import register


def main() -> None:
    sys.path.insert(0, "")
    configuration.configure()
    options = use_cases.read_user_options()
    register(use_cases, options)
    with contextlib.redirect_stdout(io.StringIO()):
        report = use_cases.create_report(options, cache_dir=None)
    assert not report.could_not_run, report.invalid_contract_options
    graph = report.graph
    contracts = [described(contract, check) for contract, check in report.get_contracts_and_checks()]
    edges = [
        [one, other, sorted(each["line_number"] for each in graph.get_import_details(importer=one, imported=other))]
        for one in graph.modules
        for other in graph.find_modules_directly_imported_by(one)
    ]
    inner = [module for module in graph.modules if not graph.is_module_squashed(module)]
    json.dump({"contracts": contracts, "modules": sorted(inner), "edges": sorted(edges)}, sys.stdout)


def described(contract, check) -> dict:
    return {
        "name": contract.name,
        "type": type(contract).__name__,
        "kept": check.kept,
        "ends": sorted(ends(check.metadata)),
        "undeclared": sorted(check.metadata.get("undeclared_modules", ())),
        "pairs": pairs(contract),
        "ignored": sorted(str(each) for each in getattr(contract, "ignore_imports", None) or ()),
        "exhaustive": bool(getattr(contract, "exhaustive", False)),
        "packages": sorted(str(each) for each in getattr(contract, "ancestors", ())),
    }


def ends(metadata) -> set[tuple[str, str]]:
    """Return (first importer, last imported) of every chain."""
    out = set()
    for found in metadata.get("invalid_chains", ()):
        for chain in found["chains"]:
            out |= of_route(chain) if isinstance(chain, dict) else {(chain[0]["importer"], chain[-1]["imported"])}
    for found in metadata.get("invalid_dependencies", ()):
        for route in found["routes"]:
            out |= of_route(route)
    for breakers in metadata.get("cycle_breakers_by_package", {}).values():
        out |= {(one, other) for one, other in breakers}
    return out


def of_route(route) -> set[tuple[str, str]]:
    """Unfold the heads and tails that import-linter folds into one chain."""
    chain = route["chain"]
    firsts = {chain[0]["importer"], *(link["importer"] for link in route["extra_firsts"])}
    lasts = {chain[-1]["imported"], *(link["imported"] for link in route["extra_lasts"])}
    return set(itertools.product(firsts, lasts))


def pairs(contract) -> list[list[str]]:
    """Return (importer, imported) packages between which the contract forbids chains."""
    if contract.type_name == "layers":
        return [pair for container in contract.containers or ("",) for pair in layered(contract.layers, container)]
    if contract.type_name == "independence":
        return [[str(one), str(other)] for one, other in itertools.permutations(contract.modules, 2)]
    if contract.type_name == "forbidden":
        return [[str(one), str(two)] for one in contract.source_modules for two in contract.forbidden_modules]
    return []


def layered(layers, container) -> list[list[str]]:
    groups = [sorted(f"{container}.{tail.name}".lstrip(".") for tail in layer.module_tails) for layer in layers]
    out = [[low, high] for at, group in enumerate(groups) for low in group for above in groups[:at] for high in above]
    for layer, group in zip(layers, groups, strict=True):
        if layer.is_independent:
            out += [list(pair) for pair in itertools.permutations(group, 2)]
    return out


if __name__ == "__main__":
    main()
