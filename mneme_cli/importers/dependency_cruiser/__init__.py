"""dependency-cruiser: the rules it used, as its own JSON output has them, or a configuration that is JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mneme_cli.errors import MnemeError
from mneme_cli.importers import ABOUT, NOT, Imported, Importer, Row
from mneme_cli.importers._draft import decision
from mneme_cli.importers._json import quiet
from mneme_cli.importers._json import read as loaded
from mneme_cli.importers.dependency_cruiser.options import options
from mneme_cli.importers.dependency_cruiser.rules import rule
from mneme_cli.importers.dependency_cruiser.witness import WITNESS
from mneme_cli.model.glob import matches

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mneme_cli.importers.dependency_cruiser.options import Options
    from mneme_cli.model.corpus import Clause, Decision
    from mneme_cli.model.tree import Tree

TOOL = "dependency-cruiser"
_HINT = "let dependency-cruiser write it: depcruise src --config --output-type json > rules.json"
_ALLOWED = "an import has to match one of several pairs; say it as `only` for each part"


def reads(path: str, text: bytes) -> bool:
    """Tell whether a file is dependency-cruiser's JSON."""
    likely = path.endswith(".json") and any(key in text for key in (b'"forbidden"', b'"required"', b'"ruleSetUsed"'))
    found = quiet(path, text) if likely else None
    return isinstance(found, dict) and bool(_used(found))


def _used(found: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the set of rules: of an output, or of a configuration."""
    summary = found.get("summary")
    used = summary.get("ruleSetUsed") if isinstance(summary, dict) else found
    return used if isinstance(used, dict) and {"forbidden", "allowed", "required"} & set(used) else {}


def read(path: str, tree: Tree) -> Imported:
    """Read the rules and say each as a decision.

    Raises:
        MnemeError: the file is no JSON, or has no rules.
    """
    found = loaded(path, tree.read(path))
    used = _used(found) if isinstance(found, dict) else {}
    if not used:
        raise MnemeError(f"{path} has no rules of {TOOL}", _HINT)
    decisions, rows, given_options = [], [], options(found)
    for sort in ("forbidden", "required"):
        for given in _rules(path, used, sort):
            made, row = rule(sort, given, given_options, tree)
            rows.append(row)
            if made:
                made = _present(made, tree, given_options.scope)
                said = str(given.get("comment", ""))
                what = f"the {sort} rule '{row.where}'"
                decisions.append(_record(path, row.where, said, made, what, given_options))
    if used.get("allowed"):
        rows.append(Row("not-in-allowed", f"{_pairs(len(used['allowed']))} of `allowed`", NOT, _ALLOWED))
    if used.get("extends"):
        rows.append(Row("", "extends", ABOUT, "what it extends is not read; its JSON output has all rules in one"))
    return Imported(decisions=tuple(decisions), rows=(*rows, *given_options.rows))


def _pairs(number: int) -> str:
    return f"{number} pair" if number == 1 else f"{number} pairs"


def _record(path: str, name: str, said: str, made: Clause, what: str, given: Options) -> Decision:
    title = name if not said else f"{name}: {said.partition('. ')[0]}"
    return decision(TOOL, path, name, title, (made,), what=what, more=said)._replace(scope=given.scope)


def _rules(path: str, used: Mapping[str, Any], sort: str) -> list[Mapping[str, Any]]:
    found = used.get(sort, [])
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise MnemeError(f"{path}: {sort} is no list of rules", _HINT)
    return found


def _present(one: Clause, tree: Tree, scope: tuple[str, ...]) -> Clause:
    """Let a rule be empty if what it names is not all there today, as dependency-cruiser does."""
    params = one.params if isinstance(one.params, dict) else {}
    named = [
        *scope,
        *one.inside,
        *(text for word in ("imports", "reaches", "reached_from") for text in params.get(word, ())),
    ]
    paths = tuple(tree.list())
    globs = [text.removeprefix("./") for text in named if "{!" not in text and not text.startswith(("pkg:", "std:"))]
    there = all(any(matches(glob, path) for path in paths) for glob in globs)
    return one if there else one._replace(may_be_empty=True)


IMPORTER = Importer(
    tool=TOOL, files=(".dependency-cruiser.json", "rules.json"), reads=reads, read=read, witness=WITNESS
)
