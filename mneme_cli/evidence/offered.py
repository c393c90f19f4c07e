"""A bid → a question: which range is judged, with as much more history as that takes."""

from __future__ import annotations

from mneme_cli.errors import MnemeError
from mneme_cli.evidence import shallow
from mneme_cli.evidence.copies import copies, exact, owner, spec
from mneme_cli.evidence.history import commit, resolve
from mneme_cli.evidence.plumbing import run
from mneme_cli.model.request import Request

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from mneme_cli.evidence.repository import Repository
    from mneme_cli.model.bid import Bid

LACKING = "find remote ref"
"""How git says that a server has no such branch or tag."""


def offered(repository: Repository, bid: Bid, *, more: bool = True) -> Request:
    """Return the range from where a bid left what is there, or everything at its head. more: history may be fetched.

    Raises:
        MnemeError: a commit is missing and cannot be had; the hint is the command to run.
    """
    remote = bid.remote if more else ""
    if remote and shallow.missing(repository, (bid.head,)):
        shallow.fetch(repository, remote, (bid.head,))
    head = commit(repository, bid.head)
    base = _nearest(repository, bid, head, remote)
    if base:
        return Request(mode="range", base=base, head=head, fork=True)
    if bid.must:
        raise MnemeError(f"{bid.name} has nothing in common with what it is to be merged into", "rebase it")
    return Request(mode="all", head=head)


def _nearest(repository: Repository, bid: Bid, head: str, remote: str) -> str:
    """Return the commit, of those to compare a bid with, that leaves the least to judge; "" if there is none."""
    there = _there(repository, bid, remote)
    forks = [(tip, _fork(repository, tip, head, bid.remote, remote)) for tip in there]
    sizes = [(_size(repository, fork, head), at) for at, (_, fork) in enumerate(forks) if fork]
    return forks[min(sizes)[1]][0] if sizes else ""


def _there(repository: Repository, bid: Bid, remote: str) -> tuple[str, ...]:
    """Return the commits behind `since` that are here; if there is none, what can be fetched.

    A name that says nothing here may be a branch or a tag of the remote.
    """
    if (found := _known(repository, bid.since)) or not bid.since:
        return found
    names = [copies(repository, name, bid.remote) for name in bid.since]
    every = [copy for some in names for copy in some]
    if found := _known(repository, every):
        return found
    wrong = [_fetched(repository, remote, some) for some in names if remote]
    if not (found := _known(repository, every)) and bid.must:
        raise next(filter(None, reversed(wrong)), None) or _nowhere(bid, remote, names[-1][0])
    return found


def _fetched(repository: Repository, remote: str, names: Iterable[str]) -> MnemeError | None:
    """Fetch the first of some names that its remote has; return why that could not be asked."""
    for name in names:
        try:
            shallow.fetch(repository, owner(name, remote), (name,))
        except MnemeError as wrong:
            if LACKING not in wrong.message:
                return wrong
        else:
            break
    return None


def _nowhere(bid: Bid, remote: str, best: str) -> MnemeError:
    """Make the error for a base that is not here, and that nobody has. best: what would have to be fetched."""
    name = bid.since[-1].removeprefix("refs/remotes/")
    if not remote and exact(bid.since[-1]):
        return shallow.refusal(bid.remote, f"no {name}")
    if remote:
        said = f"there is no '{name}' here, and {remote} has none either"
        return MnemeError(said, "name a branch, a tag or a commit that is there")
    return MnemeError(f"there is no '{name}' here", f"git fetch {bid.remote or 'origin'} {spec(best)}")


def _known(repository: Repository, since: Iterable[str]) -> tuple[str, ...]:
    names = tuple(name for name in since if name and not set(name) & set("\n\0"))
    return tuple(dict.fromkeys(filter(None, resolve(repository, names)))) if names else ()


def _fork(repository: Repository, tip: str, head: str, remote: str, more: str) -> str:
    """Return where two commits parted, deepening a clone that was cut off as far as it takes."""
    steps = iter(shallow.STEPS)
    found = shallow.ancestor(repository, tip, head)
    while not found and shallow.cut_off(repository):
        step = next(steps, "")
        if not more or not step:
            raise shallow.refusal(remote)
        shallow.fetch(repository, more, (tip, head), step)
        found = shallow.ancestor(repository, tip, head)
    return found


def _size(repository: Repository, base: str, head: str) -> int:
    return int(run(repository.root, "rev-list", "--count", f"{base}..{head}"))
