"""What comes of setting two tools side by side: contracts, imports that break one, and chains that neither counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mneme_cli.importers import Said
    from mneme_cli.model.fact import Edge
    from mneme_cli.model.finding import Finding
    from mneme_cli.model.problem import Problem
    from mneme_cli.model.rule import Rule
    from mneme_cli.model.tree import Tree

    Told = tuple[tuple[Said, ...], Finding]
    """A finding of ours with its imports in the tool's words."""

SAME, THEIRS, OURS = "same", "theirs", "ours"
KEPT, BROKEN = "kept", "broken"


class Compared(NamedTuple):
    """One import that breaks one contract. who: SAME | THEIRS | OURS.  rule: ours, "" if only they have it.

    reason: why only one side tells it, proven on this import; "" = the same, or nothing proves a reason.
    note: what the other tool says, for who has to find the reason.
    """

    who: str
    said: Said
    rule: str = ""
    reason: str = ""
    note: str = ""

    def unexplained(self) -> bool:
        """Tell whether only one side has it, and nothing proves why."""
        return self.who != SAME and not self.reason


class Held(NamedTuple):
    """What both tools say of one contract: KEPT | BROKEN, or why the other cannot be asked (`not importable`)."""

    name: str
    theirs: str
    ours: str


class Hidden(NamedTuple):
    """A chain that neither tool counts, since the source's tool takes out an import of it.

    said: its two ends, with the line of its first import.  ignored: that import.  way: the chain, as we tell it.
    """

    said: Said
    rule: str
    ignored: Said
    way: tuple[str, ...]


class Verified(NamedTuple):
    """What the two tools say. ran: the command, "" = the tool is not there, and nothing was compared.

    hidden: chains that run through an import which the source's tool takes out of its graph; neither side counts them.
    problems: what is wrong with the imported decisions here.
    """

    tool: str
    ran: str
    contracts: tuple[Held, ...] = ()
    rows: tuple[Compared, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def unexplained(self) -> int:
        """Count the differences for which there is no reason."""
        return sum(row.unexplained() for row in self.rows)


class Both(NamedTuple):
    """Our side. found: each finding with its imports.  opened: those that only our exceptions hide.

    rules: contract → what was made of it.  tree: what was judged.  edges: path → what we read of its imports.
    """

    found: tuple[Told, ...]
    opened: tuple[Told, ...]
    rules: Mapping[str, tuple[Rule, ...]]
    tree: Tree
    edges: Callable[[str], tuple[Edge, ...]]
