"""A rule in words: what it names and every term that changes what it means, for the one line that people read of it."""

from __future__ import annotations

from mneme_cli import relations
from mneme_cli.kinds import _matchers
from mneme_cli.model.scan import loads

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from mneme_cli.model.rule import Rule
    from mneme_cli.model.selector import Selector


def listed(selectors: Iterable[Selector], word: str = ", ") -> str:
    """Write the texts of selectors."""
    return word.join(one.text for one in selectors)


def phrase(part: Rule, word: str = ", ") -> str:
    """Write what one part asks about: `imports a, b`, `leads to c`, `lets anybody edit or delete d`."""
    terms: dict[str, Any] = loads(part.terms)
    said = relations.take(part.relation).phrase.replace("{on}", " or ".join(terms.get("on", ())))
    seen = " (as written)" if part.relation == "imports" and part.kind == "forbid" and not part.through else ""
    return said.replace("{far}", listed(part.far, word)) + seen


def phrases(rule: Rule) -> list[str]:
    """Write what each part asks about."""
    return [phrase(part) for part in _matchers.split(rule)]


def any_chain(terms: Any) -> str:
    """Say how far a law reaches."""
    return "by a single import" if terms.get("direct") else "by any chain"


def required(rule: Rule) -> str:
    """Write a demand: of whom, and what."""
    terms, parts = loads(rule.terms), _matchers.split(rule)
    limits = " and ".join(phrase(part, " or ") for part in parts[: terms["where"]])
    who = ("some file" if terms["some"] else "each file") + (f" that {limits}" if limits else "")
    return f"{who} {' and '.join(phrase(part, ' or ') for part in parts[terms['where'] :])}"


def ordered(rule: Rule) -> str:
    """Write an order of parts as it is written in a decision: `a over [b, c] over {d, e}`."""
    terms = loads(rule.terms)
    optional = set(terms["optional"])
    names = [f"{name}{'?' * (at in optional)}" for at, name in enumerate(terms["names"])] or [
        one.text for one in rule.far
    ]
    out = []
    for at, group in enumerate(terms["levels"]):
        inner = ", ".join(names[unit] for unit in group)
        out.append(f"{{{inner}}}" if at in terms["peers"] else f"[{inner}]" if len(group) > 1 else inner)
    said = f"{' over '.join(out)}: no lower reaches a higher, {any_chain(terms)}"
    for at in terms["closed"]:
        said += f"; nothing skips {out[at]}"
    if terms["names"]:
        said += f"; in each of {listed(rule.far)}"
    if "but" in terms:
        said += "; every child is listed" + (f", but {', '.join(terms['but'])}" if terms["but"] else "")
    return said
