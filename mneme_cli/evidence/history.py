"""Which commits a change is measured against: names resolved, the merge base found, the day of a commit read."""

from __future__ import annotations

from mneme_cli.errors import MnemeError
from mneme_cli.evidence.branches import USUAL, branches, remote, upstream
from mneme_cli.evidence.plumbing import GitError, run
from mneme_cli.evidence.refs import head, ref
from mneme_cli.evidence.repository import text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.evidence.repository import Repository

_EMPTY = {
    40: "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
    64: "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321",
}


def empty_tree(repository: Repository) -> str:
    """Return the id of the tree without files, which git knows without having it, in the repository's hash."""
    wide = b"objectformat = sha256" in text(f"{repository.common}/config").lower()
    return _EMPTY[64 if wide else 40]


def resolve(repository: Repository, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the commit behind each name, "" where there is none, with one spawn."""
    asked = "".join(f"{name}^{{commit}}\n" for name in names).encode("utf-8", "surrogateescape")
    lines = run(repository.root, "cat-file", "--batch-check=%(objectname)", given=asked).decode("utf-8", "replace")
    return tuple(line if len(line) in _EMPTY and line.isalnum() else "" for line in lines.split("\n")[: len(names)])


def known(repository: Repository, name: str) -> str:
    """Return the commit behind a name that somebody wrote, "" where there is none."""
    return resolve(repository, (name,))[0] if name and not set(name) & set("\n\0") else ""


def commit(repository: Repository, name: str) -> str:
    """Return the commit that somebody named.

    Raises:
        MnemeError: there is none.
    """
    found = known(repository, name)
    if not found:
        raise MnemeError(f"there is no commit '{name}'", _advice(repository, _instead(repository, name)))
    return found


def _instead(repository: Repository, name: str) -> str:
    """Say what to write instead of a name that nothing has: a way through history cannot be fetched."""
    if not head(repository):
        return "mneme check (nothing is committed yet)"
    start = name[: min((at for at in map(name.find, "~^@") if at >= 0), default=len(name))]
    if start != name and (tip := known(repository, start or "HEAD")):
        back = int(run(repository.root, "rev-list", "--count", "--first-parent", tip)) - 1
        start = start or "HEAD"
        return f"{start} goes back to {start}~{back}" if back else f"{start} is the first commit: mneme check --all"
    away = remote(repository)
    return f"git fetch {away} {name or 'BRANCH'}" if away else f"name one that is here: {', '.join(_some(repository))}"


def _some(repository: Repository) -> tuple[str, ...]:
    """Return a few names of commits that are here."""
    return branches(repository)[:5] or ("HEAD",)


def base(repository: Repository, setting: str = "") -> str:
    """Return the tip of the base branch: the setting's, else the usual ones, else HEAD; "" if HEAD is unborn.

    Raises:
        MnemeError: the setting names no commit.
    """
    if setting:
        return commit(repository, setting)
    tip = head(repository)
    if not tip:
        return ""
    found = next(filter(None, (ref(repository, name) for name in USUAL)), "")
    return found or upstream(repository, "--verify", "@{upstream}^{commit}") or tip


def fork(repository: Repository, one: str, other: str) -> str:
    """Return the best common ancestor of two commits.

    Raises:
        MnemeError: there is none, or a shallow clone does not have it.
    """
    if one == other:
        return one
    found = run(repository.root, "merge-base", one, other, fine=(0, 1)).decode("ascii").split("\n")[0]
    if not found:
        why = " in this shallow clone" if _shallow(repository) else ""
        told = f"{one[:12]} and {other[:12]} have no common ancestor{why}"
        raise MnemeError(told, _advice(repository, f"name the two ends: mneme check --diff {one[:12]}..{other[:12]}"))
    return found


def touched(repository: Repository, tip: str, path: str) -> str:
    """Return the last commit up to a tip that changed a file, "" if none that is here did."""
    said = run(repository.root, "rev-list", "-1", tip, "--", path)
    return said.decode("ascii").strip()


def uncommitted(repository: Repository, paths: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of some files that are otherwise in the last commit, or in none."""
    said = run(repository.root, "status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", *paths)
    changed = {row[3:] for row in said.decode("utf-8", "surrogateescape").split("\0")}
    return tuple(path for path in paths if path in changed)


def day(repository: Repository, oid: str) -> int:
    """Return the day (`model.day`, UTC) on which a commit was committed.

    Raises:
        GitError: there is no such commit.
    """
    header = run(repository.root, "cat-file", "commit", oid).partition(b"\n\n")[0]
    for line in header.split(b"\n"):
        if line.startswith(b"committer "):
            return int(line.split(b" ")[-2]) // 86400
    raise GitError(f"commit {oid[:12]} has no committer", "git fsck")


def _shallow(repository: Repository) -> bool:
    return bool(text(f"{repository.common}/shallow"))


def _advice(repository: Repository, otherwise: str) -> str:
    if _shallow(repository):
        return "git fetch --unshallow (or --deepen=200; in CI: fetch-depth: 0)"
    return otherwise
