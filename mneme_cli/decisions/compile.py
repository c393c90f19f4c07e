"""Decisions in, rules out: the whole compiler on one page. Pure; the day is an argument; file order never matters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.decisions.asides import overrides, waivers
from mneme_cli.decisions.components import where
from mneme_cli.decisions.docket import docket
from mneme_cli.decisions.enact import SPEAKING, live, window
from mneme_cli.decisions.join import joined
from mneme_cli.decisions.links import level
from mneme_cli.decisions.lower import drafted, lower, near
from mneme_cli.decisions.musts import declared
from mneme_cli.decisions.reader import Must, Reader
from mneme_cli.decisions.states import states
from mneme_cli.decisions.texts import before, texts
from mneme_cli.model.corpus import Corpus
from mneme_cli.model.selector import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import NamedTuple

    from mneme_cli.decisions.asides import Tags, Written
    from mneme_cli.decisions.docket import Docket
    from mneme_cli.decisions.lower import Lowered, Take
    from mneme_cli.model.corpus import Clause, Decision, Link, Settings, Waiver
    from mneme_cli.model.layout import Layout
    from mneme_cli.model.problem import Problem
    from mneme_cli.model.region import Region
    from mneme_cli.model.rule import Aside, Rule, Texts
else:
    from mneme_cli.model.noun import NamedTuple


class Compiled(NamedTuple):
    """The policy of one tree, for every day from since (inclusive) to until (exclusive).

    rules: live ones, by id.  texts: by rule id.  regions: where every rule that was ever written would speak, by id.
    overriding: (rule id, override) → the link that says it.
    musts: what has to exist (`lint`).  components: name → region, of mneme.yaml.  excluded: what it excludes.
    """

    corpus: Corpus
    rules: tuple[Rule, ...] = ()
    texts: Mapping[str, Texts] = {}
    since: int = 0
    until: int = 0
    regions: Mapping[str, Region] = {}
    overriding: Mapping[tuple[str, Aside], Link] = {}
    musts: tuple[Must, ...] = ()
    components: Mapping[str, Region] = {}
    excluded: Region = NOWHERE


def compile(  # noqa: A001, PLR0913 - the verb of the room, and everything that a policy depends on, by name
    decisions: Iterable[Decision],
    waivers: Iterable[Waiver],
    settings: Settings,
    layout: Layout,
    as_of: int,
    take: Take,
    problems: Iterable[Problem] = (),
    *,
    packs: Mapping[str, Settings] = {},
    sealed: Layout | None = None,
) -> Compiled:
    """Compile all records of one tree as of one day.

    packs: name → the settings that the pack itself brings.  sealed: the layout without what mneme.yaml says of it, by
        which final rules of packs go; None = it says nothing.
    """
    told = tuple(problems)
    lost = frozenset(one.path for one in told if one.fatal and one.code != "E-DUP-ID")
    today = docket((decisions, waivers), settings, packs, (layout, sealed or layout), as_of, lost)
    return _compiled(today, take, [*told, *_fresh(today.problems, told)])


def _compiled(today: Docket, take: Take, found: list[Problem]) -> Compiled:
    """Run the passes over what is on the docket. found: what is wrong already; more is added."""
    known, ours = today.known, today.words("", False)
    links: Written = {}
    tags = _tags(today, found, links)
    excluded = _excluded(today.settings, Reader(ours, found))
    made = {id_: _lowered(today, id_, tags, take, excluded.inside) for id_ in _coming(today)}
    found += [one for lowered in made.values() for one in lowered.problems]
    found += _drafted(today, take)
    ids = live(known, today.removed, today.as_of)
    rules = tuple(rule for id_ in ids if (rule := made[id_].rule))
    past = before(known, today.standing.links, today.removed)
    since, until = window(known, today.as_of)
    return Compiled(
        corpus=_corpus(today, ids, found),
        rules=rules,
        texts={rule.id: texts(known, rule, take, past, today.removed, today.as_of) for rule in rules},
        since=since,
        until=until,
        regions=_regions(today),
        overriding=links,
        musts=(*declared(today.settings, ours), *(must for id_ in ids for must in made[id_].musts)),
        components=ours.components,
        excluded=excluded,
    )


def _corpus(today: Docket, ids: tuple[str, ...], found: Iterable[Problem]) -> Corpus:
    return Corpus(
        decisions=tuple(today.known.decisions.values()),
        waivers=today.known.waivers,
        settings=today.settings,
        links=today.standing.links,
        states=states(today.known, today.removed, today.as_of),
        live=ids,
        problems=tuple(sorted(dict.fromkeys(found), key=_order)),
        as_of=today.as_of,
    )


def _fresh(problems: Iterable[Problem], told: Iterable[Problem]) -> list[Problem]:
    """Leave out the duplicate ids that the loader has reported already, file by file."""
    files = {one.path for one in told if one.code == "E-DUP-ID"}
    return [one for one in problems if one.code != "E-DUP-ID" or one.path not in files]


def _order(problem: Problem) -> tuple[str, int, int, str, str]:
    return problem.path, problem.line, problem.column, problem.code, problem.message


def _coming(today: Docket) -> tuple[str, ...]:
    """Name the rules that are live or will be, so that what is wrong is said before the day it begins to matter."""
    return tuple(
        id_
        for id_, (decision, _) in sorted(today.known.rules.items())
        if decision.status in SPEAKING
        and not {id_, decision.id} & today.removed.keys()
        and not (decision.expires and decision.expires < today.as_of)
    )


def _tags(today: Docket, found: list[Problem], links: Written) -> Tags:
    """Gather what sets findings aside, rule by rule."""
    out: Tags = {}
    for tags, wrong in (overrides(today, links), waivers(today)):
        found += wrong
        for rule, asides in tags.items():
            out.setdefault(rule, []).extend(asides)
    return out


def _lowered(today: Docket, id_: str, tags: Tags, take: Take, exclude: tuple[str, ...]) -> Lowered:
    decision, clause = today.known.rules[id_]
    sealed = _is_sealed(decision, clause)
    words = today.words(decision.pack, sealed)
    tests = today.tests if sealed else None
    return lower(decision, clause, tags.get(id_, ()), words, take, () if sealed else exclude, tests)


def _drafted(today: Docket, take: Take) -> Iterator[Problem]:
    """Yield what is wrong in rules that do not stand, beside what the loader has said of them."""
    for decision in today.known.decisions.values():
        for draft in decision.drafts if decision.id not in today.removed else ():
            yield from drafted(decision, draft, today.words(decision.pack, _is_sealed(decision, draft.clause)), take)


def _excluded(settings: Settings, reader: Reader) -> Region:
    """Return what mneme.yaml excludes: no finding is ever anchored there."""
    every = [reader.at(text, where(settings, f"exclude.{at}"), here=True) for at, text in enumerate(settings.exclude)]
    return joined((one.region for one in every), where(settings, "exclude"), reader.problems) if every else NOWHERE


def _is_sealed(decision: Decision, clause: Clause) -> bool:
    """Tell whether it is a pack's final rule, which nothing of the repository may soften."""
    return bool(decision.pack) and level(decision, clause) == "final"


def _regions(today: Docket) -> dict[str, Region]:
    return {
        id_: near(decision, clause, Reader(today.words(decision.pack, _is_sealed(decision, clause)), []))
        for id_, (decision, clause) in sorted(today.known.rules.items())
    }
