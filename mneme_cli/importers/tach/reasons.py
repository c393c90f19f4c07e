"""Why tach does not tell an import: each reason is proven on it, from the configuration and from its own line."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from mneme_cli.importers._modules import module_of
from mneme_cli.importers.tach.config import known
from mneme_cli.importers.tach.modules import House, below_in_layers, spread
from mneme_cli.importers.tach.shapes import ROOT
from mneme_cli.model.fact import DYNAMIC

if TYPE_CHECKING:
    from mneme_cli.importers import Case
    from mneme_cli.importers.tach.shapes import Config, Module
    from mneme_cli.model.finding import Finding

_COMMENT = re.compile(r"#\s*tach-ignore(?:\(.*?\))?\s*([\w. ]*)")


def reason(case: Case) -> str:
    """Prove why tach does not tell an import of ours, "" if nothing does; what only tach tells has no reason."""
    said, finding = case.said, case.finding
    if finding is None:
        return ""
    config = known(case.path, case.tree)
    near, far = (_module(config, path) for path in (finding.source, finding.target))
    if said.name == "circles":
        return _circle(config, near, far)
    if said.name == "covered":
        return _uncovered(case, config)
    for other in case.answer.said:
        if (other.source, other.target, other.line) == (said.source, said.target, said.line):
            return f"tach tells an import once, and has told this one as {other.note} ({other.name})"
    return _blind(finding, case, config) or _trap(finding, config, near, far)


def _module(config: Config, path: str) -> Module | None:
    home = config.home(module_of(path, config.roots()))
    return next((one for one in config.modules if one.path == home), None)


def _circle(config: Config, near: Module | None, far: Module | None) -> str:
    """Prove that what is declared leads in no circle through an import."""
    if near is None or far is None:
        return ""
    house = House(config, outside=False, excluded={}, when={})
    declared = {
        one.path: {each for path, _ in one.depends or () for each in spread(path, house)} for one in config.modules
    }
    seen, stack = {far.path}, [far.path]
    while stack:
        fresh = declared.get(stack.pop(), set()) - seen
        seen |= fresh
        stack += fresh
    if far.path in declared[near.path] and near.path in seen:
        return ""
    return "tach looks for circles among declared dependencies only, and what is declared leads in none through this"


def _uncovered(case: Case, config: Config) -> str:
    """Prove that tach tells nothing of a file in no module but the imports that enter or leave a module."""
    source = case.said.source
    if any(other.name == ROOT and other.source == source for other in case.answer.said):
        return f"tach tells what {source} imports of a module, and mneme the file itself"
    homes = {config.home(module_of(edge.target, config.roots())) for edge in case.edges(source)}
    return "" if homes - {""} else f"tach asks it of imports, and {source} imports nothing of a module"


def _blind(finding: Finding, case: Case, config: Config) -> str:
    """Prove from its own line that tach does not look at an import."""
    if finding.kinds & DYNAMIC:
        return "tach does not see modules that are imported by a function, with their name as text"
    text = case.tree.read(finding.source).decode("utf-8", "replace")
    for line in text.splitlines()[max(finding.line - 2, 0) : finding.line]:
        found = _COMMENT.search(line)
        if found and (not found[1].strip() or any(_written(name, finding) for name in found[1].split())):
            return f"tach leaves it out for the comment `{found[0].strip()}`"
    if config.options.get("ignore_type_checking_imports", True) and _in_else(text, finding.line):
        return "tach passes over the `else:` of TYPE_CHECKING, which is what runs"
    return ""


def _written(name: str, finding: Finding) -> bool:
    return any(f"{edge.name}.".startswith(f"{name}.") or edge.written == name for edge in finding.chain[:1])


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


def _trap(finding: Finding, config: Config, near: Module | None, far: Module | None) -> str:
    """Prove from the configuration that tach does not look at a rule for this import."""
    rule = finding.rule.partition("#")[2]
    house = House(config, outside=False, excluded={}, when={})
    if near is None or far is None:
        return ""
    if rule == "cannot-depend-on" and below_in_layers(near, far.path, house):
        layers = f"{near.layer} may import {far.layer}"
        return f"tach never looks at cannot_depend_on where a layer allows the import, and {layers}"
    if rule == "visibility" and not any(far.path in spread(path, house) for path, _ in near.depends or ()):
        declared = f"{near.path} does not declare {far.path}"
        return f"tach holds visibility against declared dependencies, not against imports, and {declared}"
    return ""
