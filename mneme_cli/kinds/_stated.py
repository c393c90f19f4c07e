"""What verbs about dependencies share: the imports of a file beside what the manifests above it declare."""

from __future__ import annotations

from mneme_cli.languages import known
from mneme_cli.model.entry import unread
from mneme_cli.model.fact import RUNTIME, Want
from mneme_cli.model.finding import Finding
from mneme_cli.relations.packages import chosen, imports

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from mneme_cli.kinds import Select
    from mneme_cli.model.entry import Entry
    from mneme_cli.model.fact import Edge, Facts
    from mneme_cli.model.rule import Rule

    Stated = tuple[Edge, tuple[Entry, ...]]
    """An import of a package, and the declarations of it."""

READ = ("npm", "pypi")
"""Ecosystems whose manifests are read; of others nothing can be said."""
BUT: dict[str, Any] = {"type": "array", "items": {"$ref": "#/$defs/selector"}, "minItems": 1}
SCHEMA: dict[str, Any] = {
    "type": ["object", "boolean"],
    "properties": {"but": BUT},
    "additionalProperties": False,
}


def lower(params: Any, rule: Rule, select: Select, kind: str) -> Rule:
    """Compile the packages that are left out.

    Raises:
        ValueError: it is switched off, which deleting the rule does better.
    """
    if params is False:
        raise ValueError(f"{kind}: write true, or delete the rule")
    listed = params.get("but", ()) if isinstance(params, dict) else ()
    return rule._replace(kind=kind, far=chosen(list(listed), select), moment="change")


def found(
    rules: tuple[Rule, ...], facts: Facts, claim: Callable[[Edge, tuple[Entry, ...]], str]
) -> Iterator[Finding | Want]:
    """Yield a finding for every import of a package that is wrong. claim: what is, "" if nothing is."""
    for rule in rules:
        for said in stated(rule, facts):
            if isinstance(said, Want):
                yield said
            elif words := claim(*said):
                yield _finding(rule, said[0], words)


def _finding(rule: Rule, edge: Edge, words: str) -> Finding:
    return Finding(
        rule=rule.id,
        source=edge.source,
        target=edge.target,
        claim=f"imports {edge.target[4:].partition('/')[2]}, {words}",
        line=edge.line,
        column=edge.column,
        kinds=edge.kinds,
        chain=(edge,),
    )


def stated(rule: Rule, facts: Facts) -> Iterator[Stated | Want]:
    """Yield each import of a package, once a statement, with the declarations of it above the file.

    None where a manifest above cannot be read: that is said, and what it declares nobody knows.
    """
    edges, asked = facts.rows("imports"), facts.rows("declared")
    for path in facts.demand.get(rule.id, ()):
        if not known(path) or not rule.near.holds(path):
            continue
        if path not in edges:
            yield Want(what="imports", paths=(path,))
            continue
        packages = _packages(rule, edges[path])
        if packages and path not in asked:
            yield Want(what="declared", paths=(path,))
            continue
        rows = asked.get(path, ())
        sure = [edge for edge in packages if not unread(rows, edge.target[4:].partition("/")[0])]
        yield from _told([(edge, tuple(each for each in rows if meant(each, edge))) for edge in sure])


def _told(found: list[Stated]) -> Iterator[Stated]:
    """Say a statement once: of `from x import a, b` both are one package, unless x is a namespace of several."""
    seen: dict[tuple[str, int, int], tuple[Entry, ...]] = {}
    for edge, entries in found:
        whole = f"{edge.target[: edge.target.find('/') + 1]}{edge.written}"
        key = (whole, edge.line, edge.column)
        if seen.get(key) != entries:
            alone = edge.target.startswith(f"{whole}.") and key not in seen
            yield (edge._replace(target=whole) if alone and not entries else edge), entries
        seen[key] = entries


def _packages(rule: Rule, edges: tuple[Edge, ...]) -> list[Edge]:
    """Return the imports of packages that count; `but` leaves some out."""
    return [
        edge
        for edge in edges
        if edge.target.startswith("pkg:") and edge.target[4:].partition("/")[0] in READ and not edge.via
        if rule.counts(edge.kinds) and not _left_out(rule, edge)
    ]


def _left_out(rule: Rule, edge: Edge) -> bool:
    return any(entry.selects(edge.target, edge.name) for entry in rule.far)


def meant(entry: Entry, edge: Edge) -> bool:
    """Tell whether an import is one of a declared package, or takes types alone that a package of stubs declares."""
    return imports(entry, edge) or (not edge.kinds & RUNTIME and _stubs(entry, edge))


def _stubs(entry: Entry, edge: Edge) -> bool:
    for_whom = stub_of(entry)
    if not for_whom:
        return False
    names = (for_whom, for_whom.replace("-", "_"), for_whom.replace("-", "."))
    return imports(entry._replace(imported=names), edge)


def stub_of(entry: Entry) -> str:
    """Return the package whose types another one declares, "" if it is no package of stubs."""
    if entry.ecosystem == "npm":
        plain = entry.name.removeprefix("@types/")
        scope, mark, name = plain.partition("__")
        return "" if plain == entry.name else f"@{scope}/{name}" if mark else plain
    if entry.name.startswith("types-"):
        return entry.name[6:]
    return entry.name[:-6] if entry.name.endswith("-stubs") else ""
