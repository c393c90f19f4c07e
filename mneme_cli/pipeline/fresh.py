"""The policy of one end of a change: the one on disk if it is still that of this tree, else compiled now.

A gate in CI trusts only what it compiled in this run.
"""

from __future__ import annotations

from mneme_cli.languages import known
from mneme_cli.model.glob import matches
from mneme_cli.model.problem import Problem
from mneme_cli.pipeline.inputs import concerns, founding, of_files, of_index, of_tree
from mneme_cli.store.stamp import partial

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import NamedTuple

    from mneme_cli.decisions.compile import Compiled
    from mneme_cli.model.layout import Layout
    from mneme_cli.model.policy import Policy
    from mneme_cli.model.request import Request
    from mneme_cli.model.tree import Tree
    from mneme_cli.pipeline.corpus import Bundle
    from mneme_cli.pipeline.sources import Ends
else:
    from mneme_cli.model.noun import NamedTuple


class Law(NamedTuple):
    """What one tree is judged by.

    problems: what is wrong with its decisions.  made: what people can read of it, unless it came from the disk.
    tree: what it was compiled from, so that it can be for another day.
    """

    policy: Policy
    layout: Layout
    problems: tuple[Problem, ...]
    made: Compiled | None = None
    tree: Tree | None = None


def head(ends: Ends, request: Request, day: int) -> Law:
    """Return the law of the tree that is judged."""
    kept = None if _distrusted(request) else _kept(ends, request, day)
    return kept or compiled(ends.after, day, None if ends.everything else ends.before)


def compiled(tree: Tree, day: int, before: Tree | None) -> Law:
    """Compile the law that somebody is told of; what selects nothing in its tree is one of its problems."""
    from mneme_cli.pipeline.contradictions import contradictions
    from mneme_cli.pipeline.corpus import bundle, on_files

    made = bundle(tree, day)
    files = tuple(tree.list())
    more = on_files(made.compiled, files, tuple(before.list()) if before else None)
    problems = (*made.compiled.corpus.problems, *more, *contradictions(made.compiled, files))
    return _law(tree, made, problems)


def past(tree: Tree, day: int) -> Law:
    """Compile the law of a tree that nobody stands in: what it selects there is no news to anybody."""
    from mneme_cli.pipeline.corpus import bundle

    made = bundle(tree, day)
    problems = made.compiled.corpus.problems
    return _law(tree, made, problems)


def _law(tree: Tree, made: Bundle, problems: tuple[Problem, ...]) -> Law:
    from mneme_cli.pipeline.flat import flat

    return Law(policy=flat(made, problems), layout=made.layout, problems=problems, made=made.compiled, tree=tree)


def _distrusted(request: Request) -> bool:
    from posix import environ

    return request.mode == "range" or bool(request.head or environ.get(b"CI"))


def _kept(ends: Ends, request: Request, day: int) -> Law | None:
    """Return what lies on disk if the work tree's decisions are those of the tree that is judged."""
    from mneme_cli.pipeline.compiled import stored_layout

    root = ends.repository.root
    if any(change.op == "delete" for change in ends.changed.changes):
        return None  # it may have been the last file that a selector selects
    policy = _renewed(ends, day)
    if policy is None:
        return None
    settings = policy.settings()
    if request.mode == "staged" and of_index(root, settings["inputs"]) != settings["sources"]:
        return None
    if request.mode == "stdin" and concerns(settings["inputs"], request.paths[0]):
        return None  # what is proposed lies on no disk
    problems = tuple(Problem(**each) for each in settings["problems"])
    if any(each.code.endswith("-EMPTY") for each in problems):
        return None  # the decisions are what they were, but the files may have come
    if _moved(ends, request, policy) or _tied(ends, policy) or _grown(ends, policy):
        return None
    return Law(policy=policy, layout=stored_layout(root), problems=problems)


def _renewed(ends: Ends, day: int) -> Policy | None:
    """Return what lies on disk, compiled anew if it is not of this day or lacks what has come; None if it cannot be."""
    root = ends.repository.root
    policy = _stored(root, day)
    if policy is not None and not _grown(ends, policy):
        return policy
    from mneme_cli.pipeline.keep import keep

    keep(root)
    return _stored(root, day)


def _stored(root: str, day: int) -> Policy | None:
    """Return what lies on disk if it is the policy of this day, and whole."""
    from mneme_cli.pipeline.compiled import fresh, stored, whole

    policy = stored(root)
    return policy if policy is not None and fresh(policy, root, day) and whole(policy, root) else None


def _grown(ends: Ends, policy: Policy) -> bool:
    """Tell whether a file that came may move the layout, and the policy was made without it.

    Layouts come from manifests and from which folders hold code; new entries of the source roots alone are watched.
    """
    new = {change.path for change in ends.changed.changes if change.op == "add"}
    if not any(_founds(path, new, ends.after) for path in sorted(new)):
        return False
    return bool(of_files(ends.after.list()) != policy.settings()["files"])


def _founds(path: str, new: Collection[str], tree: Tree) -> bool:
    """Tell whether a new file says where code lies: a manifest, a package's own file, the first code in its folder."""
    if not known(path):
        return founding(path)
    folder, _, name = path.rpartition("/")
    if name.startswith("__init__."):
        return True
    return all(each in new or not known(each) for each in tree.list(f"{folder}/" if folder else ""))


def _tied(ends: Ends, policy: Policy) -> bool:
    """Tell whether a file that came may belong to several components alike."""
    globs = policy.settings()["ties"]
    new = (change.path for change in ends.changed.changes if change.op == "add") if globs else ()
    return any(matches(glob, path) for path in new for glob in globs)


def _moved(ends: Ends, request: Request, policy: Policy) -> bool:
    """Tell whether a policy that looks fresh is not: other files there are, or an input that is not watched changed."""
    settings = policy.settings()
    if request.mode == "all" and of_files(ends.after.list()) != settings["files"]:
        return True  # what must exist, and what contradicts, depends on the files there are
    return partial(policy.stamp()) and of_tree(ends.after, settings["inputs"]) != settings["sources"]
