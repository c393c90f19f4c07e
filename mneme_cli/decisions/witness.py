"""A second witness of shape: what our own reader took without complaint, the published schema must take as well.

jsonschema says nothing to people, for it speaks of schemas. If the two disagree, the mistake is ours, and is said as
such with the place. Only `lint` asks: the validators cost more than a compile, and no gate may wait for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.decisions import shelves
from mneme_cli.decisions.reading.node import plain
from mneme_cli.decisions.reading.parse import parse
from mneme_cli.decisions.schema import published
from mneme_cli.model.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from mneme_cli.decisions.reading.node import Node

CONFIG = "mneme.yaml"
_FIX = "this is a mistake in mneme, not in your file: please report it with the lines around here"


def refused(files: Iterable[tuple[str, bytes]], told: Iterable[Problem]) -> tuple[Problem, ...]:
    """Report what a published schema refuses in files of which nothing wrong was told."""
    from jsonschema import Draft202012Validator

    verbs = {verb: shelves.schema_of(verb) or {} for verb in shelves.verbs()}
    made = {name.partition(".")[0]: Draft202012Validator(schema) for name, schema in published(verbs).items()}
    known = {problem.path for problem in told}
    return tuple(problem for path, data in sorted(files) if path not in known for problem in _refused(path, data, made))


def _refused(path: str, data: bytes, validators: Mapping[str, Any]) -> list[Problem]:
    root, _, _ = parse(path, data)
    if root is None or root.kind != "map":
        return []
    value = plain(root)
    kind = "config" if path == CONFIG else "waiver" if "waiver" in value else "decision"
    errors = sorted(validators[kind].iter_errors(value), key=lambda one: [str(key) for key in one.absolute_path])
    return [_problem(path, root, tuple(map(str, one.absolute_path))) for one in errors[:1]]


def _problem(path: str, root: Node, at: tuple[str, ...]) -> Problem:
    node = root
    for key in at:
        if node.kind == "map":
            node = next(value for name, value in node.value if name.value == key)
        else:
            node = node.value[int(key)]
    said = f"the published schema refuses {'.'.join(at) or 'the file'}, which was read without complaint"
    return Problem("E-SCHEMA", path, node.line, node.column, said, _FIX)
