"""The files of one policy → decisions, waivers and settings, with every problem of every file at once."""

from __future__ import annotations

import re

from mneme_cli.decisions import shelves
from mneme_cli.decisions.reading.node import GOT
from mneme_cli.decisions.reading.parse import parse
from mneme_cli.decisions.reading.track import Walk
from mneme_cli.decisions.reading.walk import read
from mneme_cli.decisions.shapes import decision, waiver
from mneme_cli.decisions.shapes import settings as mneme_yaml
from mneme_cli.model.corpus import Decision, Settings, Waiver
from mneme_cli.model.problem import Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from mneme_cli.decisions.reading.node import Node

    SchemaOf = Callable[[str], "dict[str, Any] | None"]
    Record = Decision | Waiver

SUFFIXES = (".yaml", ".yml")
_DECISION = {"title", "status", "date", "scope", "supersedes", "amends", "rules", "context", "decision"}
_WAIVER = {"waives", "until", "approved_by", "because"}


def load(
    files: Iterable[tuple[str, bytes]],
    schema_of: SchemaOf = shelves.schema_of,
    verbs: tuple[str, ...] | None = None,
    authority: int = 1,
    pack: str = "",
) -> tuple[tuple[Decision, ...], tuple[Waiver, ...], tuple[Problem, ...]]:
    """Read the files of decision folders: (path, bytes) pairs, in any order; what is no .yaml or .yml is ignored.

    Two files with one id are both returned, and reported. authority and pack follow from where the files lie.
    """
    known = {verb: schema_of(verb) or {} for verb in (shelves.verbs() if verbs is None else verbs)}
    shape = decision.schema(known)
    records: list[Record] = []
    problems: list[Problem] = []
    for path, data in sorted(files):
        if path.endswith(SUFFIXES):
            made, found = _record(path, data, shape, known, pack)
            records += made
            problems += found
    problems += _doubles(records)
    decisions = tuple(one._replace(authority=authority) for one in records if isinstance(one, Decision))
    return decisions, tuple(one for one in records if isinstance(one, Waiver)), tidy(problems)


def _record(
    path: str, data: bytes, shape: dict[str, Any], verbs: dict[str, Any], pack: str
) -> tuple[list[Record], list[Problem]]:
    """Read one file of a decisions folder."""
    root, problems, text = parse(path, data)
    if root is None or root.kind != "map":
        return [], [*problems, *_no_map(path, root, problems)]
    keys = {key.value: value for key, value in root.value}
    what = _what(keys)
    if not what:
        neither = Problem("E-SCHEMA", path, root.line, root.column, *_NEITHER)
        return [], [*problems] if root.torn else [*problems, neither]
    if "id" in keys and "waiver" in keys:
        at = keys["waiver"]
        return [], [*problems, Problem("E-SCHEMA", path, at.line, at.column, *_BOTH)]
    schema = shape if what == "decision" else waiver.SCHEMA
    walk = Walk(path, text, schema)
    walk.subject = str(keys["id"].value) if "id" in keys else ""
    value = read(walk, root, schema, ())
    made = decision.build(walk, root, value, verbs, pack) if what == "decision" else waiver.build(walk, value, pack)
    return [made] if made else [], [*problems, *(problem for _, problem in walk.problems)]


_NEITHER = ("this is neither a decision nor a waiver", "give it an 'id:' or a 'waiver:', or move it to another folder")
_BOTH = ("a file with an 'id' is a decision, and a waiver has a file of its own", "move the waiver to a second file")
_EMPTY = ("the file is empty", "write id, title, status and date, or delete the file")
_NO_MAP = ("a decision is a map of keys, and this is {}", "begin with lines such as 'id: ADR-0012'")


def _no_map(path: str, root: Node | None, problems: Iterable[Problem]) -> list[Problem]:
    """Say what is wrong with a file that is no map, unless YAML has said it already."""
    if root is None or root.kind == "null":
        return [] if any(problems) else [Problem("E-SCHEMA", path, 1, 1, *_EMPTY)]
    if root.kind == "bad":
        return []
    message, fix = _NO_MAP
    return [Problem("E-SCHEMA", path, root.line, root.column, message.format(GOT[root.kind]), fix)]


def _what(keys: Iterable[str]) -> str:
    """Tell a decision from a waiver, also where the key that tells them apart is missing or misspelt."""
    there = set(keys)
    if "waiver" in there or ("id" not in there and len(there & _WAIVER) > 1):
        return "waiver"
    return "decision" if "id" in there or len(there & _DECISION) > 1 else ""


def _doubles(records: Iterable[Record]) -> list[Problem]:
    """Report ids that several files carry, or that differ in leading zeros only."""
    groups: dict[str, list[Record]] = {}
    for record in records:
        groups.setdefault(re.sub(r"(?<!\d)0+(?=\d)", "", record.id), []).append(record)
    return [_double(one, group) for group in groups.values() if len(group) > 1 for one in group]


def _double(one: Record, group: list[Record]) -> Problem:
    others = [other for other in group if other is not one]
    same = [other for other in others if other.id == one.id]
    other = (same or others)[0]
    message = f"{one.id} is also the id of {other.place.path}"
    if not same:
        message = f"{one.id} and {other.id} ({other.place.path}) differ in leading zeros only"
    fix = f"renumber one of the two: mneme renumber {one.place.path}"
    return Problem("E-DUP-ID", one.place.path, one.place.line, one.place.column, message, fix)


def settings(path: str, data: bytes | None) -> tuple[Settings, tuple[Problem, ...]]:
    """Read mneme.yaml; an empty or absent file is valid and means the defaults."""
    root, problems, text = parse(path, data or b"")
    if root is None or root.kind == "null":
        return Settings(), tidy(problems)
    walk = Walk(path, text, mneme_yaml.SCHEMA)
    value = read(walk, root, mneme_yaml.SCHEMA, ())
    made = mneme_yaml.build(walk, value) if isinstance(value, dict) else Settings()
    return made, tidy([*problems, *(problem for _, problem in walk.problems)])


def tidy(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sort problems by place, without repeats and without those that another has told already."""
    told = {problem for problem in problems if problem.code}
    return tuple(sorted(told, key=lambda one: (one.path, one.line, one.column, one.code, one.message)))
