"""Pass 1 of precedence: which links stand. A link with an error is reported and removes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.decisions.cycles import rings
from mneme_cli.decisions.known import nearest, problem, spelling, spot
from mneme_cli.model.corpus import Link
from mneme_cli.model.rule import written

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import NamedTuple

    from mneme_cli.decisions.known import Known
    from mneme_cli.model.corpus import Clause, Decision
    from mneme_cli.model.problem import Problem

    Check = Callable[[Link, Known], tuple[str, str, str] | None]
else:
    from mneme_cli.model.noun import NamedTuple

REMOVING = ("supersedes", "amends")
DECIDED = ("accepted", "deprecated", "retired")


class Standing(NamedTuple):
    """links: those that stand, sorted.  waives: the same of waivers, kind `waives`, source = the waiver's id."""

    links: tuple[Link, ...]
    waives: tuple[Link, ...]
    problems: tuple[Problem, ...]


def validate(known: Known) -> Standing:
    """Drop every link with an error, and only then the cycles among those that remain."""
    problems: list[Problem] = []
    links = [link for one in known.decisions.values() for link in one.links]
    links = [link for link in links if _stands(link, known, problems)]
    waives = [link for link in _waives(known) if _stands(link, known, problems)]
    ring = _cyclic(links, known)
    problems += [_cycle(link, path) for link, path in ring.items()]
    return Standing(
        links=tuple(sorted({link for link in links if link not in ring})),
        waives=tuple(sorted(set(waives))),
        problems=tuple(problems),
    )


def level(decision: Decision, clause: Clause) -> str:
    """Return the level that counts: a deprecated decision only advises."""
    return "advise" if decision.status == "deprecated" else clause.level


def _stands(link: Link, known: Known, problems: list[Problem]) -> bool:
    if _dangling(link, known) and known.may_hold(link.target.partition("#")[0]):
        return False  # what is wrong there has been said
    for code, check in _CHECKS:
        wrong = check(link, known)
        if wrong:
            special, message, fix = wrong
            at = f"line {link.place.line}: "
            problems.append(problem(special or code, link.place, f"{written(link.source)} {message}", at + fix))
            return False
    return True


def _waives(known: Known) -> list[Link]:
    return [
        Link(
            source=waiver.id,
            kind="waives",
            target=target,
            inside=waiver.inside,
            because=waiver.because,
            place=spot(waiver, f"waives.{number}"),
        )
        for waiver in known.waivers
        for number, target in enumerate(waiver.waives)
    ]


def _dangling(link: Link, known: Known) -> tuple[str, str, str] | None:
    record, _, rule = link.target.partition("#")
    if record in known.twins or link.target in known.decisions or link.target in known.rules:
        return None
    if record in known.decisions:
        keys = [clause.id.partition("#")[2] for clause in known.decisions[record].clauses]
        near = nearest(rule, keys)
        fix = f"write {record}#{near}" if near else f"name one of its rules: {', '.join(keys) or 'it has none'}"
        return "", f"{link.kind} {link.target}, but {record} has no rule '{rule}'", fix
    return "", f"{link.kind} {link.target}, and no decision has that id", _meant(link, known)


def _meant(link: Link, known: Known) -> str:
    """Say which decision may be meant by an id that none has; one without the rule of that key is not."""
    record, _, rule = link.target.partition("#")
    others = [id_ for id_ in known.decisions if id_ != link.source]
    same = next((id_ for id_ in others if spelling(id_) == spelling(record)), "")
    if same and rule:
        keys = [clause.id.partition("#")[2] for clause in known.decisions[same].clauses]
        near = nearest(rule, keys)
        return (
            f"write {same}#{near}" if near else f"name one of the rules of {same}: {', '.join(keys) or 'it has none'}"
        )
    near = same or nearest(record, (id_ for id_ in others if not rule or f"{id_}#{rule}" in known.rules))
    if not near:
        return f"name a decision of this tree, or remove {link.target}"
    return f"write {near}" if same else f"did you mean {near}#{rule}?" if rule else f"did you mean {near}?"


