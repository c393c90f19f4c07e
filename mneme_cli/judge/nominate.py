"""Which rules can bite here? Scope first, then bytes: the question every hook asks, answered without a parse.

A nominator may be generous and never wrong: it only says which file must be read for which rule. Every finding is
then read from the bytes, so by_bytes, by_change and "everybody" come to the same verdict (a property test says so).
"""

from __future__ import annotations

from mneme_cli.languages import wording

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from mneme_cli.graph.view import View
    from mneme_cli.model.policy import Place, Policy
    from mneme_cli.model.rule import Rule

    Demand = Mapping[str, tuple[int, ...]]
    Leading = Callable[[Rule, set[int]], frozenset[str]]

_BY_TARGET = ("imports", "packages")
_BANS = ("forbid", "protect", "public")
"""Verbs whose findings are edges to what they name."""
_WORD = bytes(
    char if char > 127 or chr(char).isalnum() or char == 95 else 32  # 95: underscore
    for char in range(256)
)


def watches(policy: Policy, path: str) -> bool:
    """Tell whether a file may be one that edits are judged by, by how its path begins or ends: worth a closer look."""
    begins, ends = (tuple(policy.settings()[key]) for key in ("watch", "ends"))
    return path.startswith(begins) or path.endswith(ends)


def speaks(policy: Policy, path: str, parts: str = "hbcm") -> bool:
    """Tell whether some rule speaks at a path, whatever its bytes: thousands need not be named for that."""
    found = (policy.place(part, prefix) for part in _read(policy, path, parts) for prefix in prefixes(path))
    return any(
        place.many or place.always or place.through or any(ids for _, ids in place.tokens) for place in found if place
    )


def by_scope(policy: Policy, path: str, parts: str = "hbcm") -> tuple[int, ...]:
    """Return the rules that speak at a path, whatever its bytes."""
    out: set[int] = set()
    for part in _read(policy, path, parts):
        for prefix in prefixes(path):
            if place := policy.place(part, prefix):
                out.update(place.always, place.through, *(ids for _, ids in place.tokens))
                if place.many:
                    return tuple(range(len(policy)))
    return tuple(sorted(out))


def by_bytes(policy: Policy, path: str, text: bytes, parts: str = "hbcm", barrels: bool = True) -> tuple[int, ...]:
    """Return the rules that can find something in these bytes.

    parts: which rules (see `Policy`; `m` counts for manifests alone): `hb` before an edit,
        `b` if the edit leaves the imports as they were.
    barrels: a name may come through a re-export, so rules that see through one cannot be cleared by their tokens.
    """
    plain = _Words(wording(path, text), policy)
    out: set[int] = set()
    for part in _read(policy, path, parts):
        words = _Words(text.lower().translate(None, b"-_."), policy) if part == "m" else plain
        for prefix in prefixes(path):
            if place := policy.place(part, prefix):
                out.update(place.always)
                if barrels:
                    out.update(place.through)
                out.update(_by_tokens(policy, place, part, prefix, words))
    return tuple(sorted(out))


def by_change(policy: Policy, paths: Iterable[str], read: Callable[[str], bytes | None]) -> Demand:
    """Return the rules that can find something in the files of a change, by path; files of no interest are left out."""
    out = {}
    for path in sorted(set(paths)):
        if not (numbers := by_scope(policy, path)):
            continue
        text = read(path)
        if kept := numbers if text is None else by_bytes(policy, path, text):
            out[path] = kept
    return out


def by_graph(policy: Policy, graph: View, leading: Leading) -> tuple[Demand, tuple[int, ...]]:
    """Return the rules on imports that can find something in a file, by path, as the import graph tells.

    leading: rule, nodes of what may import its far side directly → the files that may do so through a re-export.
    The second part of the answer are the rules of which the graph tells nothing: they bear on every file that is near.
    """
    out: dict[str, set[int]] = {}
    blind = []
    for number in range(len(policy)):
        rule = policy.rule(number)
        if rule.reads != ("imports",) or rule.relation not in _BY_TARGET or rule.kind not in _BANS:
            blind.append(number)
            continue
        entering = _entering(graph, rule)
        near = graph.mark(rule.near)
        direct = {graph.name(node) for node in entering if near[node]}
        for path in sorted(direct | (leading(rule, entering) if rule.through else frozenset())):
            out.setdefault(path, set()).add(number)
    return {path: tuple(sorted(numbers)) for path, numbers in sorted(out.items())}, tuple(blind)


def _entering(graph: View, rule: Rule) -> set[int]:
    """Return the nodes with an edge to something that the rule names."""
    from itertools import compress  # no hook asks the graph

    nodes = range(graph.nodes)
    return {source for entry in rule.far for node in compress(nodes, graph.mark(entry)) for source in graph.prev(node)}


def _read(policy: Policy, path: str, parts: str) -> str:
    """Return the parts whose rules read a file: those of manifests read nothing else."""
    return parts if "m" not in parts or policy.reads(path) else parts.replace("m", "")


def prefixes(path: str) -> tuple[str, ...]:
    """Return the root, every folder above a path with its slash, and the path."""
    cuts = [at + 1 for at, char in enumerate(path) if char == "/"]
    return ("", *(path[:cut] for cut in cuts), path)


class _Words:
    """The bytes of a file, cut into words only if a place has too many tokens to look for one by one."""

    def __init__(self, text: bytes, policy: Policy) -> None:
        self.text, self.plain, self.policy = text, text.isascii(), policy
        self._cut: list[bytes] | None = None

    def cut(self) -> list[bytes]:
        if self._cut is None:
            self._cut = self.policy.known(sorted(set(self.text.translate(_WORD).split())))
        return self._cut


def _by_tokens(policy: Policy, place: Place, part: str, prefix: str, words: _Words) -> set[int]:
    """Look for the tokens of a place; a file with non-ASCII identifiers could spell them otherwise (NFKC)."""
    if place.many:
        if not words.plain:
            return set(range(len(policy)))
        return {number for word in words.cut() for number in policy.word(part, prefix, word)}
    return {number for token, ids in place.tokens if not words.plain or token in words.text for number in ids}
