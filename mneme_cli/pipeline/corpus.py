"""Tree → compiled policy: the people's side of the compiler, run ahead of every hook."""

from __future__ import annotations

from mneme_cli import harnesses, kinds, languages, shelf
from mneme_cli.decisions import documents
from mneme_cli.decisions.compile import compile as compiled
from mneme_cli.decisions.components import ties, tying
from mneme_cli.decisions.empty import empties
from mneme_cli.judge.asides import falls_due
from mneme_cli.judge.guard import watched
from mneme_cli.model.layout import Layout
from mneme_cli.model.policy import Policy
from mneme_cli.model.problem import Problem
from mneme_cli.pipeline.inputs import of_files, of_tree
from mneme_cli.pipeline.packet import worded
from mneme_cli.pipeline.packs import CONFIG, brought
from mneme_cli.store import policy as policies
from mneme_cli.store.baseline import PATH as BASELINE
from mneme_cli.store.layout import digest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
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
    layout = _layout(tree, settings)
    made = compiled(
        (*decisions, *packs.decisions),
        (*waivers, *packs.waivers),
        settings,
        layout,
        as_of,
        kinds.take,
        (*wrong, *more, *packs.problems, *unread.values()),
        packs=packs.settings,
    )
    inputs = _inputs(tree, settings, layout)
    return Bundle(
        compiled=made,
        layout=layout,
        inputs=inputs,
        **_known(tree, inputs),
    )


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


def flat(
    bundle: Bundle, problems: Iterable[Problem] = (), stamp: bytes = b"", over: Mapping[str, str | None] | None = None
) -> Policy:
    """Make the flat policy of a bundle, with what is wrong besides and the stamp of its inputs.

    over: files as they were at the base (None = there was none), for a policy that is kept beside another one.
    """
    made = bundle.compiled
    plain = {**_settings(bundle, problems), "over": dict(over or {})}
    days = (made.since, made.until - 1)
    said = worded(made.rules, lambda rule: made.texts[rule.id], plain, made.since)
    return Policy(policies.flatten(made.rules, made.texts, plain, stamp, days, said))


def _settings(bundle: Bundle, problems: Iterable[Problem]) -> dict[str, Any]:
    """Return what is asked of a policy besides its rules, plain."""
    made, settings = bundle.compiled, bundle.compiled.corpus.settings
    return {
        "approvers": list(settings.approvers),
        "base": settings.base,
        "baseline": bundle.baseline,
        "exclude": list(made.excluded.inside),
        **_guarded(settings),
        "sealed": any(":" in rule.id and rule.level == "final" for rule in made.rules),
        "problems": [each._asdict() for each in problems],
        "inputs": list(bundle.inputs),
        "layout": bundle.layout.digest,
        "on_hook_failure": settings.on_hook_failure,
        "packet": dict(settings.packet),
        "on_policy_change": settings.on_policy_change,
        "on_unparsed": settings.on_unparsed,
        "on_unresolved": settings.on_unresolved,
        "sources": bundle.sources,
        "ties": list(tying(made.components)),
        "files": bundle.files,
        "due": [number for number, rule in enumerate(made.rules) if falls_due(rule, made.corpus.as_of)],
    }


def _guarded(settings: Settings) -> dict[str, Any]:
    """Return what an agent must not change unasked, and how paths begin that are worth a look."""
    folders = [folder.rstrip("/") + "/" for folder in settings.decisions]
    guards = sorted({glob for name in shelf.names("mneme_cli.harnesses") for glob in harnesses.take(name).guards})
    return {"decisions": folders, "guards": guards, "watch": watched(folders, guards)}


def _digest(value: object) -> str:
    from hashlib import sha256

    return sha256(repr(value).encode()).hexdigest()


def _inputs(tree: Tree, settings: Settings, layout: Layout) -> tuple[str, ...]:
    """Return what the policy depends on: configuration, decisions, packs and manifests."""
    folders = [folder.rstrip("/") + "/" for folder in settings.decisions]
    requirements = [path for path in tree.list("requirements") if path.endswith(".txt")]
    return tuple(sorted({CONFIG, ".mneme/", *MANIFESTS, *folders, *requirements, *layout.inputs}))


def on_files(made: Compiled, files: Iterable[str], before: Iterable[str] | None = None) -> tuple[Problem, ...]:
    """Return what only the files of a tree tell: what selects nothing, and components that claim a file alike."""
    files = tuple(files)
    return (*empties(made, files, before), *ties(made.components, files, made.corpus.settings))


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
