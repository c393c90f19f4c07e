"""Closes a universe: what is not listed is not allowed.

Says:
    These files import only what is listed.

Why:
    A ban lists what is known to be bad today; a closed list also stops what nobody has thought of yet.

Breaks:
    An import of something of ours that `imports` does not list, of a third-party package that `packages` does not
    list, of a part of the standard library that `std` does not list. An empty list allows nothing. A declaration, in
    a manifest that `in` selects, of a package that is not listed, or in another range than the listed one; `groups`
    limits it to some (`groups: [runtime]`), `transitive: true` adds what only a lock names.

Holds:
    A universe that is not named stays open. Files that `in` selects may always import each other; where `in` captures
    a name, only files with the same name are "each other".

Instead:
    Add the target to the list in a decision that says why, or move the code to where the target is allowed.

Example:
    only:
      imports:
        - shop.domain
      packages: []
    in:
      - src/shop/domain/**

Code:
    # src/shop/domain/order.py
    import json
    from shop.domain import ports
    from shop.app import checkout  # breaks
    import requests  # breaks

    # src/shop/domain/ports.py
    # src/shop/app/checkout.py
"""

from __future__ import annotations

from mneme_cli import relations
from mneme_cli.kinds import Kind, _matchers
from mneme_cli.languages import known
from mneme_cli.model.fact import Want
from mneme_cli.model.scan import dumps, loads
from mneme_cli.relations import _declared
from mneme_cli.relations._declared import ANY
from mneme_cli.relations._far import captures, selectors, universe
from mneme_cli.relations.packages import OPTIONS, PACKAGE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from mneme_cli.kinds import Select
    from mneme_cli.model.fact import Facts
    from mneme_cli.model.finding import Finding
    from mneme_cli.model.rule import Rule
    from mneme_cli.model.selector import Selector
    from mneme_cli.relations import Row

_CLOSES = {"imports": "internal", "packages": "packages", "std": "std"}
_PREFIX = {"packages": "pkg:", "std": "std:"}
_SELECTORS = {"type": "array", "x-one": True, "items": {"$ref": "#/$defs/selector"}}


def lower(params: Any, rule: Rule, select: Select) -> Rule:
    """Compile each list into one part that closes its universe.

    Raises:
        ValueError: an entry belongs to another list.
    """
    from mneme_cli.kinds._std import spoken

    named = dict(params) if isinstance(params, dict) else {"imports": params}
    terms = {key: value for key in OPTIONS if (value := named.pop(key, None))}
    if terms and "packages" not in named:
        raise ValueError(f"{min(terms)}: belongs to packages, which does not stand beside it")
    closing = rule._replace(kind="only", relation="imports", through=False, moment="edit")
    parts = []
    for word in sorted(named):
        entries = _matchers.listed(named[word])
        far = selectors(spoken(entries) if word == "std" else entries, word, select, _PREFIX.get(word, ""))
        _belongs(far, word)
        part = closing._replace(far=far, terms=dumps({"closes": _CLOSES[word], **terms}))
        parts.append(part._replace(declared=ANY) if word == "packages" else part)
    # Any import may be the one that is not listed, so no bytes can clear a file, and far is not what to look for.
    return _matchers.join(closing, tuple(parts), {"closed": sorted(named)})._replace(relation="", tokens=())


def _belongs(far: tuple[Selector, ...], word: str) -> None:
    """Refuse an entry whose form says that it lies in another universe."""
    for at, entry in enumerate(far):
        right = {"package": "packages", "std": "std", "path": "imports"}.get(entry.form, word)
        if right != word:
            raise ValueError(f"{word}.{at}: {entry.text} belongs under {right}")


def check(rules: tuple[Rule, ...], facts: Facts) -> Iterator[Finding | Want]:
    """Yield a finding for every import into a closed universe that its list does not select."""
    for rule in rules:
        for part in _matchers.split(rule):
            closes = loads(part.terms)["closes"]
            for row in _rows(part, closes, facts):
                if isinstance(row, Want):
                    yield row
                elif row.universe == closes and not row.hit and not _each_other(rule, row):
                    yield _matchers.finding(rule, row._replace(claim=f"{row.claim}, which is not listed"))


def _rows(part: Rule, closes: str, facts: Facts) -> Iterator[Row | Want]:
    """Yield the imports of a universe, and what manifests declare of it."""
    code = tuple(path for path in facts.demand.get(part.id, ()) if known(path))
    yield from relations.take("imports").rows(part, facts._replace(demand={part.id: code}))
    if closes == "packages":
        yield from _declared.rows(part, facts)


def _each_other(rule: Rule, row: Row) -> bool:
    """Tell whether the target is one of the files that the importer may always import."""
    if row.universe != "internal":
        return False
    return any(next(rule.near.bindings(row.target, bound), None) is not None for bound in captures(rule, row.path))


def _open(rule: Rule, finding: Finding) -> tuple[str, ...]:
    """Name the list that the target of a finding is not on."""
    closed = universe(finding.target)
    parts = (part for part in _matchers.split(rule) if loads(part.terms)["closes"] == closed)
    return tuple(entry.text for part in parts for entry in part.far)


_CALLED = {"internal": "of ours", "packages": "of packages", "std": "of the standard library"}


def _said(rule: Rule) -> str:
    """Write each list that is closed, the empty ones too."""
    from mneme_cli.kinds._said import listed

    parts = [(_CALLED[loads(part.terms)["closes"]], listed(part.far)) for part in _matchers.split(rule)]
    return "; ".join(f"{what} only {far}" if far else f"{what} nothing" for what, far in parts)


KIND = Kind(
    schema={
        "type": "object",
        "x-short": "imports",
        "properties": {
            **dict.fromkeys(_CLOSES, _SELECTORS),
            "packages": {"type": "array", "x-one": True, "items": PACKAGE},
            **OPTIONS,
        },
        "additionalProperties": False,
        "minProperties": 1,
    },
    lower=lower,
    check=check,
    line="{near}: imports {far}",
    said=_said,
    instead=_open,
)
