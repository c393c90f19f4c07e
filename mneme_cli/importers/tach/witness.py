"""tach itself, asked on the same tree, and the traps in which it is known to be silent."""

from __future__ import annotations

import ast
import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from mneme_cli.importers import Answer, Said, Witness
from mneme_cli.importers._modules import module_of
from mneme_cli.importers.tach.config import read
from mneme_cli.model.fact import DYNAMIC

if TYPE_CHECKING:
    from mneme_cli.importers import Case
    from mneme_cli.importers.tach.shapes import Config
    from mneme_cli.model.finding import Finding
    from mneme_cli.model.tree import Tree

_LAYERS = ("LayerViolation", "ClosedLayerViolation")
_TARGET = ("PrivateDependency", "InvalidDataTypeExport")
_TRAPS = {
    "cannot-depend-on": "tach's cannot_depend_on is never looked at where a layer allows the import",
    "visibility": "tach's visibility is held against declared dependencies, not against imports",
}


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
        elif "Global" in each:
            raise ValueError(json.dumps(each["Global"]))
    return Answer(said=tuple(sorted(set(said))))


def _said(kind: str, found: dict[str, Any], place: dict[str, Any]) -> Said:
    name = "layers" if kind in _LAYERS else found["definition_module" if kind in _TARGET else "usage_module"]
    path, line = place["file_path"], place["line_number"]
    return Said(name=name, source=path, target=found["definition_module"], line=line, note=kind)


def ours(finding: Finding, name: str, path: str, tree: Tree) -> Said:
    """Say a finding of ours by its file and the module of tach that it enters."""
    config = _config(path, tree)  # type: ignore[arg-type] # trees are compared by identity
    module = module_of(finding.target, config.roots())
    return Said(name=name, source=finding.source, target=config.home(module) or module, line=finding.line)


@lru_cache(maxsize=4)
def _config(path: str, tree: Tree) -> Config:
    return read(path, tree)


def reason(case: Case) -> str:
    """Explain a known difference."""
    said, finding = case.said, case.finding
    if finding is None:
        return ""
    if said.name == "circles":
        return "tach looks for circles among declared dependencies only; these imports are one"
    if any(other.source == said.source and other.target == said.target for other in case.answer.said):
        return "tach tells the same import once, for the first check that it fails"
    return _blind(finding, case) or _TRAPS.get(finding.rule.partition("#")[2], "")


def _blind(finding: Finding, case: Case) -> str:
    """Say what of an import tach does not look at."""
    paths = [path for path in case.tree.list() if path.endswith("/tach.toml") or path == "tach.toml"]
    shut = [each for path in paths for each in read(path, case.tree).options.get("exclude", ()) if case.tree.has(each)]
    if shut and not case.answer.said:
        return f"tach finds nothing at all in some runs while `exclude` names a file that is there: {shut[0]}"
    if finding.kinds & DYNAMIC:
        return "tach does not see modules that are imported by a function, with their name as text"
    lines = case.tree.read(finding.source).decode("utf-8", "replace").splitlines()
    if any("tach-ignore" in line for line in lines[max(finding.line - 2, 0) : finding.line]):
        return "a comment `# tach-ignore` sets it aside in tach"
    if _in_else("\n".join(lines), finding.line):
        return "tach passes over the `else:` of TYPE_CHECKING, which is what runs"
    return ""


def _in_else(text: str, line: int) -> bool:
    """Tell whether a line stands in the `else:` of an `if TYPE_CHECKING:`."""
    try:
        found = ast.parse(text)
    except (SyntaxError, ValueError):
        return False
    return any(
        isinstance(node, ast.If)
        and ast.unparse(node.test).rpartition(".")[2] == "TYPE_CHECKING"
        and any(each.lineno <= line <= (each.end_lineno or each.lineno) for each in node.orelse)
        for node in ast.walk(found)
    )


WITNESS = Witness(script="tach", package="tach", command=command, answer=answer, ours=ours, reason=reason)
