"""Decisions in, rules out: the whole compiler on one page. Pure; the day is an argument; file order never matters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.decisions.asides import overrides, waivers
from mneme_cli.decisions.components import vocabulary, where
from mneme_cli.decisions.enact import SPEAKING, live, removers, window
from mneme_cli.decisions.known import duplicates, index
from mneme_cli.decisions.links import level, validate
from mneme_cli.decisions.lower import lower, near
from mneme_cli.decisions.reader import Must, Reader
from mneme_cli.decisions.selectors import union
from mneme_cli.decisions.states import states
from mneme_cli.decisions.texts import before, texts
from mneme_cli.model.corpus import Corpus, Settings
from mneme_cli.model.selector import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import NamedTuple

    from mneme_cli.decisions.asides import Dictionary, Tags
    from mneme_cli.decisions.known import Known
    from mneme_cli.decisions.links import Standing
    from mneme_cli.decisions.lower import Lowered, Take
    from mneme_cli.decisions.selectors import Words
    from mneme_cli.model.corpus import Clause, Decision, Waiver
    from mneme_cli.model.layout import Layout
    from mneme_cli.model.problem import Problem
    from mneme_cli.model.region import Region
    from mneme_cli.model.rule import Rule, Texts
else:
    from mneme_cli.model.noun import NamedTuple


class Compiled(NamedTuple):
    """The policy of one tree, for every day from since (inclusive) to until (exclusive).

    rules: live ones, by id.  texts: by rule id.  regions: where every rule that was ever written would speak, by id.
    musts: what has to exist (`lint`).  components: name → region, of mneme.yaml.  excluded: what it excludes.
    """

    corpus: Corpus
    rules: tuple[Rule, ...] = ()
    texts: Mapping[str, Texts] = {}
    since: int = 0
    until: int = 0
    regions: Mapping[str, Region] = {}
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
) -> Compiled:
    """Compile all records of one tree as of one day. packs: name → the settings that the pack itself brings."""
    problems = tuple(problems)
    known = index(decisions, waivers)
    standing = validate(known)
    removed = removers(known, standing.links, as_of)
    ids = live(known, removed, as_of)
    words, wrong = _dictionary(settings, packs, layout)
    found = [*problems, *_fresh(duplicates(known), problems), *standing.problems, *wrong]
    tags = _tags(known, standing, removed, settings, as_of, words, found)
    excluded = _excluded(settings, Reader(words("", False), found))
    made = {id_: _lowered(known, id_, tags, words, take, excluded.inside) for id_ in _coming(known, removed, as_of)}
    found += [one for lowered in made.values() for one in lowered.problems]
    rules = tuple(rule for id_ in ids if (rule := made[id_].rule))
    past = before(known, standing.links, removed)
    since, until = window(known, as_of)
    return Compiled(
        corpus=Corpus(
            decisions=tuple(known.decisions.values()),
            waivers=known.waivers,
            settings=settings,
            links=standing.links,
            states=states(known, removed, as_of),
            live=ids,
            problems=tuple(sorted(set(found), key=_order)),
            as_of=as_of,
        ),
        rules=rules,
        texts={rule.id: texts(known, rule, take, past, removed, as_of) for rule in rules},
        since=since,
        until=until,
        regions=_regions(known, words),
        musts=(*_declared(settings, words), *(must for id_ in ids for must in made[id_].musts)),
        components=words("", False).components,
        excluded=excluded,
    )


def _fresh(problems: Iterable[Problem], told: Iterable[Problem]) -> list[Problem]:
    """Leave out the duplicate ids that the loader has reported already, file by file."""
    files = {one.path for one in told if one.code == "E-DUP-ID"}
    return [one for one in problems if one.path not in files]


def _order(problem: Problem) -> tuple[str, int, int, str, str]:
    return problem.path, problem.line, problem.column, problem.code, problem.message


def _coming(known: Known, removed: Mapping[str, tuple[str, ...]], as_of: int) -> tuple[str, ...]:
    """Name the rules that are live or will be, so that what is wrong is said before the day it begins to matter."""
    return tuple(
        id_
        for id_, (decision, _) in sorted(known.rules.items())
        if decision.status in SPEAKING
        and not {id_, decision.id} & removed.keys()
        and not (decision.expires and decision.expires < as_of)
    )


def _dictionary(settings: Settings, packs: Mapping[str, Settings], layout: Layout) -> tuple[Dictionary, list[Problem]]:
    """Compile the components once for each pack, and for each pack's final rules."""
    ours, problems = vocabulary(settings, layout)
    table: dict[tuple[str, bool], Words] = {("", False): ours, ("", True): ours}
    for name, brought in sorted(packs.items()):
        own, wrong = vocabulary(brought, layout)
        problems += wrong
        joined = own._replace(components={**own.components, **ours.components}, tags={**own.tags, **ours.tags})
        table |= {(name, False): joined, (name, True): _sealed(own, ours)}
    bare = ours._replace(components={}, tags={}, hidden=tuple(ours.components))
    return lambda pack, final: table.get((pack, final), bare if final else ours), problems


def _sealed(own: Words, ours: Words) -> Words:
    return own._replace(hidden=tuple(name for name in ours.components if name not in own.components))


def _tags(
    known: Known,
    standing: Standing,
    removed: Mapping[str, tuple[str, ...]],
    settings: Settings,
    as_of: int,
    words: Dictionary,
    found: list[Problem],
) -> Tags:
    out: Tags = {}
    for tags, wrong in (
        overrides(known, standing, removed, as_of, words),
        waivers(known, standing, settings, as_of, words),
    ):
        found += wrong
        for rule, asides in tags.items():
            out.setdefault(rule, []).extend(asides)
    return out


def _lowered(known: Known, id_: str, tags: Tags, words: Dictionary, take: Take, exclude: tuple[str, ...]) -> Lowered:
    decision, clause = known.rules[id_]
    sealed = _is_sealed(decision, clause)
    return lower(decision, clause, tags.get(id_, ()), words(decision.pack, sealed), take, () if sealed else exclude)


def _excluded(settings: Settings, reader: Reader) -> Region:
    """Return what mneme.yaml excludes: no finding is ever anchored there."""
    every = [reader.at(text, where(settings, f"exclude.{at}"), here=True) for at, text in enumerate(settings.exclude)]
    return union(one.region for one in every) if every else NOWHERE


def _is_sealed(decision: Decision, clause: Clause) -> bool:
    """Tell whether it is a pack's final rule, which nothing of the repository may soften."""
    return bool(decision.pack) and level(decision, clause) == "final"


def _regions(known: Known, words: Dictionary) -> dict[str, Region]:
    return {
        id_: near(decision, clause, Reader(words(decision.pack, _is_sealed(decision, clause)), []))
        for id_, (decision, clause) in sorted(known.rules.items())
    }


def _declared(settings: Settings, words: Dictionary) -> tuple[Must, ...]:
    return tuple(
        Must(what="component", text=name, region=region, place=where(settings, f"components.{name}"))
        for name, region in words("", False).components.items()
        if region.inside
    )
