"""Which branches there are, here and as remotes had them, and which of them a change may be meant for."""

from __future__ import annotations

from mneme_cli.evidence.plumbing import run
from mneme_cli.evidence.refs import branch, head, ref

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.evidence.repository import Repository

USUAL = (
    *("refs/remotes/origin/HEAD", "refs/remotes/origin/main", "refs/remotes/origin/master"),
    *("refs/heads/main", "refs/heads/master"),
)
"""Where the base branch usually is, best first; the upstream of the current branch comes last."""
_SHORT = ("--format=%(refname)", "refs/heads", "refs/remotes")


def branches(repository: Repository) -> tuple[str, ...]:
    """Return the names of the branches that are here, those of remotes behind our own."""
    return _names(run(repository.root, "for-each-ref", *_SHORT))


def remote(repository: Repository) -> str:
    """Return the remote that people fetch from, "" if there is none."""
    names = run(repository.root, "remote").decode("utf-8", "replace").split()
    return "origin" if "origin" in names else next(iter(names), "")


def lost(repository: Repository) -> tuple[str, ...]:
    """Return the branches that a change may be for, if nothing tells: none is a usual one, or has what HEAD has.

    A repository of one branch has nowhere else to go; what a remote holds of the branch itself is no base either.
    """
    if not head(repository) or any(ref(repository, name) for name in USUAL):
        return ()
    own, above = branch(repository), upstream(repository, "--abbrev-ref", "@{upstream}")
    if above and above.partition("/")[2] != own:
        return ()
    others = tuple(name for name in branches(repository) if name not in (own, above))
    holding = run(repository.root, "for-each-ref", "--contains=HEAD", *_SHORT) if others else b""
    return others if {*others}.isdisjoint(_names(holding)) else ()


def upstream(repository: Repository, *how: str) -> str:
    """Ask git for the upstream of the current branch, "" if it has none."""
    said = run(repository.root, "rev-parse", "--quiet", *how, fine=(0, 1, 128)).decode("utf-8", "replace").strip()
    return "" if said.startswith("@") else said


def _names(said: bytes) -> tuple[str, ...]:
    names = said.decode("utf-8", "replace").split("\n")
    return tuple(name.split("/", 2)[2] for name in names if name.count("/") > 1 and not name.endswith("/HEAD"))
