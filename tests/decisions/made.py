"""Hand-made records, a verb or two that lower them, and an evaluator small enough to be read at a glance."""

from __future__ import annotations

from mneme_cli.decisions.compile import compile as compiled
from mneme_cli.errors import MnemeError
from mneme_cli.kinds import Kind
from mneme_cli.model.corpus import Clause, Decision, Link, Place, Settings, Waiver
from mneme_cli.model.day import parse
from mneme_cli.model.layout import Layout

LAYOUT = Layout(
    roots=(("python", "src/"),),
    own=(("python", "shop", "src/"), ("python", "tool", "")),
    packages=(("yaml", "PyYAML"), ("requests", "requests"), ("foo", "Foo_Bar.baz"), ("bar", "foo-bar-baz")),
)
SETTINGS = Settings()
TODAY = "2026-11-20"


def clause(id_, verb="forbid", params=None, **more):
    place = more.pop("place", Place("x.yaml", 9, 5))
    return Clause(id=id_, verb=verb, params=params or {"imports": ["sqlalchemy"]}, place=place, **more)


def decision(
    id_, *, date="2026-01-01", status="accepted", supersedes=(), amends=(), overrides=(), rules=("x",), **more
):
    """Make a decision; rules are keys, or key → the fields of a clause."""
    path = more.pop("path", f"docs/decisions/{id_.replace(':', '-')}.yaml")
    for day in ("effective", "expires", "review_by"):
        if isinstance(more.get(day), str):
            more[day] = parse(more[day])
    links = [Link(source=id_, kind="supersedes", target=to, place=Place(path, 5, 15)) for to in supersedes]
    links += [Link(source=id_, kind="amends", target=to, place=Place(path, 6, 11)) for to in amends]
    for entry in overrides:
        to, inside = entry if isinstance(entry, tuple) else (entry, ())
        links.append(
            Link(source=id_, kind="overrides", target=to, inside=inside, because="here", place=Place(path, 7, 9))
        )
    links += [Link(source=id_, kind="relates", target=to, place=Place(path, 8, 9)) for to in more.pop("relates", ())]
    given = rules if isinstance(rules, dict) else {key: {} for key in rules}
    clauses = tuple(clause(f"{id_}#{key}", **{"place": Place(path, 9, 3), **fields}) for key, fields in given.items())
    authority = more.pop("authority", 0 if ":" in id_ else 1)
    return Decision(
        id=id_,
        title=f"About {id_}",
        status=status,
        date=parse(date) if isinstance(date, str) else date,
        links=tuple(links),
        clauses=clauses,
        authority=authority,
        pack=id_.partition(":")[0] if ":" in id_ else "",
        place=Place(path, 1, 1),
        **more,
    )


def waiver(id_, *waives, until="2026-12-31", by="platform", inside=(), **more):
    path = more.pop("path", f"docs/decisions/{id_}.yaml")
    return Waiver(
        id=id_,
        waives=waives,
        until=parse(until) if isinstance(until, str) else until,
        approved_by=by,
        because="vendor",
        inside=inside,
        place=Place(path, 1, 1),
        places={"waives.0": Place(path, 2, 9), "approved_by": Place(path, 5, 14)},
        **more,
    )


def lower(params, rule, select):
    """Lower any of the small verbs: one relation, a list of selectors."""
    if isinstance(params, list):
        raise ValueError(f"imports.2: '{params[-1]}' stands twice")  # noqa: TRY004 - what kinds raise
    if "order" in params:
        return rule._replace(far=tuple(select(text) for text in params["order"]), everywhere=True)
    relation, targets = next(iter(params.items()))
    if targets == "broken":
        raise ValueError(f"{relation}: a list is needed")
    return rule._replace(relation=relation, far=tuple(select(text) for text in targets), tokens=(b"import",))


def take(name):
    if name not in ("forbid", "only", "require", "layers"):
        raise MnemeError(f"there is no '{name}' in kinds", "one of: forbid, layers, only, require")
    return Kind(schema={}, lower=lower, check=lambda _rules, _facts: iter(()), line=name + " {far} in {near}")


def build(*records, as_of=TODAY, settings=SETTINGS, layout=LAYOUT, **more):
    """Compile decisions and waivers, in the order given."""
    decisions = [one for one in records if isinstance(one, Decision)]
    waivers = [one for one in records if isinstance(one, Waiver)]
    day = parse(as_of) if isinstance(as_of, str) else as_of
    return compiled(decisions, waivers, settings, layout, day, take, **more)


def state(policy, id_):
    found = policy.corpus.states[id_]
    return found.state, found.by


def codes(policy):
    return [one.code for one in policy.corpus.problems]


def findings(policy, edges):
    """Judge (path, target) pairs: (rule, path, target, tag) with the first tag that holds, '' = it counts."""
    day = policy.corpus.as_of
    return {
        (rule.id, path, target, _tag(rule, path, target, day), rule.level)
        for rule in policy.rules
        for path, target in edges
        if rule.near.holds(path) and any(one.selects(target, target) for one in rule.far)
    }


def _tag(rule, path, target, day):
    for aside in rule.asides:
        chosen = not aside.target or any(one.selects(target, target) for one in aside.target)
        if chosen and aside.where.holds(path) and (not aside.until or day <= aside.until):
            return f"{aside.how} {aside.by}"
    return ""


def counting(policy, edges):
    """Return the findings that nothing sets aside."""
    return {(rule, path, target) for rule, path, target, tag, _ in findings(policy, edges) if not tag}
