"""The third-party packages a file imports.

Says:
    An entry is the name under which a package is installed, `pyyaml`, whatever its module is called (`yaml`). Where
    the two differ and no manifest tells, `imports` in mneme.yaml does.

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

from mneme_cli.model.fact import Want
from mneme_cli.relations import Relation
from mneme_cli.relations._far import SELECTORS, captures, entries, meets, near, row, selectors

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from mneme_cli.model.fact import Facts
    from mneme_cli.model.rule import Rule
    from mneme_cli.relations import Row, Select


def lower(params: Any, rule: Rule, select: Select) -> Rule:
    """Compile the entries; a bare word is a package of the importing file's own ecosystem."""
    from mneme_cli.relations._token import tokens

    far = selectors(entries(params, "packages"), "packages", select, prefix="pkg:")
    for at, entry in enumerate(far):
        if entry.form in ("path", "std"):
            raise ValueError(f"packages.{at}: {entry.text} is no package; write it under imports")
    words = tokens(rule.near, far, select)
    return rule._replace(relation="packages", far=far, tokens=words, through=False, moment="edit")


def rows(rule: Rule, facts: Facts) -> Iterator[Row | Want]:
    """Yield the imports of packages that `when` counts and an entry selects."""
    for seen in near(rule, facts, "imports"):
        if isinstance(seen, Want):
            yield seen
            continue
        bounds = captures(rule, seen[0])
        for edge in seen[1]:
            if edge.target.startswith("pkg:") and not edge.via and rule.counts(edge.kinds):
                hit, own = meets(rule.far, edge, bounds)
                if hit or rule.kind == "only":
                    yield row(edge, hit, own)


RELATION = Relation(schema=SELECTORS, lower=lower, rows=rows, phrase="packages {far}")
