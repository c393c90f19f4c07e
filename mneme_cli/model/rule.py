"""A rule as the judge meets it: one line of the compiled policy, made from one clause of one decision."""

from __future__ import annotations

from mneme_cli.model.region import Region

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NamedTuple

    from mneme_cli.model.finding import Finding
    from mneme_cli.model.selector import Selector
else:
    from mneme_cli.model.noun import NamedTuple

_ORDER = ("override", "waiver", "except")
LEVELS = ("advise", "normal", "final")


class Aside(NamedTuple):
    """Why a finding of this rule does not count: a tag on the finding, never a hole in a region.

    how: override | waiver | except.
    by: the id of the decision or waiver, or the entry of `except` as written.
    where: anchors (importer files) that it covers.
    target: with entries, only findings whose target one of them selects.
    until: last day (inclusive) on which it holds; 0 = for good. A waiver that ended stays, so that a finding is *due*.
    hide: the edge is taken out before chains are sought (`except` with `hide: true`).
    """

    how: str
    by: str
    why: str = ""
    where: Region = Region(inside=("**",))
    target: tuple[Selector, ...] = ()
    until: int = 0
    approver: str = ""
    hide: bool = False

    def ended(self, today: int) -> bool:
        """Tell whether it has passed its last day."""
        return 0 < self.until < today

    def covers(self, finding: Finding) -> bool:
        """Tell whether it speaks of this anchor and, if it names targets, of this one edge."""
        if not self.where.holds(finding.source):
            return False
        if not self.target:
            return True
        if len(finding.chain) > 1 and finding.chain[0].target != finding.target:
            # An excused edge excuses the finding that is this edge, in a cycle too, and no chain through it.
            return False
        if not finding.chain and any(entry.declares(finding.target[4:]) for entry in self.target):
            return True  # a declaration has the name of its distribution, not of an import
        name = finding.chain[0].name if finding.chain else finding.symbol
        return any(entry.selects(finding.target, name) for entry in self.target)


def written(name: str) -> str:
    """Return an id as its file has it: one that several files carry is followed by its file in the policy."""
    return name.partition(" (")[0]


def shared(name: str) -> str:
    """Return the file of a record or rule whose id another file carries too, "" for any other."""
    return name.partition(" (")[2][:-1]


class Rule(NamedTuple):
    """Equal lines are equal rules; texts (title, say, why) lie elsewhere and do not count.

    id: `ADR-0012#no-orm`, followed by ` (its file)` where two files have one id.
    kind: the verb.      relation: its object ("" if the verb has none).
    near: files whose findings are anchored here: scope AND in.      far: what the verb names.
    edges: any-of mask of `model.fact` edge kinds, 0 = every edge; without: none-of mask.
    level: advise | normal | final (a deprecated decision's rules are `advise`).
    tokens: bytes without which no row can exist in a file; () = cannot tell, parse.
    through: findings may come through a re-export, which the tokens cannot see.
    everywhere: bears on every file, not on near alone (a chain is closed in the middle).
    reads: evidence that the rule is judged on; ("imports",) and ("graph",) alone obey the head law.
    moment: edit (judged before an edit lands) | change (needs more than one file).
    began: the day it began if later than its decision's date, else 0: a finding is then *due*, never existing.
    declared: squeezed words without one of which no manifest can be a finding; (b"*",) = cannot tell; () = the rule
        does not look into manifests.
    terms: the kind's own plain data as JSON.      texts: where its texts lie in the policy.
    """

    id: str
    kind: str
    relation: str = ""
    near: Region = Region(inside=("**",))
    far: tuple[Selector, ...] = ()
    edges: int = 0
    without: int = 0
    level: str = "normal"
    tokens: tuple[bytes, ...] = ()
    through: bool = False
    everywhere: bool = False
    reads: tuple[str, ...] = ()
    moment: str = "edit"
    began: int = 0
    waivable_by: tuple[str, ...] = ()
    asides: tuple[Aside, ...] = ()
    declared: tuple[bytes, ...] = ()
    terms: str = "{}"
    texts: int = 0

    @property
    def sealed(self) -> bool:
        """Whether it is a pack's final one: no mark and no exclusion of the repository softens it."""
        return ":" in self.id and self.level == "final"

    def counts(self, kinds: int) -> bool:
        """Tell whether an edge of these kinds is one that the rule looks at (`when: edges`)."""
        return (not self.edges or bool(kinds & self.edges)) and not kinds & self.without

    def excused(self, finding: Finding, today: int) -> Aside | None:
        """Return the first reason that sets a finding aside today: overridden, waived, excepted."""
        found = [each for each in self.asides if each.covers(finding) and not each.ended(today)]
        return min(found, key=lambda each: (_ORDER.index(each.how), each.by), default=None)


class Texts(NamedTuple):
    """What a rule says to people: found by offset, read only when there is a finding.

    title: of the decision.  say: what to do instead.  why: first sentence of context or decision.
    line: the packet line.  source: `path:line` of the rule.  history: other ids, one line each (superseded records).
    since: the day the rule is in force from.  authority: organisation | repository.
    level, waivable_by: as in Rule, so that a report offers no way out that cannot work.
    """

    title: str = ""
    say: str = ""
    why: str = ""
    line: str = ""
    source: str = ""
    history: tuple[str, ...] = ()
    since: int = 0
    authority: str = "repository"
    level: str = "normal"
    waivable_by: tuple[str, ...] = ()
