"""Demands what a file must have to do with something.

Says:
    Each of these files imports, reaches, calls, names or says that, or is reached from there.

Why:
    "Every handler checks the permission" is a decision like "no handler opens a socket"; what is missing is harder to
    see in a review than what is there.

Breaks:
    A file that `in` selects and that lacks every entry of one matcher. Each matcher asks for one of its entries;
    several matchers must all be met. With `some: true` one file of all of them is enough. `packages` asks each project
    once: a declaration in one of its manifests, or in one above it, is enough.

Holds:
    `where` limits it to files that contain that fact: `where: {calls: [app.route]}`. A file that an entry selects
    itself need not import itself. Files in no language that is read are left out, unless the matcher is `text`.

Instead:
    Add the import or the call; or narrow `in` or `where` to the files that are meant.

Example:
    require:
      calls:
        - shop.auth.authorize
      where:
        calls:
          - shop.web.route
    in:
      - src/shop/web/**

Code:
    # src/shop/web/cart.py
    from shop.auth import authorize
    from shop.web import route

    authorize("cart")
    route("/cart")

    # src/shop/web/order.py
    from shop.web import route

    route("/order")  # breaks

    # src/shop/web/static.py
    # src/shop/web/__init__.py
    # src/shop/auth.py
"""

from __future__ import annotations

from mneme_cli import languages
from mneme_cli.kinds import Kind, _asked, _matchers
from mneme_cli.kinds._said import required
from mneme_cli.model.fact import Want
from mneme_cli.model.finding import Finding
from mneme_cli.model.scan import loads

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from mneme_cli.kinds import Select
    from mneme_cli.model.fact import Facts
    from mneme_cli.model.rule import Rule
    from mneme_cli.relations import Row

_CHAINED = frozenset(("reaches", "reached_from"))
_SAYS = {"imports": "imports", "packages": "imports", "calls": "calls", "symbols": "names", "text": "says"}


def lower(params: Any, rule: Rule, select: Select) -> Rule:
    """Compile `where` and the matchers into parts, `where` first."""
    named = dict(params) if isinstance(params, dict) else {"imports": params}
    where, some = named.pop("where", {}), bool(named.pop("some", False))
    asked = rule._replace(kind="require")
    limits = _matchers.lower(where, asked, select, key="where") if where else ()
    # An import as written is what people can be asked for.
    needs = tuple(part._replace(through=False) for part in _matchers.lower(named, asked, select))
    joined = _matchers.join(asked, limits + needs, {"where": len(limits), "some": some})
    # What is missing has no bytes (but `where` has), and a rule on the graph alone must be nominated for every file.
    tokens = _matchers.join(asked, limits).tokens if limits and not some else ()
    reads = ("graph", "imports") if {part.relation for part in (*limits, *needs)} <= _CHAINED else ()
    everywhere = joined.everywhere or any(
        part.relation == "packages" for part in needs
    )  # a declaration may go anywhere
    joined = joined._replace(relation="", tokens=tokens, through=False, reads=reads, moment="change")
    return joined._replace(everywhere=everywhere, declared=())


def check(rules: tuple[Rule, ...], facts: Facts) -> Iterator[Finding | Want]:
    """Yield a finding for every file and every matcher of which it has no entry."""
    for rule in rules:
        some, stated = loads(rule.terms)["some"], _asked.of(rule)
        whole = some or _matchers.cut(rule, facts, _CHAINED)
        files = facts.rows("files").get("") if whole or stated else facts.demand.get(rule.id, ())
        if files is None:
            yield Want(what="files")
            continue
        if stated:
            there = _there(rule, facts, files)
            asked, _, wants = _limited(rule, facts._replace(demand={rule.id: there}), there)
            yield from (*wants, *_asked.missing(rule, facts, asked, files))
        one = files if whole else facts.demand.get(rule.id, ())
        there = _there(rule, facts, one)
        yield from (_of_one if some else _of_each)(rule, facts._replace(demand={rule.id: there}), there)


