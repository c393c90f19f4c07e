"""`mneme import --verify`: both tools on the same tree; ours judges by the imported decisions alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.commands.importing.ask import asked
from mneme_cli.commands.importing.compare import compared, names
from mneme_cli.commands.importing.config import CONFIG
from mneme_cli.commands.importing.laid import Laid
from mneme_cli.commands.importing.seen import seen
from mneme_cli.commands.importing.sides import Both, Verified
from mneme_cli.decisions.write import render
from mneme_cli.errors import MnemeError
from mneme_cli.evidence.repository import Repository
from mneme_cli.model.request import Changed
from mneme_cli.pipeline import verdict as verdicts
from mneme_cli.pipeline.facts import sources_of
from mneme_cli.pipeline.fresh import compiled
from mneme_cli.pipeline.sources import Ends

if TYPE_CHECKING:
    from mneme_cli.commands.importing import Plan
    from mneme_cli.importers import Said
    from mneme_cli.model.corpus import Clause, Corpus, Decision
    from mneme_cli.model.finding import Finding
    from mneme_cli.model.problem import Problem
    from mneme_cli.model.rule import Rule
    from mneme_cli.model.tree import Tree
    from mneme_cli.pipeline.fresh import Law


def verify(root: str, made: Plan, corpus: Corpus) -> Verified:
    """Run both and compare.

    Raises:
        MnemeError: nothing is known of how to ask this tool, or its answer cannot be read.
    """
    witness = made.importer.witness
    if witness is None:
        raise MnemeError(f"{made.importer.tool} cannot be asked from here", "import without --verify")
    tree, found, law = _judged(root, made, corpus, made.decisions)
    ran, answer = asked(root, witness, made.path, made.tree, _roots(made))
    if answer is None:
        return Verified(made.importer.tool, "", problems=_wrong(law))
    ours = tuple(_told(made, one, tree) for one in found)
    opened = _opened(root, made, corpus, {one.identity for one in found})
    return compared(made, ran, answer, Both(ours, opened, _rules(made, law), tree, seen(tree)))._replace(
        problems=_wrong(law)
    )


def _told(made: Plan, finding: Finding, tree: Tree) -> tuple[tuple[Said, ...], Finding]:
    """Say a finding of ours in the tool's words, import by import."""
    witness = made.importer.witness
    assert witness is not None
    name = names(made.decisions)[finding.rule.partition("#")[0]]
    return witness.ours(finding, name, made.path, tree), finding


def _roots(made: Plan) -> tuple[str, ...]:
    from mneme_cli import languages

    layout = languages.take("python").layout(made.tree, (), {})
    said = made.config.roots or tuple(folder.rstrip("/") or "." for folder in layout.of("python"))
    return tuple(dict.fromkeys(said))


def _judged(
    root: str, made: Plan, corpus: Corpus, decisions: tuple[Decision, ...]
) -> tuple[Tree, tuple[Finding, ...], Law]:
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
    return tree, kept, law


def _wrong(law: Law) -> tuple[Problem, ...]:
    return tuple(each for each in law.problems if each.code.startswith("E-"))


def _rules(made: Plan, law: Law) -> dict[str, tuple[Rule, ...]]:
    """Return contract → the rules that were made of it."""
    out: dict[str, tuple[Rule, ...]] = {}
    for rule in law.made.rules if law.made else ():
        name = names(made.decisions)[rule.id.partition("#")[0]]
        out[name] = (*out.get(name, ()), rule)
    return out


def _opened(
    root: str, made: Plan, corpus: Corpus, known: set[tuple[str, ...]]
) -> tuple[tuple[tuple[Said, ...], Finding], ...]:
    """Judge again with the ignored imports in the graph, and return what appears: it is what our exceptions hide."""
    clauses = [each for one in made.decisions for each in one.clauses]
    if not any(_ignored(what, hide) for each in clauses for what, _, hide in each.excuses):
        return ()
    open_ = tuple(one._replace(clauses=tuple(_open(each) for each in one.clauses)) for one in made.decisions)
    tree, found, _ = _judged(root, made, corpus, open_)
    return tuple(_told(made, one, tree) for one in found if one.identity not in known)


def _ignored(what: str, hide: bool) -> bool:
    """Tell whether an entry hides one import; one that names a single side leaves out files, and hides no way."""
    return hide and bool(what.partition("->")[0].strip() and what.partition("->")[2])


def _open(clause: Clause) -> Clause:
    """Leave excused imports in the graph."""
    excuses = tuple((what, why, hide and not _ignored(what, hide)) for what, why, hide in clause.excuses)
    return clause._replace(excuses=excuses)
