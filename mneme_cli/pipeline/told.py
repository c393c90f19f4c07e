"""What a verdict says besides findings: files that were not read whole, and files that were left alone."""

from __future__ import annotations

from mneme_cli.evidence.marks import GENERATED
from mneme_cli.evidence.names import below
from mneme_cli.judge.nominate import by_bytes
from mneme_cli.model.fact import UNRESOLVED, Skipped
from mneme_cli.model.scan import loads
from mneme_cli.pipeline import nowhere
from mneme_cli.pipeline.misread import misread
from mneme_cli.pipeline.understood import understood

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from mneme_cli.evidence.gather import Sources
    from mneme_cli.graph.flat import Graph
    from mneme_cli.model.fact import Edge
    from mneme_cli.model.finding import Verdict
    from mneme_cli.model.policy import Policy
    from mneme_cli.model.rule import Rule
    from mneme_cli.model.tree import Tree
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
    read = understood(touched, sources.after, policies, names=not ends.everything)
    skipped |= {each for each in read.skipped if not ends.asked or below(each.path, ends.asked)}
    known = {each.path for each in skipped}
    skipped |= {each for each in misread(ends, sources.after, touched, policies) if each.path not in known}
    block = any(policy.settings()["on_unparsed"] == "block" for policy in policies)  # the stricter of both ends
    fatal = {each._replace(fatal=block and each.path in touched) for each in skipped}
    fatal |= {each._replace(fatal=True) for each in ends.changed.skipped}
    verdict = verdict._replace(skipped=tuple(sorted(fatal)), noted=tuple(sorted(noted)))
    verdict = _looked(verdict, ends) if ends.asked else verdict
    return _lost(verdict, read.nowhere, ends, sources, policies)


def _looked(verdict: Verdict, ends: Ends) -> Verdict:
    """Count of the files that somebody pointed at those that are not left alone: the others were not judged."""
    spoken = {each.source for each in verdict.findings}
    left = {each.path for each in verdict.noted if ends.after.has(each.path)} - spoken
    return verdict._replace(files=max(verdict.files - len(left), 0))


def _lost(
    verdict: Verdict, more: tuple[Edge, ...], ends: Ends, sources: Sources, policies: tuple[Policy, Policy]
) -> Verdict:
    """Say which imports lead nowhere."""
    said = nowhere.how(policies)
    if said == "allow":
        return verdict._replace(nowhere=())
    found = {*verdict.nowhere, *more}
    if ends.everything:
        found |= _in_graph(sources, policies[0])
    if ends.asked:
        found = {each for each in found if below(each.source, ends.asked)}
    # A statement that takes several names is one import.
    once = {(each.source, each.line, each.column, each.module): each for each in sorted(found)}
    left = nowhere.made(once.values(), ends.repository, sources.after.layout)
    return verdict._replace(nowhere=left, problems=(*verdict.problems, *nowhere.problems(left, said)))


def _in_graph(sources: Sources, policy: Policy) -> set[Edge]:
    """Return what the graph knows of imports that lead nowhere, read again in the files that some rule must read."""
    graph = _graph(sources, policy)
    if graph is None:
        return set()
    importing = {graph.name(source) for node in graph.span(UNRESOLVED) for source in graph.prev(node)}
    read = (path for path in importing if _must(policy, path, sources.after.tree, {"imports", "graph"}))
    return set(understood(read, sources.after, (policy,)).nowhere)


def _of_graph(sources: Sources, policy: Policy) -> Iterable[Skipped]:
    """Return what the graph noted of files that some rule must read: what a reader of bytes would say of them."""
    graph = _graph(sources, policy)
    for path, why, line in loads(graph.notes or "[]") if graph else ():
        if _must(policy, path, sources.after.tree, {"imports", "uses", "graph"}):
            yield Skipped(path, why, line)


def _graph(sources: Sources, policy: Policy) -> Graph | None:
    from mneme_cli.pipeline.nominated import asked

    return sources.graph() if asked(policy, sources) else None


def _must(policy: Policy, path: str, tree: Tree, evidence: set[str]) -> bool:
    """Tell whether some rule would have a reader of bytes read this evidence of a file."""
    rules = map(policy.rule, by_bytes(policy, path, tree.read(path)))
    return any(evidence & {*rule.reads} and _speaks(rule, path) for rule in rules)


def _speaks(rule: Rule, path: str) -> bool:
    return rule.everywhere or rule.near.holds(path)
