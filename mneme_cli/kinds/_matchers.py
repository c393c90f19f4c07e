"""Several relations under one verb: `forbid: {imports: [...], calls: [...]}` is one rule with parts.

A rule with one part is that part: its relation, far and terms lie in the rule itself. A rule with more has no relation
of its own; its far side is theirs in a row, and `terms.parts` says which stretch belongs to whom.
"""

from __future__ import annotations

from mneme_cli import relations, shelf
from mneme_cli.model.fact import Want
from mneme_cli.model.finding import Finding
from mneme_cli.model.scan import dumps, loads

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from mneme_cli.kinds import Select
    from mneme_cli.model.fact import Facts
    from mneme_cli.model.rule import Rule
    from mneme_cli.model.selector import Selector
    from mneme_cli.relations import Row


def lower(params: Mapping[str, Any], rule: Rule, select: Select, verb: str = "", key: str = "") -> tuple[Rule, ...]:
    """Compile every matcher of a verb's map into a rule of one relation, sorted by relation.

    verb: whose words may stand here, if it is not the rule's own.  key: of the verb, under which the map stands.

    Raises:
        ValueError: a word is no relation of this verb, or an option stands there without its relation.
    """
    words, parts, used = _words(verb or rule.kind), [], set()
    for word in sorted(set(params) & set(words)):
        options = {key: params[key] for key in relations.take(word).options if key in params}
        used |= {word, *options}
        value = {word: params[word], **options} if options else params[word]
        parts.append(_lower(word, value, rule, select, key))
    if left := sorted(set(params) - used):
        raise ValueError(f"{left[0]}: belongs to none of {', '.join(sorted(used)) or 'nothing'} beside it")
    if not parts:
        raise ValueError(f"nothing to look for: write one of {', '.join(words)}")
    return tuple(parts)


def _lower(word: str, value: Any, rule: Rule, select: Select, key: str) -> Rule:
    """Compile one matcher; what is wrong in it says the whole way to the entry, by which its line is found."""
    try:
        return relations.take(word).lower(value, rule, select)
    except ValueError as wrong:
        said = str(wrong)
        raise ValueError(f"{key}.{said}" if key and said.startswith((f"{word}.", f"{word}:")) else said) from None


_WORDS: dict[str, tuple[str, ...]] = {}
"""Verb → its words: the shelf is listed once, not for every rule."""


def _words(verb: str) -> tuple[str, ...]:
    if verb not in _WORDS:
        names = shelf.names("mneme_cli.relations")
        _WORDS[verb] = tuple(name for name in names if verb in relations.take(name).verbs)
    return _WORDS[verb]


def join(rule: Rule, parts: tuple[Rule, ...], terms: Mapping[str, Any] | None = None) -> Rule:
    """Make one rule of its parts; terms are the verb's own."""
    own = dict(terms or {})
    if len(parts) == 1 and not own:
        return parts[0]
    listed: list[list[Any]] = []
    far: tuple[Selector, ...] = ()
    for part in parts:
        cut = (len(far), len(far) + len(part.far))
        listed.append([part.relation, *cut, part.through, loads(part.terms)])
        far += part.far
    words = [part.declared for part in parts]
    blind = any(not part.tokens for part in parts)
    return rule._replace(
        relation=parts[0].relation if len(parts) == 1 else "",
        far=far,
        tokens=() if blind else tuple(sorted({token for part in parts for token in part.tokens})),
        declared=(b"*",) if (b"*",) in words else tuple(sorted({word for each in words for word in each})),
        through=any(part.through for part in parts),
        everywhere=any(part.everywhere for part in parts),
        moment="change" if any(part.moment == "change" for part in parts) else "edit",
        terms=dumps({**own, "parts": listed}),
    )


def split(rule: Rule) -> tuple[Rule, ...]:
    """Return the parts of a rule, each with one relation."""
    if '"parts"' not in rule.terms:
        return (rule,)
    return tuple(
        rule._replace(relation=relation, far=rule.far[start:end], through=through, terms=dumps(terms))
        for relation, start, end, through, terms in loads(rule.terms)["parts"]
    )


def rows(part: Rule, facts: Facts) -> Iterator[Row | Want]:
    """Yield the rows of one part."""
    return relations.take(part.relation).rows(part, facts)


def counted(rule: Rule, facts: Facts, side: str, paths: tuple[str, ...]) -> tuple[tuple[Row, ...], tuple[Want, ...]]:
    """Return the rows of a rule in some files on one side of a change, in order, and what must be known first."""
    seen = facts._replace(after=facts.after if side == "after" else facts.before, demand={rule.id: paths})
    found, wants = [], []
    for part in split(rule):
        for row in rows(part, seen):
            if isinstance(row, Want):
                wants.append(row._replace(side=side))
            elif row.hit and not row.own:
                found.append(row)
    return tuple(sorted(found, key=lambda row: (row.path, row.line, row.column, row.claim))), tuple(wants)


def every(rules: tuple[Rule, ...], facts: Facts) -> Iterator[tuple[Rule, Row] | Want]:
    """Yield the rows of all parts of all rules, each with its rule; a relation that can take many at once does."""
    sorts: dict[str, list[Rule]] = {}
    for rule in rules:
        for part in split(rule):
            sorts.setdefault(part.relation, []).append(part)
    for name, parts in sorts.items():
        relation = relations.take(name)
        if relation.many:
            yield from relation.many(tuple(parts), facts)
            continue
        for part in parts:
            for row in relation.rows(part, facts):
                yield row if isinstance(row, Want) else (part, row)


def finding(rule: Rule, row: Row) -> Finding:
    """Make the finding of one row."""
    return Finding(
        rule=rule.id,
        source=row.path,
        target=row.target,
        symbol=row.symbol,
        claim=row.claim,
        line=row.line,
        column=row.column,
        kinds=row.kinds,
        chain=row.chain,
        status="existing" if row.known else "",
    )


def listed(value: Any) -> list[Any]:
    """Read a selector or a list of selectors as a list."""
    return [value] if isinstance(value, (str, dict)) else list(value)


def cut(rule: Rule, facts: Facts, chained: frozenset[str]) -> bool:
    """Tell whether a change may have cut a chain that a file has which it leaves alone."""
    return bool(facts.removed) and any(part.relation in chained for part in split(rule))
