"""Which commits a change is measured against: names resolved, the merge base found, the day of a commit read."""

from __future__ import annotations

from mneme_cli.errors import MnemeError
from mneme_cli.evidence.plumbing import GitError, run
from mneme_cli.evidence.refs import head, ref
from mneme_cli.evidence.repository import text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.evidence.repository import Repository

USUAL = (
    *("refs/remotes/origin/HEAD", "refs/remotes/origin/main", "refs/remotes/origin/master"),
    *("refs/heads/main", "refs/heads/master"),
)
"""Where the base branch usually is, best first; the upstream of the current branch comes last."""
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


def branches(repository: Repository) -> tuple[str, ...]:
    """Return the names of the branches that are here, those of remotes behind our own."""
    said = run(repository.root, "for-each-ref", "--format=%(refname)", "refs/heads", "refs/remotes")
    names = said.decode("utf-8", "replace").split("\n")
    parts = [name.split("/", 2)[2] for name in names if name.count("/") > 1 and not name.endswith("/HEAD")]
    return tuple(parts)


def remote(repository: Repository) -> str:
    """Return the remote that people fetch from, "" if there is none."""
    names = run(repository.root, "remote").decode("utf-8", "replace").split()
    return "origin" if "origin" in names else next(iter(names), "")


def commit(repository: Repository, name: str) -> str:
    """Return the commit that somebody named.

    Raises:
        MnemeError: there is none.
    """
    found = known(repository, name)
    if not found:
        fetch = f"git fetch origin {name or 'BRANCH'}" if head(repository) else "mneme check (nothing is committed yet)"
        raise MnemeError(f"there is no commit '{name}'", _advice(repository, fetch))
    return found


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
    asked = ("rev-parse", "--verify", "--quiet", "@{upstream}^{commit}")
    return found or run(repository.root, *asked, fine=(0, 1, 128)).decode("ascii").strip() or tip


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
