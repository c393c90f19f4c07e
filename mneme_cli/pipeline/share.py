"""One share of a check of everything: which files it is, and their facts, which are nearly all of the cost."""

from __future__ import annotations

from mneme_cli.evidence.gather import gather, silent
from mneme_cli.judge.nominate import by_bytes
from mneme_cli.languages import of as language_of
from mneme_cli.model.fact import Facts, Want
from mneme_cli.model.share import Share
from mneme_cli.pipeline.facts import marks_of, sources_of
from mneme_cli.pipeline.graphs import rows as graph_rows
from mneme_cli.pipeline.nominated import FEW, chained, parts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from mneme_cli.evidence.gather import Progress, Sources
    from mneme_cli.model.policy import Policy
    from mneme_cli.model.rule import Rule
    from mneme_cli.model.share import Rows
    from mneme_cli.pipeline.fresh import Law
    from mneme_cli.pipeline.sources import Ends

SHARED = ("imports", "uses", "lines")
"""Evidence that is handed on: what takes long to get and is small. A merge reads texts and manifests itself."""
STEP = 50


def holds(path: str, number: int, of: int) -> bool:
    """Tell whether a file is in share `number` of `of`, counted from 1: the same on every machine."""
    from hashlib import sha256

    said = sha256(path.encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(said[:8], "big") % of == number - 1


def share(ends: Ends, law: Law, number: int, of: int, progress: Progress = silent) -> Share:
    """Gather what the rules ask of one share of the files."""
    marks = marks_of(ends, law, law)
    policy = law.policy.opened()
    rules = tuple(policy.rule(each) for each in range(len(policy)))
    sources = sources_of(ends, law, silent, marks)._replace(through=any(rule.through for rule in rules))
    paths = tuple(ends.after.list())
    mine = tuple(path for path in paths if holds(path, number, of))
    graph = chained(policy)
    code = [path for path in mine if language_of(path)] if graph else []
    edges, whys = graph_rows(ends, sources.after, code, marks) if graph else ({}, {})
    demand = _demand(policy, mine, graph and len(paths) > FEW, sources)
    rows: dict[str, dict[str, Rows]] = {}
    for count, path in enumerate(mine):
        if count % STEP == 0:
            progress(count, len(mine))
        for what in _wanted(policy, rules, path, sources):
            rows.setdefault(what, {})[path] = _read(what, path, sources)
    return Share(rows=rows, demand=demand, ends=edges, whys=whys)


def _wanted(policy: Policy, rules: tuple[Rule, ...], path: str, sources: Sources) -> tuple[str, ...]:
    """Return the evidence that some rule reads in a file; chains are sought in the graph, and read where they are."""
    numbers = by_bytes(policy, path, sources.after.tree.read(path))
    speaking = (rules[each] for each in numbers if rules[each].everywhere or rules[each].near.holds(path))
    asked = {what for rule in speaking for what in rule.reads}
    return tuple(what for what in SHARED if what in asked)


def _read(what: str, path: str, sources: Sources) -> Rows:
    """Read one evidence of one file, by itself: so it is known what of it could not be read."""
    facts = gather((Want(what, "after", (path,)),), Facts(added=None), sources)
    return facts.rows(what)[path], facts.skipped


def _demand(
    policy: Policy, mine: Sequence[str], graph: bool, sources: Sources
) -> dict[str, dict[str, tuple[int, ...]]]:
    """Return which rules the bytes of these files nominate, as a merge is going to ask it."""
    everywhere, stated = parts(policy, graph=graph)
    manifests = [path for path in mine if policy.reads(path)]
    asked = ((everywhere, mine), (stated, manifests))
    tree = sources.after.tree
    return {
        which: {path: by_bytes(policy, path, tree.read(path), parts=which) for path in paths}
        for which, paths in asked
        if which
    }
