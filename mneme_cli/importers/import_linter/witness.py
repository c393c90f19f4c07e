"""import-linter itself, asked on the same tree: its report as data, and its words for what we find.

It prints its report and has no other form, so a script of ours calls the function behind `lint-imports` in an
interpreter that has it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from mneme_cli import languages
from mneme_cli.importers import Answer, Said, Witness
from mneme_cli.importers._modules import module_of
from mneme_cli.model.fact import DYNAMIC

if TYPE_CHECKING:
    from mneme_cli.importers import Case
    from mneme_cli.model.finding import Finding
    from mneme_cli.model.tree import Tree


def command(path: str, roots: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Start the script beside this file in an interpreter that has import-linter."""
    return (("{python}", "-B", __file__.replace("witness.py", "_script.py"), path, *roots),)


def answer(written: bytes) -> Answer:
    """Read what the script wrote."""
    told = json.loads(written)
    return Answer(said=tuple(Said(**each) for each in told.pop("said")), facts=told)


def ours(finding: Finding, name: str, path: str, tree: Tree) -> Said:  # noqa: ARG001 (the shape of every witness)
    """Say a finding of ours by the ends of its chain, as modules."""
    roots = languages.take("python").layout(tree, (), {}).of("python")
    if not finding.chain:  # a child that an exhaustive list leaves out: a path without suffix
        child = module_of(f"{finding.target}.py", roots)
        return Said(name=name, source=child, target=child)
    first, last = module_of(finding.source, roots), module_of(finding.target, roots)
    return Said(name=name, source=first, target=last, line=finding.line)


def reason(case: Case) -> str:
    """Explain a known difference."""
    if case.who == "ours" and case.finding and (why := _unseen(case.finding, case)):
        return why
    others = [said for said in (case.ours if case.who == "theirs" else case.answer.said) if said.name == case.said.name]
    if case.answer.facts["types"].get(case.said.name) == "acyclic_siblings":
        if any(_circle(case.said, other) for other in others):
            return "both find the circle: import-linter names the imports it would cut, mneme every import inside it"
        return ""
    way = {case.said.source, case.said.target, *_hops(case)}
    above = (_above(case.said.source), _above(case.said.target))
    near = [other for other in others if (_above(other.source), _above(other.target)) == above]
    if not near and not any(other.source in way or other.target in way for other in others):
        return ""
    if case.who == "ours":
        return "both find a breach: import-linter leaves out a chain that shares hops with one it has taken"
    return "both find a breach: mneme tells the chain from the last module in its source, import-linter from each"


def _above(module: str) -> str:
    return module.rpartition(".")[0]


def _hops(case: Case) -> set[str]:
    """Return the modules on our chain: one that import-linter takes may begin or end on any of them."""
    roots = languages.take("python").layout(case.tree, (), {}).of("python")
    chain = case.finding.chain if case.finding else ()
    return {module_of(path, roots) for edge in chain for path in (edge.source, edge.target)}


def _circle(one: Said, other: Said) -> bool:
    """Tell whether two imports join children of one package, so that they may lie in one circle."""
    left, right = _common(one.source, one.target), _common(other.source, other.target)
    return left == right or f"{left}.".startswith(f"{right}.") or f"{right}.".startswith(f"{left}.")


def _common(one: str, other: str) -> str:
    same = []
    for left, right in zip(one.split("."), other.split("."), strict=False):
        if left != right:
            break
        same.append(left)
    return ".".join(same)


def _unseen(finding: Finding, case: Case) -> str:
    """Say what of our chain import-linter cannot see."""
    roots = languages.take("python").layout(case.tree, (), {}).of("python")
    nodes = set(case.answer.facts["nodes"])
    for edge in finding.chain:
        if edge.kinds & DYNAMIC:
            return "import-linter does not see modules that are imported by a function, with their name as text"
        if (name := module_of(edge.source, roots)) not in nodes:
            return f"import-linter has no module {name}: there is no __init__ above it, or no name to import it by"
    return ""


WITNESS = Witness(
    script="lint-imports", package="importlinter", command=command, answer=answer, ours=ours, reason=reason
)
