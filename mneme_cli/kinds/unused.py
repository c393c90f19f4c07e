"""Finds declared packages that no code imports.

Says:
    What these manifests ask for at run time is imported by some file below them.

Why:
    Every dependency is installed, updated, audited and explained, whether anybody uses it or not.

Breaks:
    A declaration, in a manifest that `in` selects, of a package that no file below the manifest imports. `groups` names
    other groups to be looked at than `runtime`: `optional`, `peer`, `dev`, an extra by its name.

Holds:
    Packages of stubs (`types-…`, `@types/…`) are never imported. `but` names those that are used in another way:
    plug-ins, drivers, command line tools.

Instead:
    Delete the declaration, or add it to `but` and say in `say` what it is for.

Example:
    unused:
      but:
        - gunicorn

Code:
    # pyproject.toml
    [project]
    dependencies = [
        "attrs",
        "gunicorn",
        "requests>=2",  # breaks
    ]

    # src/shop/order.py
    import attrs
"""

from __future__ import annotations

from mneme_cli.kinds import Kind
from mneme_cli.kinds._stated import BUT, stub_of
from mneme_cli.kinds._stated import lower as lowered
from mneme_cli.model.entry import LOCKS, RUNTIME, manifest, project
from mneme_cli.model.fact import Edge, Want
from mneme_cli.model.finding import Finding
from mneme_cli.model.scan import dumps, loads
from mneme_cli.relations.packages import imports

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from mneme_cli.graph.view import View
    from mneme_cli.kinds import Select
    from mneme_cli.model.entry import Entry
    from mneme_cli.model.fact import Facts
    from mneme_cli.model.rule import Rule

    Used = dict[str, set[str]]
    """Target of an import (`pkg:pypi/yaml`) → who imports it."""


def lower(params: Any, rule: Rule, select: Select) -> Rule:
    """Compile the packages that need no import, and the groups that are looked at."""
    groups = params.get("groups", [RUNTIME]) if isinstance(params, dict) else [RUNTIME]
    made = lowered(params, rule, select, "unused")
    # An import that goes may be the last one of its package, so every file counts, wherever the manifest lies.
    return made._replace(everywhere=True, reads=("graph", "imports"), terms=dumps({"groups": sorted(groups)}))


def check(rules: tuple[Rule, ...], facts: Facts) -> Iterator[Finding | Want]:
    """Yield a finding for every declaration that no import below the manifest needs."""
    files = facts.rows("files").get("")
    if rules and files is None:
        yield Want(what="files")
    if rules and facts.graph is None:
        yield Want(what="graph")
    if files is None or facts.graph is None:
        return
    used, known = _used(facts.graph), facts.rows("declared")
    for rule in rules:
        groups = {*loads(rule.terms)["groups"]}
        for path in _manifests(rule, facts, files):
            if path not in known:
                yield Want(what="declared", paths=(path,))
                continue
            mine = (each for each in known[path] if each.path == path and {each.group, each.label} & groups)
            yield from (_finding(rule, each) for each in mine if not _needed(rule, each, used))


def _manifests(rule: Rule, facts: Facts, files: tuple[str, ...]) -> list[str]:
    """Return the manifests that bear on what is looked at."""
    near = [path for path in files if manifest(path) and manifest(path) not in LOCKS and rule.near.holds(path)]
    if facts.added is None and not facts.change:
        return near
    looked = facts.demand.get(rule.id, ())
    return [path for path in near if any(each.startswith(project(path)) for each in looked)]


def _used(graph: View) -> Used:
    out: Used = {}
    for node in (*graph.span("pkg:"), *range(graph.flat, graph.nodes)):
        name = graph.name(node)
        if name.startswith("pkg:"):
            out[name] = {graph.name(source) for source in graph.prev(node)}
    return out


def _needed(rule: Rule, entry: Entry, used: Used) -> bool:
    if stub_of(entry) or any(each.declares(f"{entry.ecosystem}/{entry.name}") for each in rule.far):
        return True
    below = project(entry.path)
    return any(
        imports(entry, Edge(source="", target=target, name="")) and any(path.startswith(below) for path in sources)
        for target, sources in used.items()
    )


def _finding(rule: Rule, entry: Entry) -> Finding:
    return Finding(
        rule=rule.id,
        source=entry.path,
        target=f"pkg:{entry.ecosystem}/{entry.name}",
        symbol=entry.label or entry.group,
        claim=f"declares {entry.name}, which no file below {project(entry.path) or 'the root'} imports",
        line=entry.line,
        column=entry.column,
    )


KIND = Kind(
    schema={
        "type": ["object", "boolean"],
        "properties": {"but": BUT, "groups": {"type": "array", "items": {"$ref": "#/$defs/name"}, "minItems": 1}},
        "additionalProperties": False,
    },
    lower=lower,
    check=check,
    line="{near}: declares only packages that some file imports",
)
