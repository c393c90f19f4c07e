"""A small repository to import into: files in, table and decisions out."""

from __future__ import annotations

import pytest

from mneme_cli.decisions.documents import load
from mneme_cli.decisions.write import render
from mneme_cli.importers import take
from mneme_cli.model.tree import Texts

CODE = {
    "src/shop/__init__.py": "",
    "src/shop/web/__init__.py": "",
    "src/shop/web/page.py": "",
    "src/shop/app/__init__.py": "",
    "src/shop/app/order.py": "",
    "src/shop/infra/__init__.py": "",
    "src/shop/infra/db/__init__.py": "",
    "src/shop/infra/db/sql.py": "",
    "src/shop/infra/mail.py": "",
    "tests/__init__.py": "",
}


def tree(files):
    return Texts({path: text.encode() if isinstance(text, str) else text for path, text in {**CODE, **files}.items()})


@pytest.fixture
def brought():
    """Import one file; every decision must be read back by the strict loader as it was."""

    def bring(name, path, text, files=None):
        made = take(name).read(path, tree({path: text, **(files or {})}))
        for number, one in enumerate(made.decisions, 1):
            dated = one._replace(
                id=f"ADR-{number}",
                date=20000,
                clauses=tuple(each._replace(id=f"ADR-{number}{each.id}") for each in one.clauses),
            )
            found, _, problems = load([("d.yaml", render(dated).encode())])
            assert problems == ()
            assert [each.params for each in found[0].clauses] == [each.params for each in dated.clauses]
            assert found[0].extra["x-imported-from"]["file"] == path
        return made

    return bring


def rules(made):
    """Every rule as plain data, by its decision's title and its own key."""
    out = {}
    for one in made.decisions:
        for each in one.clauses:
            rule = {each.verb: each.params}
            rule |= {"in": list(each.inside)} if each.inside else {}
            rule |= {"except": {what: hide for what, _, hide in each.excuses}} if each.excuses else {}
            rule |= {"when": dict(each.when)} if each.when else {}
            rule |= {"level": each.level} if each.level != "normal" else {}
            rule |= {"say": each.say} if each.say else {}
            out[one.title + each.id] = rule
    return out


def odd(made):
    """Every construct that did not go over exactly: (where, what) → how."""
    return {(row.where, row.what): row.how for row in made.rows if row.how != "exact"}
