"""What is before the court on one day: the records, the links that stand, who removed whom, and the words to use.

Every later pass of the compiler reads it, and none changes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.decisions.components import vocabulary
from mneme_cli.decisions.enact import removers
from mneme_cli.decisions.known import duplicates, index
from mneme_cli.decisions.links import validate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import NamedTuple

    from mneme_cli.decisions.known import Known
    from mneme_cli.decisions.links import Standing
    from mneme_cli.decisions.selectors import Words
    from mneme_cli.model.corpus import Decision, Settings, Waiver
    from mneme_cli.model.layout import Layout
    from mneme_cli.model.problem import Problem

    Dictionary = Callable[[str, bool], Words]
    """(pack, is the rule final) → words."""
else:
    from mneme_cli.model.noun import NamedTuple


class Docket(NamedTuple):
    """removed: decision or rule id → the ids of the decisions that removed it.  problems: found on the way here.

    tests: globs of test files, whatever mneme.yaml calls one.
    """

    known: Known
    standing: Standing
    removed: Mapping[str, tuple[str, ...]]
    settings: Settings
    words: Dictionary
    tests: tuple[str, ...]
    as_of: int
    problems: tuple[Problem, ...]


def docket(
    records: tuple[Iterable[Decision], Iterable[Waiver]],
    settings: Settings,
    packs: Mapping[str, Settings],
    layouts: tuple[Layout, Layout],
    as_of: int,
    lost: frozenset[str] = frozenset(),
) -> Docket:
    """Index the records, drop the links that do not stand, and compile the components.

    layouts: with what mneme.yaml says of it, and without.  lost: files not read whole.
    """
    known = index(*records)._replace(lost=lost)
    standing = validate(known)
    words, wrong = _dictionary(settings, packs, layouts)
    return Docket(
        known=known,
        standing=standing,
        removed=removers(known, standing.links, as_of),
        settings=settings,
        words=words,
        tests=layouts[1].tests,
        as_of=as_of,
        problems=(*duplicates(known), *standing.problems, *wrong),
    )


def _dictionary(
    settings: Settings, packs: Mapping[str, Settings], layouts: tuple[Layout, Layout]
) -> tuple[Dictionary, list[Problem]]:
    """Compile the components once for each pack, and for each pack's final rules."""
    layout, bare_layout = layouts
    ours, problems = vocabulary(settings, layout)
    table: dict[tuple[str, bool], Words] = {("", False): ours, ("", True): ours}
    for name, brought in sorted(packs.items()):
        own, wrong = vocabulary(brought, layout)
        problems += wrong
        joined = own._replace(components={**own.components, **ours.components}, tags={**own.tags, **ours.tags})
        table |= {(name, False): joined, (name, True): _sealed(vocabulary(brought, bare_layout)[0], ours)}
    plain = ours if layout is bare_layout else vocabulary(settings, bare_layout)[0]
    bare = plain._replace(components={}, tags={}, hidden=tuple(ours.components))
    return lambda pack, final: table.get((pack, final), bare if final else ours), problems


def _sealed(own: Words, ours: Words) -> Words:
    return own._replace(hidden=tuple(name for name in ours.components if name not in own.components))
