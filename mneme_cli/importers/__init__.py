"""Moving in: one foreign rule format each, read and said again as decisions of ours.

Every construct of a source ends in one row of a table: exact, approximate (how) or not importable (why). An importer
never runs what it reads: configuration that is code is asked of its own tool, as data.
"""

from __future__ import annotations

from mneme_cli import shelf

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Any, NamedTuple

    from mneme_cli.model.corpus import Decision
    from mneme_cli.model.fact import Edge
    from mneme_cli.model.finding import Finding
    from mneme_cli.model.tree import Tree
else:
    from mneme_cli.model.noun import NamedTuple

EXACT, ABOUT, NOT = "exact", "approximate", "not importable"
"""How well a construct went over, best first."""


class Row(NamedTuple):
    """One construct of the source and what became of it.

    where: the contract, module or rule it stands in, "" = the file.  what: the construct as its tool calls it.
    how: EXACT | ABOUT | NOT.  why: the way in which it is approximate, or why it is not importable.
    """

    where: str
    what: str
    how: str = EXACT
    why: str = ""


class Imported(NamedTuple):
    """Everything that one foreign file came to.

    decisions: without id and date, which are the repository's to give; clause ids are `#key`. Each has
        `x-imported-from` with tool, file and name.
    components: name → selectors.  but: component → what it leaves out.  tags: component → tags.
    roots: source roots that mneme.yaml should name, () = found.
    """

    decisions: tuple[Decision, ...] = ()
    rows: tuple[Row, ...] = ()
    components: Mapping[str, tuple[str, ...]] = {}
    tags: Mapping[str, tuple[str, ...]] = {}
    roots: tuple[str, ...] = ()
    but: Mapping[str, tuple[str, ...]] = {}


class Said(NamedTuple):
    """One import that breaks one contract, in words that both sides have: of theirs, or of ours brought to theirs.

    name: of the contract or rule.  source, target: as the tool names them (modules, or paths).  line: 0 = not told.
    note: what the tool says of it.
    """

    name: str
    source: str
    target: str
    line: int = 0
    note: str = ""

    @property
    def edge(self) -> tuple[str, str, str]:
        """What is compared: a contract and an import. The lines have to agree where both tools tell one."""
        return self[:3]


class Answer(NamedTuple):
    """What the source's tool found. said: every import of every chain that it tells, once for each of its lines.

    kept: contract → is it kept? of a tool that says so; another says it by telling nothing.
    exempt: contract → the imports (source, target) that the tool takes out before it looks.
    facts: whatever else it tells that explains differences, by name.
    """

    said: tuple[Said, ...]
    kept: Mapping[str, bool] = {}
    exempt: Mapping[str, frozenset[tuple[str, str]]] = {}
    facts: Mapping[str, Any] = {}


class Case(NamedTuple):
    """One import that only one side tells. who: "theirs" | "ours".  finding: ours, None if it is theirs.

    path: of the foreign file.  rows: what the table says of the contract.
    ours: the imports of each of our findings, in the tool's words.
    excused: an import as we read it → does an exception of ours take it out?  tree: what was looked at.
    edges: path → what we read of the imports of a file, so that a reason can be held against them.
    """

    who: str
    said: Said
    finding: Finding | None
    answer: Answer
    path: str
    rows: tuple[Row, ...]
    ours: tuple[tuple[Said, ...], ...]
    excused: Callable[[Edge], bool]
    tree: Tree
    edges: Callable[[str], tuple[Edge, ...]]

    def told(self) -> Iterator[Said]:
        """Yield every import that we tell of the same contract."""
        return (hop for hops in self.ours for hop in hops if hop.name == self.said.name)


class Witness(NamedTuple):
    """How the source's own tool is asked, and how the two answers are compared.

    command: file, source roots → ways to start it, the first that is installed wins. The word `{python}` stands for
        an interpreter that has `package`. () = the file itself has the answer in it.
    script: name of the command on PATH.  package: of Python.
    answer: what the tool wrote to standard output → what it found.  Raises ValueError if that is no answer.
    ours: one finding of ours, the name of its decision, the file, the tree → its imports in the tool's words.
    reason: a case → why, proven by what both saw of this very import; "" if nothing proves one.
    runs: file, the tree → how often it is asked, and why more than once: what it finds in any run, it has found.
    also: file, the tree → a further command of the same tool, whose answer counts as well.
    stderr: it answers on standard error.
    shown: file, source roots → what a person types to see the same, "" = the command itself.
    before: a command that has to be run first, if it is installed.  env: what both are told by the environment.
    """

    script: str
    package: str
    command: Callable[[str, tuple[str, ...]], tuple[tuple[str, ...], ...]]
    answer: Callable[[bytes], Answer]
    ours: Callable[[Finding, str, str, Tree], tuple[Said, ...]]
    reason: Callable[[Case], str]
    runs: Callable[[str, Tree], tuple[int, str]] = lambda path, tree: (1, "")  # noqa: ARG005 (the shape of all)
    before: tuple[str, ...] = ()
    env: Mapping[str, str] = {}
    also: Callable[[str, Tree], Witness | None] = lambda path, tree: None  # noqa: ARG005 (the shape of all)
    stderr: bool = False
    shown: Callable[[str, tuple[str, ...]], str] = lambda path, roots: ""  # noqa: ARG005 (the shape of all)


class Importer(NamedTuple):
    """One foreign format.

    tool: as people call it.  files: names it usually has.  reads: path, bytes → is it this format?
    read: path of the file, the tree it lies in → what it came to.  Raises MnemeError on a file that is broken.
    """

    tool: str
    files: tuple[str, ...]
    reads: Callable[[str, bytes], bool]
    read: Callable[[str, Tree], Imported]
    witness: Witness | None = None


def take(name: str) -> Importer:
    """Return one importer by its name."""
    importer: Importer = shelf.take("mneme_cli.importers", name, "IMPORTER")
    return importer
