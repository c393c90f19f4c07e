"""One rule as a line of the compiled policy: plain data, and back.

Apart from the policy itself, because a hook whose file nothing governs reads no line at all.
"""

from __future__ import annotations

from mneme_cli.model.region import Region
from mneme_cli.model.rule import Aside, Rule, Texts, shared, written
from mneme_cli.model.scan import loads
from mneme_cli.model.selector import Selector

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_TOKENS, _DECLARED = Rule._fields.index("tokens"), Rule._fields.index("declared")


def write_rule(rule: Rule) -> list[Any]:
    """Make plain data of a rule, without its texts."""
    fields: list[Any] = list(rule[:-1])
    for at in (_TOKENS, _DECLARED):
        fields[at] = [token.decode("ascii") for token in fields[at]]
    return fields


def read_rule(fields: list[Any]) -> Rule:
    """Make a rule of plain data."""
    named = dict(zip(Rule._fields, fields, strict=False))
    named["near"] = _region(named["near"])
    named["far"] = tuple(map(_selector, named["far"]))
    for name in ("tokens", "declared"):
        named[name] = tuple(token.encode() for token in named[name])
    named["asides"] = tuple(map(_aside, named["asides"]))
    named["reads"], named["waivable_by"] = tuple(named["reads"]), tuple(named["waivable_by"])
    return Rule(**named)


def only(these: frozenset[bytes], those: frozenset[bytes]) -> frozenset[bytes]:
    """Return the rules that only the first policy has; that two files share an id, or no longer do, changes no rule."""
    there = [_parts(line) for line in those - these]
    named, said = {(written(name), rest) for name, rest in there}, {rest for _, rest in there}
    out = []
    for line in these - those:
        name, rest = _parts(line)
        if (written(name), rest) not in named and not (shared(name) and rest in said):
            out.append(line)
    return frozenset(out)


def _parts(line: bytes) -> tuple[str, str]:
    name, *rest = loads(line.decode())
    return name, repr(rest)


def read_texts(fields: list[Any]) -> Texts:
    """Make what a rule says to people of plain data."""
    texts = Texts(**dict(zip(Texts._fields, fields, strict=True)))
    return texts._replace(history=tuple(texts.history), waivable_by=tuple(texts.waivable_by))


def _region(fields: list[Any]) -> Region:
    inside, outside, allof = fields
    return Region(inside=tuple(inside), outside=tuple(outside), allof=tuple(map(_region, allof)))


def _selector(fields: list[Any]) -> Selector:
    text, form, region, names, packages, versions = fields
    return Selector(
        text=text,
        form=form,
        region=_region(region),
        names=tuple(names),
        packages=tuple(packages),
        versions=versions,
    )


def _aside(fields: list[Any]) -> Aside:
    how, by, why, where, target, until, approver, hide = fields
    return Aside(how, by, why, _region(where), tuple(map(_selector, target)), until, approver, hide)