def _shape(link: Link, known: Known) -> tuple[str, str, str] | None:
    record, rule, _ = link.target.partition("#")
    if link.kind == "supersedes" and rule:
        return (
            "",
            f"supersedes the rule {link.target}",
            f"write `amends: [{link.target}]`, or supersede all of {record}",
        )
    if link.kind in ("supersedes", "relates") or rule:
        return None
    rules = [clause.id for clause in known.decisions[record].clauses] if record in known.decisions else []
    fix = f"name its rules, one by one: {', '.join(rules) or f'{record} has none'}"
    return "", f"{link.kind} all of {record}, but '{link.kind}' names rules", fix


def _itself(link: Link, known: Known) -> tuple[str, str, str] | None:
    if link.target.partition("#")[0] != link.source or link.source not in known.decisions:
        return None
    return "", f"{link.kind} itself", "name another decision, or remove the link (to excuse a place, use `except`)"


def _twin(link: Link, known: Known) -> tuple[str, str, str] | None:
    record = link.target.partition("#")[0]
    if record not in known.twins:
        return None
    files = ", ".join(place.path for place in known.twins[record])
    return (
        "",
        f"{link.kind} {link.target}, but several files carry {record}: {files}",
        "keep it; renumber one of the files",
    )


def _upward(link: Link, known: Known) -> tuple[str, str, str] | None:
    if link.kind not in (*REMOVING, "overrides"):
        return None
    source, target = known.decisions[link.source], known.decisions[link.target.partition("#")[0]]
    if link.kind == "overrides":
        if source.authority >= target.authority:
            return None
        fix = "remove the override; a higher authority supersedes or amends"
        return "", f"overrides {link.target}, a rule of lower authority", fix
    if source.authority <= target.authority:
        return None
    upstream = target.pack or target.place.path
    fix = f"override {_some_rule(link, target)} in your scope, or change it upstream in {upstream}"
    return "", f"{link.kind} {link.target}, which has higher authority (organisation over repository)", fix


def _some_rule(link: Link, target: Decision) -> str:
    return link.target if "#" in link.target else (target.clauses[0].id if target.clauses else target.id)


def _final(link: Link, known: Known) -> tuple[str, str, str] | None:
    if link.kind != "overrides" or level(*known.rules[link.target]) != "final":
        return None
    who = known.rules[link.target][1].waivable_by
    ask = f"ask {', '.join(who)} for a waiver" if who else "nobody may waive it: obey it"
    return (
        "",
        f"overrides {link.target}, which is final and stays enforced",
        f"remove the override; {ask}, or change it upstream",
    )


_CHECKS: tuple[tuple[str, Check], ...] = (
    ("E-DANGLING", _dangling),
    ("E-SCHEMA", _shape),
    ("E-SELF", _itself),
    ("E-DUP-ID", _twin),
    ("E-LAYER", _upward),
    ("E-FINAL", _final),
)


def _cyclic(links: list[Link], known: Known) -> dict[Link, tuple[str, ...]]:
    """Find the removing links inside a cycle. A proposal removes nothing, so it can close no cycle either."""
    removing = [link for link in links if link.kind in REMOVING and known.decisions[link.source].status in DECIDED]
    ring = rings((link.source, link.target.partition("#")[0]) for link in removing)
    inside = {link: ring.get(link.source, ()) for link in removing}
    return {link: path for link, path in sorted(inside.items()) if link.target.partition("#")[0] in path}


def _cycle(link: Link, ring: tuple[str, ...]) -> Problem:
    said = f"{link.source} {link.kind} {link.target}, and that leads back to {link.source} ({', '.join(ring)})"
    fix = f"line {link.place.line}: remove this link or another of the circle; until then none of them removes anything"
    return problem("E-CYCLE", link.place, said, fix)
