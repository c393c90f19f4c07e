"""The laws that a change is judged by: of its head, of the base branch's tip, and of where the two parted.

Only what differs between them is compiled: a change that touches no input of the policy, on a branch whose base has not
changed one since, has one law. What the branch itself took away is what the parting had and the head has no more.
"""

from __future__ import annotations

from mneme_cli.errors import MnemeError
from mneme_cli.model.problem import Problem
from mneme_cli.pipeline.fresh import head, past
from mneme_cli.pipeline.inputs import concerns, founding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import NamedTuple

    from mneme_cli.decisions.compile import Compiled
    from mneme_cli.model.finding import Verdict
    from mneme_cli.model.layout import Layout
    from mneme_cli.model.request import Request
    from mneme_cli.model.rule import Rule
    from mneme_cli.model.tree import Tree
    from mneme_cli.pipeline.fresh import Law
    from mneme_cli.pipeline.sources import Ends
else:
    from mneme_cli.model.noun import NamedTuple


class Laws(NamedTuple):
    """head: of the tree that is judged.  base: of the base branch's tip.  fork: of where head and base parted.

    The same one thrice, if nothing differs.
    """

    head: Law
    base: Law
    fork: Law

    def weakened(self) -> frozenset[str]:
        """Return the rules that the change itself removed or rewrote."""
        if self.fork is self.head:
            return frozenset()
        gone = self.fork.policy.lines() - self.head.policy.lines()
        rules = map(self.fork.policy.rule, range(len(self.fork.policy)) if gone else ())
        return frozenset(rule.id for rule in rules if _line(rule) in gone)

    def heirs(self, ends: Ends, day: int) -> dict[str, str]:
        """Return which rules of the head rules that were replaced there go on as."""
        from mneme_cli.decisions.heirs import heirs

        return heirs(self.read(ends, day))

    def read(self, ends: Ends, day: int) -> Compiled:
        """Return what people can read of the head's law."""
        return _read(self.head, ends.after, day)

    def was(self) -> Layout:
        """Return what names in the code meant before the change: of a new name today's manifests tell it.

        The head's own layout, if the change leaves every name as it was.
        """
        old, new = self.fork.layout, self.head.layout
        return new if new.means(old) else old._replace(under=(new,))

    def waived(self) -> dict[str, Rule]:
        """Return the rules, as they were, that a waiver spoke of before the change, by id."""
        rules = map(self.fork.policy.rule, range(len(self.fork.policy)))
        return {rule.id: rule for rule in rules if any(each.how == "waiver" for each in rule.asides)}


def laws(ends: Ends, request: Request, day: int) -> Laws:
    """Compile what a change is judged by."""
    law = head(ends, request, day)
    if ends.everything:
        return Laws(head=law, base=law, fork=law)
    inputs = law.policy.settings()["inputs"]
    before = _before(ends, law, day)
    if touched := before is not law:  # all that is told of a change of the policy asks for what people can read
        law = law._replace(made=_read(law, ends.after, day))
    seen = ends.changed
    if seen.tip and seen.tip != seen.base:
        return Laws(head=law, base=_other(ends, seen.tip, seen.base, inputs, day) or before, fork=before)
    parted = _fork(ends, request) if touched else ""
    fork = _other(ends, parted, seen.base, inputs, day) if parted else None
    return Laws(head=law, base=before, fork=fork or before)


def changed(found: Laws, ends: Ends, day: int) -> tuple[Problem, ...]:
    """Say what the change does to the decisions: which rules it weakens, and which decisions it makes undone."""
    before = found.fork.made
    if found.fork is found.head or before is None:
        return ()
    from mneme_cli.decisions.weaker import reopened, weaker

    made = found.read(ends, day)
    return (*weaker(before, made, tuple(ends.after.list())), *reopened(before.corpus, made.corpus))


def newcomers(found: Laws, verdict: Verdict) -> tuple[Problem, ...]:
    """Say which rules with a finding stand on the base branch only, where nobody would look for them."""
    met = {each.rule for each in verdict.findings if found.head.policy.number(each.rule) < 0}
    said = "came to the base branch after this change left it, and holds here as well"
    fix = "merge the base branch, or rebase onto it, to have the decision here"
    new = sorted(met.difference(verdict.changed_policy, found.weakened()))
    return tuple(Problem(code="N-BASE", path="", message=f"{rule} {said}", fix=fix) for rule in new)


def _before(ends: Ends, law: Law, day: int) -> Law:
    """Return the law of where a change began; the head's own, if the change touches nothing that either is made of.

    A manifest that is gone is no input of the head: what it said counts if names mean something else without it.
    """
    inputs, changes = law.policy.settings()["inputs"], ends.changed.changes
    if any(concerns(inputs, change.path) for change in changes):
        return past(ends.before, day)
    if not any(change.op == "delete" and founding(change.path) for change in changes):
        return law
    before = past(ends.before, day)
    return law if law.layout.means(before.layout) else before


def _read(law: Law, tree: Tree, day: int) -> Compiled:
    """Return what people can read of a law, compiled anew if it came from the disk."""
    from mneme_cli.pipeline.corpus import bundle

    return law.made or bundle(tree, day).compiled


def _other(ends: Ends, oid: str, known: str, inputs: Iterable[str], day: int) -> Law | None:
    """Compile the law of a commit, unless its inputs are those of a commit that is known already."""
    from mneme_cli.evidence import raw
    from mneme_cli.evidence.plumbing import RAW, run
    from mneme_cli.evidence.stored import Commit

    rows = raw.read(run(ends.repository.root, "diff-tree", "-r", *RAW, known, oid))
    if not any(concerns(inputs, change.path) for change in raw.changes(rows).changes):
        return None
    return past(Commit(ends.repository, oid), day)


def _fork(ends: Ends, request: Request) -> str:
    """Return where a range of two dots parted, "" if it did not: its base may have gone on since."""
    from mneme_cli.evidence.history import fork
    from mneme_cli.evidence.refs import head as here

    if request.mode != "range" or not ends.repository.gitdir:
        return ""
    base, tip = ends.changed.base, ends.changed.head or here(ends.repository)
    try:
        found = fork(ends.repository, base, tip) if tip else base
    except MnemeError:
        return ""
    return "" if found == base else found


def _line(rule: Rule) -> bytes:
    from mneme_cli.model.line import write_rule
    from mneme_cli.model.scan import dumps

    return dumps(write_rule(rule)).encode()
