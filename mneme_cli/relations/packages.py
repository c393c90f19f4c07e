"""The third-party packages a file imports, and those that a manifest declares; a range is held against the lock.

Says:
    An entry is the name under which a package is installed, `pyyaml`, whatever its module is called (`yaml`). Where
    the two differ, `imports` in mneme.yaml tells, and else what manifests and locks name, and then a table.
    `{name, versions}` speaks of a range alone.

Example:
    forbid:
      packages:
        - requests
    except:
      src/shop/infra/legacy.py: it goes with SHOP-812
    say: Use shop.http.client(), which sets timeouts.

Code:
    # src/shop/prices.py
    import requests  # breaks
    import httpx

    # src/shop/stock.py
    import json
"""

from __future__ import annotations

from mneme_cli.languages import known
from mneme_cli.model.entry import project
from mneme_cli.model.fact import Want
from mneme_cli.model.scan import dumps
from mneme_cli.relations import Relation, _declared
from mneme_cli.relations._far import captures, entries, meets, near, option, row, selectors

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from mneme_cli.model.entry import Entry
    from mneme_cli.model.fact import Edge, Facts
    from mneme_cli.model.rule import Rule
    from mneme_cli.model.selector import Selector
    from mneme_cli.relations import Row, Select

PACKAGE: dict[str, Any] = {
    "anyOf": [
        {"$ref": "#/$defs/selector"},
        {
            "type": "object",
            "properties": {"name": {"$ref": "#/$defs/selector"}, "versions": {"$ref": "#/$defs/line"}},
            "required": ["name"],
            "additionalProperties": False,
            "x-example": '{name: react, versions: ">=19,<19.1"}',
        },
    ]
}
PACKAGES: dict[str, Any] = {"type": "array", "x-one": True, "items": PACKAGE, "minItems": 1}
OPTIONS: dict[str, Any] = {
    "groups": {"type": "array", "items": {"$ref": "#/$defs/name"}, "minItems": 1},
    "transitive": {"type": "boolean"},
}


def lower(params: Any, rule: Rule, select: Select) -> Rule:
    """Compile the entries; a bare word is a package of the importing file's own ecosystem.

    Raises:
        ValueError: an entry is no package.
    """
    from mneme_cli.relations._token import tokens

    far = chosen(entries(params, "packages"), select)
    terms = {key: value for key in OPTIONS if (value := option(params, key, None))}
    return rule._replace(
        relation="packages",
        far=far,
        tokens=tokens(rule.near, far, select),
        declared=_declared.words(far),
        through=False,
        moment="edit",
        terms=dumps(terms),
    )


def chosen(listed: list[Any], select: Select) -> tuple[Selector, ...]:
    """Compile the entries of a list of packages.

    Raises:
        ValueError: one of them is no package.
    """
    far = selectors(listed, "packages", select, prefix="pkg:")
    for at, entry in enumerate(far):
        if entry.form in ("path", "std"):
            raise ValueError(f"packages.{at}: {entry.text} is no package; write it under imports")
    return far


def rows(rule: Rule, facts: Facts) -> Iterator[Row | Want]:
    """Yield the imports of packages that `when` counts and an entry selects, and the declarations that one selects."""
    paths = facts.demand.get(rule.id, ())
    code = tuple(path for path in paths if known(path))
    for seen in near(rule, facts._replace(demand={rule.id: code}), "imports"):
        if isinstance(seen, Want):
            yield seen
            continue
        for edge in seen[1]:
            if edge.target.startswith("pkg:") and not edge.via and rule.counts(edge.kinds):
                yield from _row(rule, edge, facts)
    yield from _declared.rows(rule, facts)


def _row(rule: Rule, edge: Edge, facts: Facts) -> Iterator[Row | Want]:
    bounds = captures(rule, edge.source)
    any_version = tuple(entry for entry in rule.far if not entry.versions)
    hit, own = meets(any_version, edge, bounds)
    if hit or rule.kind == "only":
        yield row(edge, hit, own)
        return
    for entry in rule.far:
        if entry.versions and meets((entry,), edge, bounds)[0]:
            yield from _ranged(edge, entry, facts)
            return


def _ranged(edge: Edge, selector: Selector, facts: Facts) -> Iterator[Row | Want]:
    """Yield the import of a package in a range, if the manifests above the file and their locks say so."""
    asked = facts.rows("declared").get(edge.source)
    if asked is None:
        yield Want(what="declared", paths=(edge.source,))
        return
    meant = [each for each in asked if selector.declares(f"{each.ecosystem}/{each.name}") and imports(each, edge)]
    nearest = max((project(each.path) for each in meant), key=len, default="")
    meant = [each for each in meant if project(each.path) == nearest]
    locks = facts.rows("locked")
    if missing := tuple(sorted({each.path for each in meant if each.path not in locks})):
        yield Want(what="locked", paths=missing)
        return
    for each in meant:
        installed = _declared.banned(each, selector, locks[each.path])
        if installed is not None:
            found = row(edge, True)
            said = f"is {installed}" if installed else f"may be {selector.versions}"
            yield found._replace(claim=f"{found.claim}, which {said}")
            return


def imports(entry: Entry, edge: Edge) -> bool:
    """Tell whether an import is one of a declared package."""
    target = edge.target.removeprefix(f"pkg:{entry.ecosystem}/")
    if target == edge.target:
        return False
    return any(target == name or target.startswith((f"{name}.", f"{name}/")) for name in entry.imported)


RELATION = Relation(schema=PACKAGES, lower=lower, rows=rows, phrase="depends on {far}", options=OPTIONS)
