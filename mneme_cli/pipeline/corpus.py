"""Tree → compiled policy: the people's side of the compiler, run ahead of every hook."""

from __future__ import annotations

from mneme_cli import kinds, languages, shelf
from mneme_cli.decisions import documents
from mneme_cli.decisions.compile import compile as compiled
from mneme_cli.decisions.empty import empties
from mneme_cli.decisions.ground import grounded
from mneme_cli.model.layout import Layout
from mneme_cli.model.policy import Policy
from mneme_cli.model.problem import Problem
from mneme_cli.pipeline.inputs import of_files, of_tree
from mneme_cli.pipeline.packs import CONFIG, brought
from mneme_cli.store import policy as policies
from mneme_cli.store.baseline import PATH as BASELINE
from mneme_cli.store.layout import digest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any, NamedTuple

    from mneme_cli.decisions.compile import Compiled
    from mneme_cli.model.corpus import Corpus, Settings
    from mneme_cli.model.tree import Tree
else:
    from mneme_cli.model.noun import NamedTuple

MANIFESTS = ("pyproject.toml", "setup.cfg", "setup.py", "uv.lock", "poetry.lock", "pdm.lock", ".gitattributes")
"""Files that resolution or marks depend on; requirements*.txt besides."""


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
    )
    inputs = _inputs(tree, settings, layout)
    return Bundle(compiled=grounded(made, told), layout=layout, inputs=inputs, **_known(tree, inputs))


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
    layout = Layout(**joined)
    return layout._replace(digest=digest(layout))


def flat(bundle: Bundle, problems: Iterable[Problem] = (), stamp: bytes = b"") -> Policy:
    """Make the flat policy of a bundle, with what is wrong besides and the stamp of its inputs."""
    made, layout, inputs = bundle.compiled, bundle.layout, bundle.inputs
    settings = made.corpus.settings
    plain = {
        "approvers": list(settings.approvers),
        "base": settings.base,
        "baseline": bundle.baseline,
        "exclude": list(made.excluded.inside),
        "sealed": any(":" in rule.id and rule.level == "final" for rule in made.rules),
        "problems": [each._asdict() for each in problems],
        "inputs": list(inputs),
        "layout": layout.digest,
        "on_hook_failure": settings.on_hook_failure,
        "on_policy_change": settings.on_policy_change,
        "on_unparsed": settings.on_unparsed,
        "sources": bundle.sources,
        "files": bundle.files,
    }
    days = (made.since, made.until - 1)
    return Policy(policies.flatten(made.rules, made.texts, plain, stamp, days))


def _digest(value: object) -> str:
    from hashlib import sha256

    return sha256(repr(value).encode()).hexdigest()


def _inputs(tree: Tree, settings: Settings, layout: Layout) -> tuple[str, ...]:
    """Return what the policy depends on: configuration, decisions, packs and manifests."""
    folders = [folder.rstrip("/") + "/" for folder in settings.decisions]
    requirements = [path for path in tree.list("requirements") if path.endswith(".txt")]
    return tuple(sorted({CONFIG, ".mneme/", *MANIFESTS, *folders, *requirements, *layout.inputs}))


def load(root: str, as_of: int) -> Corpus:
    """Return the decisions of a work tree, with everything that is wrong with them."""
    tree = worktree(root)
    made = bundle(tree, as_of).compiled
    problems = (*made.corpus.problems, *empties(made, tuple(tree.list())))
    return made.corpus._replace(problems=documents.tidy(problems))


def worktree(root: str) -> Tree:
    """Return the files of a work tree as they lie on disk, new ones that git does not ignore included."""
    from mneme_cli.evidence.repository import find
    from mneme_cli.model.request import Request
    from mneme_cli.pipeline.sources import ends

    return ends(find(root), Request(mode="all")).after


def keep(root: str) -> None:
    """Compile the policy of a work tree and keep it where hooks find it."""
    from mneme_cli.pipeline.clock import today
    from mneme_cli.pipeline.contradictions import contradictions
    from mneme_cli.pipeline.place import cache_folder
    from mneme_cli.store import files, layout, stamp

    folder = cache_folder(root)
    if not folder:
        return  # no git and no MNEME_CACHE: nothing is kept
    tree = worktree(root)
    made = bundle(tree, today())
    roots = [folder.rstrip("/") or "." for _, folder in made.layout.roots]  # a new entry there may be a module of ours
    mark = stamp.write(root, stamp.watched(root, (*made.inputs, *roots)))
    if of_tree(worktree(root), made.inputs) != made.sources:
        return  # somebody is writing: the next hook compiles again
    files.save(folder + "/layout", layout.write(made.layout).encode())
    paths = tuple(tree.list())
    problems = (*made.compiled.corpus.problems, *empties(made.compiled, paths), *contradictions(made.compiled, paths))
    files.save(folder + "/policy", flat(made, problems, mark).buffer)
