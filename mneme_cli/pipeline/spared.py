"""Excluded, generated and vendored files: nodes without out-edges, never an anchor, still a target, and always said.

A diff cannot approve itself: what only this change marks is judged all the same, and asks for approval. A pack's final
rules know no marks; where there is one, the graph keeps every edge.
"""

from __future__ import annotations

from mneme_cli.evidence.marks import GENERATED, NAME, Marks, header
from mneme_cli.judge.outcome import join
from mneme_cli.judge.review import asked
from mneme_cli.languages import known
from mneme_cli.model.fact import Skipped
from mneme_cli.model.scan import dumps

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from mneme_cli.model.finding import Finding, Verdict
    from mneme_cli.model.policy import Policy
    from mneme_cli.model.tree import Tree


class Spared:
    """What both ends of a change leave alone; trees and policies of both, the same ones in a check of everything.

    Attributes:
        sealed: there is a rule that no mark softens.
    """

    def __init__(self, trees: tuple[Tree, Tree], policies: tuple[Policy, Policy], changed: Iterable[str] = ()) -> None:
        now, then = (policy.settings() for policy in policies)
        self.changed, self.policies = frozenset(changed), policies
        self.sealed = bool(now["sealed"] or then["sealed"])
        self.now, self.then = _End(trees[0], tuple(now["exclude"])), _End(trees[1], tuple(then["exclude"]))

    def after(self, path: str) -> str:
        """Say why a file is left alone, "" if it is not; one that the change itself has marked is not."""
        why = self.now.why(path)
        if why == GENERATED and not self.then.marks.tree.has(path):
            return why  # a new file that a program wrote says so from its first day
        return why if why and self.then.why(path) else ""

    def before(self, path: str) -> str:
        """Say why a file was left alone before the change."""
        return self.then.why(path)

    def in_graph(self, path: str, why: str) -> str:
        """Say why a node has no out-edges. why: what its extractor said of the bytes."""
        told = self.now.marks.why(path) or (why if why == GENERATED else "")
        if self.sealed or not told:
            return ""
        return self.after(path) if told != GENERATED or path in self.changed else told

    def digest(self) -> str:
        """Return what the graph depends on besides code and layout."""
        tree = self.now.marks.tree
        files = [path for path in tree.list() if path.rpartition("/")[2] == NAME]
        ends = [[list(end.marks.exclude), [end.marks.tree.read(path).hex() for path in files]] for end in self._both()]
        bound = [path for path in sorted(self.changed) if self.now.why(path) and not self.after(path)]
        return dumps([ends, self.sealed, files, bound])

    def _both(self) -> tuple[_End, _End]:
        return self.now, self.then

    def by_name(self) -> tuple[Skipped, ...]:
        """Say which files of the tree are left alone for their path, and why; sorted."""
        named = ((path, self.now.marks.why(path)) for path in self.now.marks.tree.list())
        return tuple(Skipped(path=path, why=why) for path, why in named if why)

    def met(self) -> tuple[Skipped, ...]:
        """Say which files that somebody asked about are left alone, and why; sorted."""
        return self.said(self.now.known)

    def kept(self, verdict: Verdict) -> Verdict:
        """Take the findings out whose anchor is left alone."""
        held = tuple(each for each in verdict.findings if not self.after(each.source) or self._binds(each))
        return verdict._replace(findings=held, outcome=join(each.outcome for each in held))

    def asked(self, verdict: Verdict) -> Verdict:
        """Ask for approval of findings that would be gone if only this change's marks counted."""
        said = self.policies[1].settings()["on_policy_change"]
        new = {each for each in verdict.findings if each.outcome == "block" and self._new(each)}
        if not new:
            return verdict
        held = [asked(each, said) if each in new else each for each in verdict.findings]
        rules = {*verdict.changed_policy, *(each.rule for each in new)}
        outcome = join(each.outcome for each in held)
        return verdict._replace(findings=tuple(sorted(held)), outcome=outcome, changed_policy=tuple(sorted(rules)))

    def _new(self, finding: Finding) -> bool:
        return bool(self.now.why(finding.source)) and not self.after(finding.source) and not self._binds(finding)

    def said(self, paths: Iterable[str]) -> tuple[Skipped, ...]:
        """Say which of these files are left alone, and why; sorted."""
        named = ((path, self.after(path)) for path in sorted(set(paths)))
        return tuple(Skipped(path=path, why=why) for path, why in named if why)

    def _binds(self, finding: Finding) -> bool:
        """Tell whether a rule speaks all the same: it judges names alone, or is a pack's final one."""
        law = next(policy for policy in self.policies if policy.number(finding.rule) >= 0)
        rule = law.rule(law.number(finding.rule))
        return rule.relation == "paths" or rule.sealed


class _End:
    """The marks of one tree, by path and by what stands in a code file's head."""

    def __init__(self, tree: Tree, exclude: tuple[str, ...]) -> None:
        self.marks = Marks(tree, exclude)
        self.known: dict[str, str] = {}

    def why(self, path: str) -> str:
        if path not in self.known:
            tree = self.marks.tree
            why = self.marks.why(path)
            if not why and known(path) and tree.has(path) and header(tree.read(path)):
                why = GENERATED
            self.known[path] = why
        return self.known[path]