def _there(rule: Rule, facts: Facts, files: tuple[str, ...]) -> tuple[str, ...]:
    """Return the files that are asked: near, not deleted, and in a language that is read."""
    gone = {change.path for change in facts.change if change.op == "delete"}
    text = all(part.relation == "text" for part in _matchers.split(rule))
    near = (path for path in files if rule.near.holds(path) and path not in gone)
    return tuple(path for path in near if text or languages.of(path) is not None)


def _of_each(rule: Rule, facts: Facts, files: tuple[str, ...]) -> Iterator[Finding | Want]:
    asked, needs, wants = _limited(rule, facts, files)
    yield from wants
    for part in needs:
        met, unknown = _met(part, facts, asked)
        yield from unknown
        # A want without paths (the graph) leaves every file open.
        unclear = {path for want in unknown for path in want.paths or asked}
        for path in sorted(set(asked) - met - unclear):
            if not _itself(part, path):
                yield _missing(rule, part, path, asked[path])


def _of_one(rule: Rule, facts: Facts, files: tuple[str, ...]) -> Iterator[Finding | Want]:
    asked, needs, wants = _limited(rule, facts, files)
    yield from wants
    for part in needs:
        met, unknown = _met(part, facts, asked)
        yield from unknown
        if asked and not wants and not unknown and not met & set(asked):
            first = min(asked)
            yield _missing(rule, part, first, asked[first], " (nor does any other of these files)")


def _limited(
    rule: Rule, facts: Facts, files: tuple[str, ...]
) -> tuple[dict[str, Row | None], tuple[Rule, ...], tuple[Want, ...]]:
    """Return the files that meet `where` with the row that does, the matchers, and what must be known first."""
    parts, cut = _matchers.split(rule), loads(rule.terms)["where"]
    asked: dict[str, Row | None] = {} if cut else dict.fromkeys(files)
    wants = []
    for part in parts[:cut]:
        for row in _matchers.rows(part, facts):
            if isinstance(row, Want):
                wants.append(row)
            elif row.hit:
                asked.setdefault(row.path, row)
    answered = _asked.answered(facts)
    needs = tuple(part for part in parts[cut:] if not (answered and part.relation == "packages"))
    return asked, needs, tuple(wants)


def _met(part: Rule, facts: Facts, asked: Iterable[str]) -> tuple[set[str], tuple[Want, ...]]:
    """Return which of the files that are asked have an entry of one matcher, and what must be known first."""
    seen = tuple(_matchers.rows(part, facts._replace(demand={part.id: tuple(sorted(asked))})))
    met = {row.path for row in seen if not isinstance(row, Want) and row.hit}
    return met, tuple(row for row in seen if isinstance(row, Want))


def _itself(part: Rule, path: str) -> bool:
    return any(entry.region.holds(path) for entry in part.far)


def _missing(rule: Rule, part: Rule, path: str, row: Row | None, more: str = "") -> Finding:
    """Make the finding of one file; it is anchored where `where` saw the fact, else at the file's first line."""
    texts = [entry.text for entry in part.far]
    what = texts[0] if len(texts) == 1 else "any of " + ", ".join(texts)
    verb = _SAYS.get(part.relation, part.relation).removesuffix("s").replace("reache", "reach")
    lacks = "is not reached from" if part.relation == "reached_from" else f"does not {verb}"
    claim = f"{lacks} {what}{more}"
    line, column = (row.line, row.column) if row else (1, 1)
    return Finding(rule=rule.id, source=path, symbol=part.relation, claim=claim, line=line, column=column)


KIND = Kind(
    schema={
        "type": "object",
        "x-short": "imports",
        "x-relations": True,
        "properties": {
            "where": {"type": "object", "x-relations": True, "minProperties": 1},
            "some": {"type": "boolean"},
        },
        "additionalProperties": False,
        "minProperties": 1,
    },
    lower=lower,
    check=check,
    line="{near}: {far}",
    said=required,
)
