"""What a hook reads is compiled ahead and kept: the policy of the work tree and, beside it, what only the base's has.

The base is where this work left the base branch. A hook has no time for git, so the stamp of the policy says for which
commits the base was compiled, and whether it forbids anything more: mostly not, and then it costs a hook nothing.
"""

from __future__ import annotations

from mneme_cli.errors import MnemeError
from mneme_cli.evidence.branches import USUAL
from mneme_cli.evidence.marks import NAME
from mneme_cli.evidence.refs import ref
from mneme_cli.evidence.repository import find
from mneme_cli.model.line import write_rule
from mneme_cli.model.request import Request
from mneme_cli.model.scan import dumps
from mneme_cli.pipeline.clock import today
from mneme_cli.pipeline.contradictions import contradictions
from mneme_cli.pipeline.corpus import bundle, on_files, worktree
from mneme_cli.pipeline.flat import flat
from mneme_cli.pipeline.inputs import concerns, founding, of_tree
from mneme_cli.pipeline.place import cache_folder, git_folder
from mneme_cli.pipeline.sources import ends, undone
from mneme_cli.store import files, layout, stamp
from mneme_cli.store.baseline import PATH as BASELINE
from mneme_cli.store.policy import commits as committed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from mneme_cli.evidence.repository import Repository
    from mneme_cli.model.fact import Change
    from mneme_cli.model.rule import Rule
    from mneme_cli.pipeline.corpus import Bundle
    from mneme_cli.pipeline.sources import Ends


_REFS = (".git/config", ".git/packed-refs", ".git/refs/heads", ".git/refs/remotes", ".git/refs/remotes/origin")
"""What tells which branch is the base: watched as long as nothing does."""


def keep(root: str) -> None:
    """Compile the policy of a work tree and of its base, and keep them where hooks find them."""
    folder = cache_folder(root)
    if not folder:
        return  # no git and no MNEME_CACHE: nothing is kept
    repository, day = find(root), today()
    git = git_folder(root)
    name = _branch(repository, seen := _ends(repository))
    commits = committed(git, name)
    made = bundle(seen.after, day)
    roots = [folder.rstrip("/") or "." for _, folder in made.layout.roots]  # a new entry there may be a module of ours
    unbased = [each for each in seen.problems if each.code.startswith("E-")]
    mark = stamp.write(root, (*made.inputs, *roots, *(_REFS if unbased else ())))
    base = _base(seen, made, day)
    if of_tree(worktree(root), made.inputs) != made.sources or committed(git, name) != commits:
        return  # somebody is writing: the next hook compiles again
    line = stamp.based(git, name, same=base is None)
    if base is not None:
        over = {path: _text(seen, path) for path in _overlaid(seen)}
        files.save(folder + "/base-layout", layout.write(base.layout).encode())
        files.save(folder + "/base", flat(base, stamp=line, over=over).buffer)
    files.save(folder + "/layout", layout.write(made.layout).encode())
    paths = tuple(seen.after.list())
    problems = (*made.compiled.corpus.problems, *on_files(made.compiled, paths), *contradictions(made.compiled, paths))
    files.save(folder + "/policy", flat(made, problems, line + mark, unbased=unbased).buffer)


def _ends(repository: Repository) -> Ends:
    """Compare the work tree with where it left the base branch; with the last commit if it never did."""
    try:
        return ends(repository, Request(), early=False)
    except MnemeError:
        return ends(repository, Request(base="HEAD"), early=False)


def _branch(repository: Repository, seen: Ends) -> str:
    """Return the full name of the base branch, so that a hook can look whether it moved; HEAD if it is none."""
    from mneme_cli.decisions.documents import settings

    asked = settings("mneme.yaml", seen.after.read("mneme.yaml"))[0].base
    names = [f"{front}{asked}" for front in ("", "refs/heads/", "refs/remotes/")] if asked else USUAL
    return next((name for name in names if seen.changed.tip and ref(repository, name) == seen.changed.tip), "HEAD")


def _base(seen: Ends, made: Bundle, day: int) -> Bundle | None:
    """Return the base's policy less the rules that both have; None if nothing is left and nothing else differs.

    Rules that see another layout are other rules, whatever they say.
    """
    changes = [each for each in seen.changed.changes if _touches(each, made.inputs)]
    if not changes:
        return None
    base = bundle(undone(seen.repository, seen.changed, seen.after, changes), day)
    ours = set(map(_line, made.compiled.rules)) if base.layout.digest == made.layout.digest else set()
    rules = tuple(rule for rule in base.compiled.rules if _line(rule) not in ours)
    if not rules and not _overlaid(seen):
        return None
    return base._replace(compiled=base.compiled._replace(rules=rules))


def _touches(change: Change, inputs: Iterable[str]) -> bool:
    """Tell whether a change may make another policy of the base; what is gone is no input of what is left."""
    gone = change.op == "delete" and founding(change.path)
    return gone or concerns(inputs, change.path) or _marks(change.path)


def _line(rule: Rule) -> str:
    return dumps(write_rule(rule))


def _overlaid(seen: Ends) -> tuple[str, ...]:
    """Return the changed files that a hook needs as they were: marks, and the baseline."""
    return tuple(change.path for change in seen.changed.changes if change.path == BASELINE or _marks(change.path))


def _marks(path: str) -> bool:
    return path.rpartition("/")[2] == NAME


def _text(seen: Ends, path: str) -> str | None:
    return seen.before.read(path).decode("utf-8", "surrogateescape") if seen.before.has(path) else None
