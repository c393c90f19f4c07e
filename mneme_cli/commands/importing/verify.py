"""`mneme import --verify`: both tools on the same tree, and the difference of what they find, edge by edge."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mneme_cli.commands.importing.ask import asked
from mneme_cli.commands.importing.config import CONFIG
from mneme_cli.commands.importing.laid import Laid
from mneme_cli.commands.importing.seen import seen
from mneme_cli.decisions.write import render
from mneme_cli.errors import MnemeError
from mneme_cli.evidence.repository import Repository
from mneme_cli.importers import NOT, Answer, Case, Said
from mneme_cli.model.request import Changed
from mneme_cli.pipeline import verdict as verdicts
from mneme_cli.pipeline.facts import sources_of
from mneme_cli.pipeline.fresh import compiled
from mneme_cli.pipeline.sources import Ends

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mneme_cli.commands.importing import Plan
    from mneme_cli.importers import Witness
    from mneme_cli.model.corpus import Clause, Corpus, Decision
    from mneme_cli.model.finding import Finding
    from mneme_cli.model.problem import Problem
    from mneme_cli.model.tree import Tree

SAME, THEIRS, OURS = "same", "theirs", "ours"


class Compared(NamedTuple):
    """One finding. who: SAME | THEIRS | OURS.  rule: ours, "" if only they have it.

    reason: why only one side has it; "" = the same, or nobody knows why.
    """

    who: str
    said: Said
    rule: str = ""
    reason: str = ""


class Verified(NamedTuple):
    """What the two tools say. ran: the command, "" = the tool is not there, and nothing was compared.

    hidden: chains that run through an import which the source's tool takes out of its graph; neither side counts them.
    problems: what is wrong with the imported decisions here.
    """

    tool: str
    ran: str
    rows: tuple[Compared, ...] = ()
    hidden: tuple[Compared, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def unexplained(self) -> int:
        """Count the differences for which there is no reason."""
        return sum(row.who != SAME and not row.reason for row in self.rows)


def verify(root: str, made: Plan, corpus: Corpus) -> Verified:
    """Run both and compare.

    Raises:
        MnemeError: nothing is known of how to ask this tool, or its answer cannot be read.
    """
    witness = made.importer.witness
    if witness is None:
        raise MnemeError(f"{made.importer.tool} cannot be asked from here", "import without --verify")
    tree, found, problems = _judged(root, made, corpus, made.decisions)
    ran, answer = asked(root, witness, made.path, made.tree, _roots(made))
    if answer is None:
        return Verified(made.importer.tool, "", problems=problems)
    names = _names(made.decisions)
    mine = [(witness.ours(one, names[_owner(one)], made.path, tree), one) for one in found]
    rows = _compare(witness, answer, mine, tree, _unsaid(made))
    return Verified(made.importer.tool, ran, rows, _hidden(root, made, corpus, mine), problems)


def _roots(made: Plan) -> tuple[str, ...]:
    from mneme_cli import languages

    layout = languages.take("python").layout(made.tree, (), {})
    said = made.config.roots or tuple(folder.rstrip("/") or "." for folder in layout.of("python"))
    return tuple(dict.fromkeys(said))


def _judged(
    root: str, made: Plan, corpus: Corpus, decisions: tuple[Decision, ...]
) -> tuple[Tree, tuple[Finding, ...], tuple[Problem, ...]]:
    """Judge every file by the imported decisions alone; return what blocks or warns."""
    texts = {one.place.path: render(one).encode() for one in decisions}
    if made.config.text:
        texts[CONFIG] = made.config.text.encode()
    folders = tuple(f"{folder.strip('/')}/" for folder in corpus.settings.decisions)
    tree = Laid(made.tree, texts, without=(*folders, ".mneme/"))
    law = compiled(tree, corpus.as_of, None)
    ends = Ends(Repository(root), Changed(), tree, tree, everything=True)
    verdict = verdicts.of_everything(law.policy, sources_of(ends, law), corpus.as_of)
    kept = tuple(one for one in verdict.findings if one.outcome in ("block", "warn") and not one.aside)
    return tree, kept, tuple(each for each in law.problems if each.code.startswith("E-"))


def _names(decisions: tuple[Decision, ...]) -> dict[str, str]:
    return {one.id: one.extra["x-imported-from"]["name"] for one in decisions}


def _owner(finding: Finding) -> str:
    return finding.rule.partition("#")[0]


def _unsaid(made: Plan) -> dict[str, str]:
    """Return the rules of theirs that the table says are not importable, each with why."""
    names = set(_names(made.decisions).values())
    rows = [(row.where or row.what, row.why) for row in made.rows if row.how == NOT]
    return {name: why for name, why in rows if name not in names}


def _compare(
    witness: Witness, answer: Answer, mine: list[tuple[Said, Finding]], tree: Tree, unsaid: Mapping[str, str]
) -> tuple[Compared, ...]:
    """Set both answers side by side; the same name, source and target are the same finding."""
    ours, edges = tuple(said for said, _ in mine), seen(tree)
    known = {said[:3] for said in answer.said}
    rows = []
    for said, finding in mine:
        same = said[:3] in known
        case = Case(OURS, said, finding, answer, ours, tree, edges)
        rows.append(Compared(SAME if same else OURS, said, finding.rule, "" if same else witness.reason(case)))
    told = {said[:3] for said in ours}
    for said in answer.said:
        if said[:3] not in told:
            case = Case(THEIRS, said, None, answer, ours, tree, edges)
            why = f"not importable: {unsaid[said.name]}" if said.name in unsaid else witness.reason(case)
            rows.append(Compared(THEIRS, said, "", why))
    return tuple(sorted(set(rows)))


def _hidden(root: str, made: Plan, corpus: Corpus, mine: list[tuple[Said, Finding]]) -> tuple[Compared, ...]:
    """Judge again with the ignored imports in the graph: what appears is what they hide."""
    if not any(
        _ignored(what, hide) for one in made.decisions for each in one.clauses for what, _, hide in each.excuses
    ):
        return ()
    open_ = tuple(one._replace(clauses=tuple(_open(each) for each in one.clauses)) for one in made.decisions)
    witness, names = made.importer.witness, _names(made.decisions)
    assert witness is not None
    tree, found, _ = _judged(root, made, corpus, open_)
    known = {one.identity for _, one in mine}
    rows = [
        Compared(OURS, witness.ours(one, names[_owner(one)], made.path, tree), one.rule, _by_way(one))
        for one in found
        if one.identity not in known
    ]
    return tuple(sorted(set(rows)))


def _ignored(what: str, hide: bool) -> bool:
    """Tell whether an entry hides one import; one that names a single side leaves out files, and hides no way."""
    return hide and bool(what.partition("->")[0].strip() and what.partition("->")[2])


def _open(clause: Clause) -> Clause:
    """Leave excused imports in the graph."""
    excuses = tuple((what, why, hide and not _ignored(what, hide)) for what, why, hide in clause.excuses)
    return clause._replace(excuses=excuses)


def _by_way(finding: Finding) -> str:
    hops = [finding.source, *(edge.target for edge in finding.chain)]
    return "an ignored import hides the chain " + " -> ".join(hops)
