"""What the judge says: findings, and the verdict they join to."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NamedTuple

    from mneme_cli.model.fact import Edge, Skipped, Want
    from mneme_cli.model.problem import Problem
else:
    from mneme_cli.model.noun import NamedTuple

OUTCOMES = ("allow", "warn", "ask", "block")
"""One vocabulary of outcomes everywhere, in rising order; a verdict is the join (the highest)."""


ELSEWHERE = "approval elsewhere"
"""The tag of a finding that waits for an approval, where nobody can give one."""
HIDDEN = "a name means something else by this diff, and what it meant is forbidden here"
"""Why a finding waits for an approval although no rule changed."""


class Finding(NamedTuple):
    """One breach of one rule at one anchor.

    source: the anchor file.  target: what it must not (or must) touch; a path, `pkg:…`, `std:…`, a name, or "".
    symbol: the called or named symbol, "" for imports.  claim: what is seen there, as words after the path
        ("imports sqlalchemy.orm", "reaches src/shop/infra/db.py").
    chain: the edges from source to target, one for a direct finding, () where there is no edge.
    status: introduced | existing | due | fixed | found (in a check of everything) | "" (not yet compared).
    aside: "" or `how by` of what sets it aside.
    times: how many occurrences this identity has.  outcome: what this finding alone comes to.
    more: further findings that a report tells with this one.  group: what they have in common, see `model.group`.
    also: the hops of the chain as they are written once more, on other lines of the same files, in their order.
    number: what was counted, where that is out of bounds: more is worse; below zero (minus it) where fewer is worse.
    whole: it was counted over all files of the rule, so that the anchor is an example and no part of the identity.
    held: of such a number, the files that hold any of it; of a line by which one rose, its file.
    """

    rule: str
    source: str
    target: str = ""
    symbol: str = ""
    claim: str = ""
    line: int = 0
    column: int = 1
    kinds: int = 0
    chain: tuple[Edge, ...] = ()
    status: str = ""
    aside: str = ""
    why_aside: str = ""
    times: int = 1
    outcome: str = "block"
    more: int = 0
    group: str = ""
    also: tuple[Edge, ...] = ()
    number: int = 0
    whole: bool = False
    held: tuple[str, ...] = ()

    @property
    def identity(self) -> tuple[str, str, str, str, str]:
        """What makes two findings the same across versions: never a line, never a message, never a number."""
        if self.whole:
            return (self.rule, "", "", "", "runtime")
        return (
            self.rule,
            self.source,
            self.target,
            self.symbol,
            "type" if self.kinds & 2 and not self.kinds & 1 else "runtime",
        )

    @property
    def led(self) -> bool:
        """Tell whether it waits for an approval because a name was led elsewhere; where to, may stand behind that."""
        return self.why_aside.startswith(HIDDEN)

    def declares(self) -> bool:
        """Tell whether it is the declaration of a package, and no import of one."""
        return not self.chain and not self.kinds and self.target.startswith("pkg:")

    def again(self, path: str) -> str:
        """Say on which further lines of a file the same import is written, "" if on none."""
        lines = [str(edge.line) for edge in self.also if edge.source == path]
        return f"also on line{'s' if len(lines) > 1 else ''} {', '.join(lines)}" if lines else ""

    def at(self, line: int) -> Finding | None:
        """Return it as it is told at a line of its anchor file, None if it is not seen there."""
        if line == self.line:
            return self
        here = next((edge for edge in self.also if (edge.source, edge.line) == (self.source, line)), None)
        if here is None:
            return None
        others = [self.chain[0], *(edge for edge in self.also if edge is not here)]
        also = tuple(sorted(others, key=lambda edge: (edge.source, edge.line)))
        return self._replace(line=line, column=here.column, chain=(here, *self.chain[1:]), also=also)


class Verdict(NamedTuple):
    """The answer. With `wants` it is not final.

    findings: sorted; those set aside and those existing included, each with its tag.
    problems: errors and warnings of decisions and of the analysis.  changed_policy: ids of rules that this change
    removes or weakens and without which it would not pass.  files, rules: how many were looked at.
    unchanged: of files, those that a change leaves alone and whose imports it may move.
    skipped: files that could not be read as they should be.  noted: files that are left alone on purpose, and why.
    nowhere: imports that are ours by name and lead to no file, in the files that were read.
    """

    outcome: str = "allow"
    findings: tuple[Finding, ...] = ()
    wants: tuple[Want, ...] = ()
    problems: tuple[Problem, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    changed_policy: tuple[str, ...] = ()
    files: int = 0
    rules: int = 0
    as_of: int = 0
    scope: str = "change"
    approved_by: str = ""
    noted: tuple[Skipped, ...] = ()
    nowhere: tuple[Edge, ...] = ()
    unchanged: int = 0
