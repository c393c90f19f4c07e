"""What a verdict says besides findings: files that were not read whole, and files that were left alone."""

from __future__ import annotations

from mneme_cli.evidence.marks import GENERATED
from mneme_cli.judge.nominate import by_bytes
from mneme_cli.model.fact import Skipped
from mneme_cli.model.scan import loads
from mneme_cli.pipeline.nominated import chained
from mneme_cli.pipeline.whole import below

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from mneme_cli.evidence.gather import Sources
    from mneme_cli.model.finding import Verdict
    from mneme_cli.model.policy import Policy
    from mneme_cli.model.rule import Rule
    from mneme_cli.pipeline.sources import Ends
    from mneme_cli.pipeline.spared import Spared


def told(verdict: Verdict, ends: Ends, marks: Spared, sources: Sources, policies: tuple[Policy, Policy]) -> Verdict:
    """Add to a verdict what could not be read, fatal where it was changed and governed, and what was left alone."""
    touched = {change.path for change in ends.changed.changes}
    noted = {*ends.changed.noted, *marks.said({*touched, *ends.changed.whole})}
    skipped = {*verdict.skipped, *getattr(ends.after, "notes", {}).values()}
    if ends.everything:
        noted |= {*marks.by_name(), *marks.met()}
        left = {each.path for each in noted}
        more = {each for each in _of_graph(sources, policies[0]) if each.path not in left}
        noted |= {each._replace(line=0) for each in more if each.why == GENERATED}
        skipped |= {each for each in more if each.why != GENERATED}
    if ends.asked:
        noted = {each for each in noted if below(each.path, ends.asked)}
        skipped = {each for each in skipped if below(each.path, ends.asked)}
    block = any(policy.settings()["on_unparsed"] == "block" for policy in policies)  # the stricter of both ends
    fatal = {each._replace(fatal=block and each.path in touched) for each in skipped}
    fatal |= {each._replace(fatal=True) for each in ends.changed.skipped}
    return verdict._replace(skipped=tuple(sorted(fatal)), noted=tuple(sorted(noted)))


def _of_graph(sources: Sources, policy: Policy) -> Iterable[Skipped]:
    """Return what the graph noted of files that some rule must read: what a reader of bytes would say of them."""
    graph = sources.graph() if sources.stored() or chained(policy) else None
    tree = sources.after.tree
    for path, why, line in loads(graph.notes or "[]") if graph else ():
        rules = map(policy.rule, by_bytes(policy, path, tree.read(path)))
        if any({"imports", "uses", "graph"} & {*rule.reads} and _speaks(rule, path) for rule in rules):
            yield Skipped(path, why, line)


def _speaks(rule: Rule, path: str) -> bool:
    return rule.everywhere or rule.near.holds(path)
