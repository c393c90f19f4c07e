"""dependency-cruiser's findings: they stand in the same output as its rules, so that it need not be run again.

The output has every import that it saw as well, so that a reason can be held against what the tool did see.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from mneme_cli.importers import Answer, Said, Witness
from mneme_cli.importers.dependency_cruiser.reasons import reason
from mneme_cli.model.fact import UNRESOLVED

if TYPE_CHECKING:
    from mneme_cli.model.finding import Finding
    from mneme_cli.model.tree import Tree

    Edges = dict[tuple[str, str], list[dict[str, Any]]]

_NODE = "node_modules/"
_PACKAGE = "pkg:npm/"


def command(path: str, roots: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:  # noqa: ARG001 (every witness's shape)
    """Run nothing: the file has the answer."""
    return ()


def answer(written: bytes) -> Answer:
    """Read the violations of an output, and what it saw.

    Raises:
        ValueError: it is a configuration, and has no findings.
    """
    found = json.loads(written)
    summary = found.get("summary")
    if not isinstance(summary, dict):
        raise ValueError("it is a configuration; give the output of depcruise --output-type json")  # noqa: TRY004
    edges, names = _seen(found)
    said, circles = [], {}
    for each in summary.get("violations", ()):
        one, other = each["from"], each["to"]
        target = names.get((one, other), _package(other))
        said.append(Said(name=each["rule"]["name"], source=one, target=target, note=_note(each)))
        circles[said[-1].edge] = [hop["name"] for hop in each.get("cycle", ())]
    facts = {
        **_ways(edges),
        "cruised": {module["source"] for module in found.get("modules", ())},
        "circles": circles,
        "options": summary.get("optionsUsed", {}),
        "rules": _rules(summary.get("ruleSetUsed", {})),
    }
    return Answer(said=tuple(sorted(set(said))), facts=facts)


def _ways(edges: Edges) -> dict[str, Any]:
    """Return every import, and what lies ahead of each end and behind it: built once, as each chain is walked by it."""
    ahead: dict[str, list[str]] = {}
    behind: dict[str, list[str]] = {}
    for one, other in sorted(edges):
        ahead.setdefault(one, []).append(other)
        behind.setdefault(other, []).append(one)
    return {"edges": edges, "ahead": ahead, "behind": behind}


def _rules(used: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the rules by their names; of a ban and a demand of one name the ban."""
    return {each.get("name"): each for sort in ("required", "forbidden") for each in used.get(sort, ())}


def _note(violation: dict[str, Any]) -> str:
    """Say of what type a violation is, and of a chain by which files it leads: of several it tells one."""
    sort: str = violation.get("type", "")
    way = [hop["name"] for hop in violation.get("via", ())][:-1]
    return f"{sort} by {', '.join(way)}" if way else sort


def _seen(found: dict[str, Any]) -> tuple[Edges, dict[tuple[str, str], str]]:
    """Return every import that it saw, by file and target, and how the two call that target."""
    edges: Edges = {}
    names: dict[tuple[str, str], str] = {}
    for module in found.get("modules", ()):
        for each in module["dependencies"]:
            target = _target(each)
            edges.setdefault((module["source"], target), []).append(each)
            names[module["source"], each["resolved"]] = target
    return edges, names


def _target(found: dict[str, Any]) -> str:
    """Name what an import leads to: a file, a package, a module of node, or what is written if it leads nowhere."""
    resolved: str = found["resolved"]
    if found.get("couldNotResolve") and not found.get("coreModule"):
        return resolved if resolved.startswith((".", "#", "/")) else _package(_NODE + resolved)
    return _package(resolved)


def _package(path: str) -> str:
    if _NODE not in path:
        return path
    parts = path.rpartition(_NODE)[2].split("/")
    return _PACKAGE + "/".join(parts[: 2 if parts[0].startswith("@") else 1])


def ours(finding: Finding, name: str, path: str, tree: Tree) -> tuple[Said, ...]:  # noqa: ARG001 (witness's shape)
    """Say a finding of ours as it says it: of a chain its two ends, as either tool tells one way of several."""
    written = finding.chain[-1].written if finding.chain else ""
    target = _named(finding.target or finding.source, written)
    return (Said(name=name, source=finding.source, target=target, line=finding.line),)


def _named(target: str, written: str) -> str:
    """Name a target as it does: a package by its name, a module of node bare, nowhere as it is written."""
    if target == UNRESOLVED and written:
        target = written if written.startswith((".", "#", "/")) else f"{_PACKAGE}{written}"
    if target.startswith(_PACKAGE):
        target = _package(_NODE + target.removeprefix(_PACKAGE))
    return target.removeprefix("std:node/")


WITNESS = Witness(script="depcruise", package="", command=command, answer=answer, ours=ours, reason=reason)
