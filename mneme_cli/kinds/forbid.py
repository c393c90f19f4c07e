"""Bans what a file may not have to do with anything.

Says:
    These files do not import, reach, call, name, say or change that.

Why:
    A boundary holds only if the first import across it is noticed. Most decisions of a team are bans: "the domain
    knows no database", "nobody calls print in a library", "migrations that ran are never edited".

Breaks:
    A file that `in` selects and one entry of one matcher: `imports` (one step), `reaches` (any chain), `packages`,
    `calls`, `symbols`, `text`, `paths` with `on`, `written`, `unresolved: true`. Any matcher, any entry is a finding.
    `packages` are found where they are imported and where a manifest declares them; `{name, versions}` means a range,
    `groups` some groups of declarations, `transitive: true` what only a lock names as well.
    An import through a re-export counts for where the name is defined; `through: false` keeps to what is written.

Holds:
    An entry never applies to files that it selects itself. A comment or a string that mentions a name is no use of it.
    What `except` names is set aside with its reason. A declaration is no finding while an import of that package below
    the manifest is set aside.

Instead:
    Say it in `say`: the port, the wrapper, the newer function that people are to use.

Example:
    forbid:
      imports:
        - sqlalchemy
        - shop.infra
    in:
      - src/shop/domain/**

Code:
    # src/shop/domain/order.py
    from shop.domain import ports
    from sqlalchemy.orm import Session  # breaks
    from shop.infra import db  # breaks

    # src/shop/domain/ports.py
    # src/shop/infra/db.py
    import sqlalchemy
"""

from __future__ import annotations

from mneme_cli.kinds import Kind, _matchers
from mneme_cli.model.fact import Want

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from mneme_cli.kinds import Select
    from mneme_cli.model.fact import Facts
    from mneme_cli.model.finding import Finding
    from mneme_cli.model.rule import Rule


def lower(params: Any, rule: Rule, select: Select) -> Rule:
    """Compile the matchers into the parts of one rule."""
    named = params if isinstance(params, dict) else {"imports": params}
    banned = rule._replace(kind="forbid")
    return _matchers.join(banned, _matchers.lower(named, banned, select))


def check(rules: tuple[Rule, ...], facts: Facts) -> Iterator[Finding | Want]:
    """Yield a finding for every row that an entry selects."""
    for said in _matchers.every(rules, facts):
        if isinstance(said, Want):
            yield said
        elif said[1].hit and not said[1].own:
            yield _matchers.finding(*said)


def _said(rule: Rule) -> str:
    from mneme_cli.kinds._said import phrases

    return ", never ".join(phrases(rule))


KIND = Kind(
    schema={
        "type": "object",
        "x-short": "imports",
        "x-relations": True,
        "properties": {},
        "additionalProperties": False,
        "minProperties": 1,
    },
    lower=lower,
    check=check,
    line="{near}: never {far}",
    said=_said,
)
