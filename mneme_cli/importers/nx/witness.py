"""Nx's own rule of eslint, asked on the same tree: which of its bans speaks, at the line where the import begins.

The rule asks Nx for its graph of projects, and says nothing at all without one: so Nx makes it first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mneme_cli.errors import MnemeError
from mneme_cli.importers import Answer, Said, Witness
from mneme_cli.importers._eslint import answering, command
from mneme_cli.importers.nx.options import APPS, CIRCLES, CONSTRAINTS, ITSELF, LATE, RELATIVE, RULES
from mneme_cli.importers.nx.projects import known
from mneme_cli.importers.nx.reasons import reason

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mneme_cli.importers.nx.projects import Projects
    from mneme_cli.model.fact import Edge
    from mneme_cli.model.finding import Finding
    from mneme_cli.model.tree import Tree

_OTHERS = {
    "noCircularDependencies": CIRCLES,
    "noSelfCircularDependencies": ITSELF,
    "noImportsOfApps": APPS,
    "noImportsOfE2e": APPS,
    "noRelativeOrAbsoluteImportsAcrossLibraries": RELATIVE,
    "noRelativeOrAbsoluteExternals": RELATIVE,
    "noImportsOfLazyLoadedLibraries": LATE,
    "noImportOfNonBuildableLibraries": "enforceBuildableLibDependency",
    "noTransitiveDependencies": "banTransitiveDependencies",
    "nestedBannedExternalImportsViolation": "checkNestedExternalImports",
}
"""Messages that are about no constraint; the table says of each why it is not importable."""
_NO_GRAPH = "Nx has no graph of the projects here, and without one its rule looks at nothing"


def _called(message: Mapping[str, Any]) -> str:
    return _OTHERS.get(message.get("messageId", ""), CONSTRAINTS) if message.get("ruleId") in RULES else ""


def answer(written: bytes) -> Answer:
    """Read eslint's JSON.

    Raises:
        ValueError: it is none, or a file could not be parsed.
        MnemeError: the rule was skipped.
    """
    if b"No cached ProjectGraph" in written:
        raise MnemeError(_NO_GRAPH, "install nx in the workspace, or run `nx show projects` first")
    return answering(_called)(written)


def ours(finding: Finding, name: str, path: str, tree: Tree) -> tuple[Said, ...]:  # noqa: ARG001 (every witness's shape)
    """Say a finding of ours by the lines of the import that leaves the project."""
    hop = _leaving(finding.chain, known(tree)) if finding.chain else None
    source, target, line = (hop.source, hop.target, hop.line) if hop else (finding.source, "", finding.line)
    again = {each.line for each in finding.also if (each.source, each.target) == (source, target)}
    return tuple(Said(name, source, f"line {at}", at, finding.target) for at in sorted({line, *again}))


def _leaving(chain: tuple[Edge, ...], projects: Projects) -> Edge:
    """Return the first import of a chain that leads out of its project."""
    out = (hop for hop in chain if projects.of(hop.source) != projects.of(hop.target))
    return next(out, chain[0])


WITNESS = Witness(
    script="eslint",
    package="",
    command=command,
    answer=answer,
    ours=ours,
    reason=reason,
    before=("nx", "show", "projects"),
    env={"NX_DAEMON": "false", "NX_TUI": "false"},
)
