"""import-linter itself, asked on the same tree: its report as data, and its words for what we find.

It prints its report and has no other form, so a script of ours calls the function behind `lint-imports` in an
interpreter that has it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from mneme_cli import languages
from mneme_cli.importers import Answer, Said, Witness
from mneme_cli.importers._modules import module_of
from mneme_cli.importers.import_linter.reasons import reason
from mneme_cli.model.group import CYCLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mneme_cli.model.finding import Finding
    from mneme_cli.model.tree import Tree


def command(path: str, roots: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Start the script beside this file in an interpreter that has import-linter."""
    return (("{python}", "-B", __file__.replace("witness.py", "_script.py"), path, *roots),)


def shown(path: str, roots: tuple[str, ...]) -> str:
    """Say what a person types: the command that the script stands for."""
    folders = "" if set(roots) <= {"."} else f"PYTHONPATH={':'.join(roots)} "
    return f"{folders}lint-imports --config {path}"


def answer(written: bytes) -> Answer:
    """Read what the script wrote."""
    told = json.loads(written)
    kept: dict[str, bool] = {}
    exempt: dict[str, frozenset[tuple[str, str]]] = {}
    contracts: dict[str, list[dict[str, Any]]] = {}
    for each in told["contracts"]:
        name = " ".join(each["name"].split())
        kept[name] = each["kept"] and kept.get(name, True)
        exempt[name] = exempt.get(name, frozenset()) | {(one, other) for one, other, _ in each["exempt"]}
        contracts.setdefault(name, []).append(each)
    said = {one for name, found in contracts.items() for each in found for one in _said(name, each)}
    facts = {
        "contracts": contracts,
        "modules": frozenset(told["modules"]),
        "edges": {(one, other): tuple(lines) for one, other, lines in told["edges"]},
        "session": told["session"],
    }
    return Answer(said=tuple(sorted(said)), kept=kept, exempt=exempt, facts=facts)


def _said(name: str, contract: dict[str, Any]) -> Iterator[Said]:
    for route in contract["routes"]:
        for step in route["steps"]:
            for one, other, lines in step:
                yield from (Said(name=name, source=one, target=other, line=line) for line in lines or [0])
    for child in contract["undeclared"]:
        yield Said(name=name, source=child, target=child)


def ours(finding: Finding, name: str, path: str, tree: Tree) -> tuple[Said, ...]:  # noqa: ARG001 (every witness's shape)
    """Say a finding of ours as modules, hop by hop; of a circle, the import that the finding is about."""
    roots = languages.take("python").layout(tree, (), {}).of("python")
    if not finding.chain:  # a child that an exhaustive list leaves out: a path without suffix
        child = module_of(f"{finding.target}.py", roots)
        return (Said(name=name, source=child, target=child),)
    hops = [(edge.source, edge.target, edge.line) for edge in finding.chain]
    if finding.group.startswith(CYCLE):
        hops = [(finding.source, finding.target, finding.line)]
    return tuple(
        Said(name=name, source=module_of(one, roots), target=module_of(two, roots), line=line)
        for one, two, line in hops
    )


WITNESS = Witness(
    script="lint-imports",
    package="importlinter",
    command=command,
    answer=answer,
    ours=ours,
    reason=reason,
    shown=shown,
)
