"""dependency-cruiser's findings: they stand in the same output as its rules, so that it need not be run again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from mneme_cli import languages
from mneme_cli.importers import Answer, Said, Witness

if TYPE_CHECKING:
    from mneme_cli.importers import Case
    from mneme_cli.model.finding import Finding
    from mneme_cli.model.tree import Tree

_SPECIAL = ".+()[]$^|?*"
_NODE = "node_modules/"


def command(path: str, roots: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:  # noqa: ARG001 (every witness's shape)
    """Run nothing: the file has the answer."""
    return ()


def answer(written: bytes) -> Answer:
    """Read the violations of an output.

    Raises:
        ValueError: it is a configuration, and has no findings.
    """
    summary = json.loads(written).get("summary")
    if not isinstance(summary, dict):
        raise ValueError("it is a configuration; give the output of depcruise --output-type json")  # noqa: TRY004
    said = [
        Said(name=each["rule"]["name"], source=each["from"], target=_target(each["to"]), note=each.get("type", ""))
        for each in summary.get("violations", ())
    ]
    return Answer(said=tuple(sorted(set(said))))


def _target(path: str) -> str:
    if _NODE not in path:
        return path
    parts = path.rpartition(_NODE)[2].split("/")
    return "pkg:npm/" + "/".join(parts[: 2 if parts[0].startswith("@") else 1])


def ours(finding: Finding, name: str, path: str, tree: Tree) -> Said:  # noqa: ARG001 (every witness's shape)
    """Say a finding of ours by its two files."""
    return Said(name=name, source=finding.source, target=finding.target or finding.source, line=finding.line)


def reason(case: Case) -> str:
    """Explain a known difference."""
    said = case.said
    if languages.of(said.source) is None:
        return f"this mneme does not read files such as {said.source.rpartition('/')[2]}"
    finding = case.finding
    if finding is None:
        circle = case.said.note == "cycle" and any(each.name == said.name for each in case.ours)
        return "both find the circle: mneme tells each import inside it once" if circle else ""
    if "is in an import cycle" in finding.claim:
        return "dependency-cruiser looks at the first circle of each import only; this one lies behind another"
    if any(said.source == each.source and said.name == each.name for each in case.answer.said):
        return "dependency-cruiser tells another import of the same file"
    if any(char in said.source.rpartition("/")[0] for char in _SPECIAL):
        return "a captured segment is a text here; dependency-cruiser puts $1 into the pattern as it is, dots and all"
    return ""


WITNESS = Witness(script="depcruise", package="", command=command, answer=answer, ours=ours, reason=reason)
