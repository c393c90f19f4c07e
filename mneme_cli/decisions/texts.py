"""What a rule says to people: its title, why, what to do instead, and what it came from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mneme_cli.decisions.enact import start
from mneme_cli.decisions.links import DECIDED
from mneme_cli.decisions.paper import asked
from mneme_cli.model.day import show
from mneme_cli.model.fact import kind_names
from mneme_cli.model.rule import Texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mneme_cli.decisions.known import Known
    from mneme_cli.decisions.lower import Take
    from mneme_cli.model.corpus import Clause, Decision, Link
    from mneme_cli.model.rule import Rule

    Removed = Mapping[str, tuple[str, ...]]
    Past = Mapping[str, list[str]]

_PLACES = 6
_SENTENCE = re.compile(r"(.+?[.!?])(?:\s|$)")


def texts(known: Known, rule: Rule, take: Take, past: Past, removed: Removed, as_of: int) -> Texts:
    """Gather the texts of one live rule."""
    decision, clause = known.rules[rule.id]
    return Texts(
        title=decision.title,
        say=clause.say,
        why=reason(decision),
        line=_line(rule, take, clause.inside or decision.scope),
        source=f"{clause.place.path}:{clause.place.line}",
        history=(*_replaced(known, (decision.id, clause), past, removed), *_ended(rule, as_of)),
        since=start(decision, clause),
        authority="repository" if decision.authority else "organisation",
        level=rule.level,
        waivable_by=rule.waivable_by,
    )


def reason(one: Decision) -> str:
    """Return why a decision was made, in a sentence; a question that nobody has answered is no reason."""
    said = {key: getattr(one, key) for key in ("context", "decision")}
    return sentence(next((text for key, text in said.items() if text and not asked(key, text)), ""))


def _line(rule: Rule, take: Take, places: Sequence[str]) -> str:
    """Write the rule in one line, with the kinds of edges it looks at; many places must not bury what holds."""
    kind = take(rule.kind)
    some = [f"only {' or '.join(kind_names(rule.edges))}"] if rule.edges else []
    some += [f"not {' or '.join(kind_names(rule.without))}"] if rule.without else []
    more = f" and {len(places) - _PLACES} more" if len(places) > _PLACES else ""
    inside = ", ".join(places[:_PLACES]) + more or "the whole repository"
    return kind.line.format(near=inside, far=kind.said(rule)) + (f" (edges: {', '.join(some)})" if some else "")


def before(known: Known, links: Iterable[Link], removed: Removed) -> Past:
    """Return decision → what it removed, if that had ever been decided."""
    out: dict[str, list[str]] = {}
    for link in links:
        was = known.decisions[link.target.partition("#")[0]].status if link.target in removed else ""
        if was in DECIDED and link.source in removed[link.target]:
            out.setdefault(link.source, []).append(link.target)
    return out


def sentence(text: str) -> str:
    """Return the first sentence, on one line."""
    flat = " ".join(text.split())
    found = _SENTENCE.match(flat)
    return found[1] if found else flat


def removal(known: Known, target: str, by: tuple[str, ...]) -> str:
    """Say who removed a record, and since when: all of them, if there were several."""
    word = "amended" if "#" in target and target in known.rules and not _whole(known, target, by) else "superseded"
    sources = [known.decisions[name] for name in by]
    return f"{target}  {word} " + " and ".join(f"by {one.id} on {show(start(one))}" for one in sources)


def _whole(known: Known, target: str, by: tuple[str, ...]) -> bool:
    record = target.partition("#")[0]
    return any(
        link.kind == "supersedes" and link.target == record for name in by for link in known.decisions[name].links
    )


def _replaced(known: Known, of: tuple[str, Clause], past: Past, removed: Removed) -> tuple[str, ...]:
    """Name what this rule came after, back to the first record: a rule of the same key where there is one."""
    seen: dict[str, str] = {}
    todo, key = [of[0]], of[1].id.partition("#")[2]
    while todo:
        for target in past.get(todo.pop(), ()):
            record, _, rule = target.partition("#")
            if target in seen or (rule and rule != key and _has(known.decisions[record], key)):
                continue
            named = f"{record}#{key}" if not rule and _has(known.decisions[record], key) else target
            seen[target] = removal(known, named, removed[target])
            todo.append(record)
    return tuple(line for _, line in sorted(seen.items()))


def _has(decision: Decision, key: str) -> bool:
    return any(clause.id.partition("#")[2] == key for clause in decision.clauses)


def _ended(rule: Rule, as_of: int) -> tuple[str, ...]:
    """Name waivers that are over; how long ago is for the report to say, or the policy would change every day."""
    over = [aside for aside in rule.asides if aside.how == "waiver" and aside.until < as_of]
    return tuple(sorted({f"{aside.by}  ended {show(aside.until)}" for aside in over}))
