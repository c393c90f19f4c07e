"""tach itself, asked on the same tree, and the traps in which it is known to be silent."""

from __future__ import annotations

import json
from itertools import permutations
from typing import TYPE_CHECKING, Any

from mneme_cli.importers import Answer, Said, Witness
from mneme_cli.importers._modules import module_of
from mneme_cli.importers.tach import external
from mneme_cli.importers.tach.config import known
from mneme_cli.importers.tach.reasons import reason
from mneme_cli.importers.tach.shapes import ROOT

if TYPE_CHECKING:
    from mneme_cli.model.finding import Finding
    from mneme_cli.model.tree import Tree

_LAYERS = ("LayerViolation", "ClosedLayerViolation")
_TARGET = ("PrivateDependency", "InvalidDataTypeExport")
_RUNS = 12


def command(path: str, roots: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:  # noqa: ARG001 (every witness's shape)
    """Start tach, wherever it is installed."""
    asked = ("check", "--output", "json")
    return (("tach", *asked), ("{python}", "-m", "tach", *asked))


def answer(written: bytes) -> Answer:
    """Read tach's JSON.

    Raises:
        ValueError: it is none, or it says that something is wrong with the configuration.
    """
    said = []
    for each in json.loads(written):
        place = each.get("Located") or {}
        code = place.get("details", {}).get("Code", {}) if place else {}
        ((kind, found),) = code.items() if isinstance(code, dict) and len(code) == 1 else (("", {}),)
        if "definition_module" in found:
            said.append(_said(kind, found, place))
        elif "Global" in each and each["Global"].get("severity") != "Warning":
            raise ValueError(json.dumps(each["Global"]))
    return Answer(said=tuple(sorted(set(said))))


def _said(kind: str, found: dict[str, Any], place: dict[str, Any]) -> Said:
    name = "layers" if kind in _LAYERS else found["definition_module" if kind in _TARGET else "usage_module"]
    path, line = place["file_path"], place.get("original_line_number") or place["line_number"]
    return Said(name=name, source=path, target=found["definition_module"], line=line, note=kind)


def ours(finding: Finding, name: str, path: str, tree: Tree) -> tuple[Said, ...]:
    """Say a finding of ours by its file and the module of tach that it enters, or the package; at each of its lines."""
    source, lines = finding.source, sorted({finding.line, *(each.line for each in finding.also)})
    if finding.target.startswith("pkg:"):
        top = (finding.chain[0].name if finding.chain else module_of(finding.target, ())).partition(".")[0]
        text = tree.read(source).decode("utf-8", "replace")
        return tuple(Said(name, source, top, external.line_of(text, line)) for line in lines)
    config = known(path, tree)
    target = config.home(module_of(finding.target, config.roots())) or ROOT if finding.target else ""
    return tuple(Said(name=name, source=source, target=target, line=line) for line in lines)


def also(path: str, tree: Tree) -> Witness | None:
    """Ask about packages as well, if the configuration does."""
    config = known(path, tree)
    more = WITNESS._replace(command=external.command, answer=external.answer, stderr=True)
    return more if external.asked(config) else None


def runs(path: str, tree: Tree) -> tuple[int, str]:
    """Say how often tach has to be asked.

    Of two source roots that hold the same file it takes one by chance, anew in each run, and under the wrong one it
    finds no module and says nothing of it: in a repository with `src` and `.` that is every second run.
    """
    roots = known(path, tree).roots()
    for one, other in permutations(sorted({root.strip("./") for root in roots}), 2):
        if not one or other.startswith(f"{one}/"):
            return _RUNS, f"its source roots {one or '.'} and {other} overlap, and each run sees by one of them"
    return 1, ""


WITNESS = Witness(
    script="tach", package="tach", command=command, answer=answer, ours=ours, reason=reason, runs=runs, also=also
)
