"""Changed files that a rule on code governs are read whole: what nobody can parse, nobody has judged.

A rule on imports reads no further than the last of them, and a hook stays at that. A gate says what stands behind it.
"""

from __future__ import annotations

from mneme_cli.evidence.imports import extract, pointer, thorough
from mneme_cli.judge.nominate import by_scope
from mneme_cli.languages import known, of
from mneme_cli.model.fact import TEST
from mneme_cli.model.glob import matches

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import NamedTuple

    from mneme_cli.evidence.gather import End
    from mneme_cli.model.fact import Edge, Skipped
    from mneme_cli.model.policy import Policy
else:
    from mneme_cli.model.noun import NamedTuple

CODE = frozenset(("imports", "uses", "graph"))
"""Evidence that is read from code."""


class Understood(NamedTuple):
    """What reading files whole has shown: what could not be read, and the imports that lead nowhere."""

    skipped: tuple[Skipped, ...] = ()
    nowhere: tuple[Edge, ...] = ()


def understood(paths: Iterable[str], end: End, policies: Iterable[Policy], *, names: bool = False) -> Understood:
    """Read each of these files that a rule on code governs and nothing spares. names: those a package lacks too."""
    laws = tuple(dict.fromkeys(policies))
    skipped: list[Skipped] = []
    nowhere: list[Edge] = []
    for path in sorted(set(paths)):
        if known(path) and end.tree.has(path) and any(governed(law, path) for law in laws) and not end.spare(path):
            one = _read(path, end, names)
            skipped += one.skipped
            nowhere += one.nowhere
    return Understood(skipped=tuple(skipped), nowhere=tuple(nowhere))


def governed(policy: Policy, path: str) -> bool:
    """Tell whether a rule on code speaks of a file."""
    for number in by_scope(policy, path):
        rule = policy.rule(number)
        if not CODE.isdisjoint(rule.reads) and rule.near.holds(path):
            return True
    return False


def _read(path: str, end: End, names: bool) -> Understood:
    language = of(path)
    assert language is not None
    raw = end.tree.read(path)
    if pointer(raw):
        return Understood()
    text, why = language.decode(raw)
    found = thorough(text, language, path) if not why else extract(raw, language, path)
    if any(not one.line for one in found.skipped):
        found = extract(raw, language, path)  # too deep or too large to parse whole: the imports tell what can be told
    test = TEST if any(matches(glob, path) for glob in end.layout.tests) else 0
    edges = tuple(edge for one in found.imports for edge in language.resolve(path, one, end.tree, end.layout))
    if names:
        from mneme_cli.evidence.absent import absent

        edges += absent(edges, end)
    nowhere = tuple(edge for edge in edges if edge._replace(kinds=edge.kinds | test).lost())
    return Understood(skipped=found.skipped, nowhere=nowhere)
