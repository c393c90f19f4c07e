"""Tree → compiled policy: the people's side of the compiler, run ahead of every hook."""

from __future__ import annotations

from mneme_cli import kinds, languages, manifests, shelf
from mneme_cli.decisions import documents
from mneme_cli.decisions.blind import blind
from mneme_cli.decisions.compile import compile as compiled
from mneme_cli.decisions.components import ties
from mneme_cli.decisions.empty import empties
from mneme_cli.decisions.ground import grounded
from mneme_cli.evidence.entries import survey
from mneme_cli.model.corpus import Settings
from mneme_cli.model.entry import FILES, LOCKS
from mneme_cli.model.layout import Layout
from mneme_cli.model.problem import Problem
from mneme_cli.pipeline.inputs import of_files, of_tree
from mneme_cli.pipeline.packs import CONFIG, brought
from mneme_cli.store.baseline import PATH as BASELINE
from mneme_cli.store.layout import digest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any, NamedTuple

    from mneme_cli.decisions.compile import Compiled
    from mneme_cli.model.corpus import Corpus
    from mneme_cli.model.tree import Tree
else:
    from mneme_cli.model.noun import NamedTuple

_SILENT = ("package_lock", "yarn_lock", "pnpm_lock", "bun_lock")
"""Formats that tell a policy nothing."""
MANIFESTS = (*(name for name, read in FILES.items() if read not in _SILENT), "requirements.txt", ".gitattributes")
"""Files at the root that resolution or marks depend on, whether they are there yet or not.

Python's locks are among them, as they tell which distribution an import belongs to; those of npm tell nothing of that.
"""


class Bundle(NamedTuple):
    """Everything that one tree's decisions come to on one day.

    inputs: paths whose change makes another policy; a folder with its slash stands for all below it.
    sources: digest of the inputs' contents.  baseline: there is one.
    """

    compiled: Compiled
    layout: Layout
    inputs: tuple[str, ...]
    sources: str
    files: str
    baseline: bool


def bundle(tree: Tree, as_of: int) -> Bundle:
    """Compile the decisions of a tree; what is wrong with them is in `compiled.corpus.problems`."""
    settings, wrong = documents.settings(CONFIG, tree.read(CONFIG) if tree.has(CONFIG) else None)
    files = [(path, tree.read(path)) for folder in settings.decisions for path in tree.list(folder.rstrip("/") + "/")]
    unread = _unread(tree, (CONFIG, *(path for path, _ in files)))
    decisions, waivers, more = documents.load([each for each in files if each[0] not in unread])
    packs = brought(tree, settings)
    told = (*wrong, *more, *packs.problems, *unread.values())
    layout = _layout(tree, settings)
    made = compiled(
        (*decisions, *packs.decisions),
        (*waivers, *packs.waivers),
        settings,
        layout,
        as_of,
        kinds.take,
        told,
        packs=packs.settings,
        sealed=_layout(tree, Settings()) if packs.settings and _said(settings) else layout,
    )
    inputs = _inputs(settings, layout)
    return Bundle(compiled=grounded(made, told), layout=layout, inputs=inputs, **_known(tree, inputs))


def _said(settings: Settings) -> bool:
    """Tell whether mneme.yaml says how code lies: words of the repository's own, by which no pack's final rule goes."""
    return bool(settings.tests or settings.imports or settings.source_roots)


def _known(tree: Tree, inputs: tuple[str, ...]) -> dict[str, Any]:
    """Return by what a later run tells whether the policy is still that of a tree."""
    return dict(sources=of_tree(tree, inputs), files=of_files(tree.list()), baseline=tree.has(BASELINE))


def _unread(tree: Tree, paths: Iterable[str]) -> dict[str, Problem]:
    """Say which of the files that were just read could not be: an unreadable decision is not an empty one."""
    notes = getattr(tree, "notes", {})
    fix = "make it readable, or say where it went: git status"
    return {path: Problem("E-SCHEMA", path, 1, 1, notes[path].why, fix) for path in paths if path in notes}


def _layout(tree: Tree, settings: Settings) -> Layout:
    """Join what every language reads from the manifests."""
    parts = [
        languages.take(name).layout(tree, settings.source_roots, settings.imports)
        for name in shelf.names("mneme_cli.languages")
    ]
    joined: dict[str, Any] = {
        field: tuple(each for part in parts for each in getattr(part, field)) for field in Layout._fields[:-1]
    }
    if settings.tests:
        joined["tests"] = settings.tests
    known = survey(tree, tree.list())
    joined["manifests"] = known
    joined["declared"] = _asked(tree, known)
    layout = Layout(**joined)
    return layout._replace(digest=digest(layout))


def _asked(tree: Tree, known: Iterable[tuple[str, str, str]]) -> tuple[tuple[str, str], ...]:
    """Return (ecosystem, name as written) of every package that somebody asks for."""
    rows = [row for row in known if row[1] not in LOCKS and row[1] != "constraints"]
    read = (manifests.read(path, tree.read(path), name).entries for path, name, _ in rows)
    return tuple(sorted({(each.ecosystem, each.written) for entries in read for each in entries}))


def _inputs(settings: Settings, layout: Layout) -> tuple[str, ...]:
    """Return what the policy depends on: configuration, decisions, packs and manifests."""
    folders = [folder.rstrip("/") + "/" for folder in settings.decisions]
    read = [path for path, name, _ in layout.manifests if name not in _SILENT]
    return tuple(sorted({CONFIG, ".mneme/", *MANIFESTS, *folders, *read, *layout.inputs}))


def on_files(made: Compiled, files: Iterable[str], before: Iterable[str] | None = None) -> tuple[Problem, ...]:
    """Return what only the files of a tree tell: what selects nothing or nothing readable, and rival components."""
    files = tuple(files)
    return (*empties(made, files, before), *blind(made, files), *ties(made.components, files, made.corpus.settings))


def load(root: str, as_of: int) -> Corpus:
    """Return the decisions of a work tree, with everything that is wrong with them."""
    tree = worktree(root)
    made = bundle(tree, as_of).compiled
    problems = (*made.corpus.problems, *on_files(made, tree.list()))
    return made.corpus._replace(problems=documents.tidy(problems))


def worktree(root: str) -> Tree:
    """Return the files of a work tree as they lie on disk, new ones that git does not ignore included."""
    from mneme_cli.evidence.repository import find
    from mneme_cli.model.request import Request
    from mneme_cli.pipeline.sources import ends

    return ends(find(root), Request(mode="all")).after
