"""The decisions of one tree, rich: for people's commands, lint, graph and review. The judge never sees this."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, NamedTuple

    from mneme_cli.model.problem import Problem
else:
    from mneme_cli.model.noun import NamedTuple

STATUSES = ("proposed", "accepted", "deprecated", "rejected", "retired")
STATES = ("not-decided", "scheduled", "in-force", "advisory", "superseded", "amended", "expired", "retired")


class Place(NamedTuple):
    """Where something was written. path is relative to the root; line and column count from 1."""

    path: str
    line: int = 1
    column: int = 1


class Clause(NamedTuple):
    """One rule as written: exactly one verb with its parameters, and modifiers. All values are plain data.

    id: full (`ADR-0012#no-orm`).  inside: `in`, or () = the decision's scope alone.
    excuses: `except`, (what, why, hide) in written order.  standing: those of them that may excuse nothing.
    places: key path (`"forbid.imports.0"`) → Place, for errors.
    """

    id: str
    verb: str
    params: Any
    inside: tuple[str, ...] = ()
    excuses: tuple[tuple[str, str, bool], ...] = ()
    when: Mapping[str, Any] = {}
    begins: int = 0
    level: str = "normal"
    waivable_by: tuple[str, ...] = ()
    say: str = ""
    may_be_empty: bool = False
    place: Place = Place("")
    places: Mapping[str, Place] = {}
    standing: tuple[str, ...] = ()


class Draft(NamedTuple):
    """What is left of a rule that does not stand, read for whatever else is wrong. whole: its verb is as written."""

    clause: Clause
    whole: bool = False


class Link(NamedTuple):
    """A link between records. kind: supersedes | amends | overrides | relates. target: a decision or rule id."""

    source: str
    kind: str
    target: str
    inside: tuple[str, ...] = ()
    because: str = ""
    place: Place = Place("")


class Decision(NamedTuple):
    """One decision as written and validated. Days are `model.day` integers, 0 = not given.

    authority: 0 organisation (a pack), 1 repository.  pack: name of the pack, "" = ours; ids of a pack carry `name:`.
    """

    id: str
    title: str
    status: str
    date: int
    effective: int = 0
    expires: int = 0
    review_by: int = 0
    by: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    clauses: tuple[Clause, ...] = ()
    drafts: tuple[Draft, ...] = ()
    context: str = ""
    decision: str = ""
    consequences: str = ""
    alternatives: str = ""
    extra: Mapping[str, Any] = {}
    authority: int = 1
    pack: str = ""
    place: Place = Place("")
    places: Mapping[str, Place] = {}


class Waiver(NamedTuple):
    """A temporary exception, in a file of its own. until is inclusive."""

    id: str
    waives: tuple[str, ...]
    until: int
    approved_by: str
    because: str
    inside: tuple[str, ...] = ()
    place: Place = Place("")
    places: Mapping[str, Place] = {}
    pack: str = ""


class Settings(NamedTuple):
    """mneme.yaml, validated, every key with its default.

    components: name → (selectors, tags).  but: name → selectors of what a component leaves out.
    extends: packs.  packet: plain settings of the packet.
    """

    decisions: tuple[str, ...] = ("docs/decisions",)
    components: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    but: Mapping[str, tuple[str, ...]] = {}
    tests: tuple[str, ...] = ()
    source_roots: tuple[str, ...] = ()
    imports: Mapping[str, str] = {}
    exclude: tuple[str, ...] = ()
    extends: tuple[Mapping[str, str], ...] = ()
    approvers: tuple[str, ...] = ()
    base: str = ""
    packet: Mapping[str, Any] = {}
    on_policy_change: str = "ask"
    on_unparsed: str = "block"
    on_unresolved: str = "warn"
    on_hook_failure: str = "allow"
    places: Mapping[str, Place] = {}


class State(NamedTuple):
    """What a decision or a rule has come to at `as_of`: one of STATES, and by whom (ids, sorted) since when."""

    id: str
    state: str
    by: tuple[str, ...] = ()
    since: int = 0


class Corpus(NamedTuple):
    """Everything the compiler knows of one tree's decisions at one day.

    links: those that stand (links with an error are dropped and reported).  states: of decisions and of rules, by id.
    live: ids of rules in force, sorted.
    """

    decisions: tuple[Decision, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    settings: Settings = Settings()
    links: tuple[Link, ...] = ()
    states: Mapping[str, State] = {}
    live: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    as_of: int = 0
