"""A clone that was cut off is deepened until two commits and all between them are there, or refused by name."""

from __future__ import annotations

from mneme_cli.errors import MnemeError
from mneme_cli.evidence.copies import spec
from mneme_cli.evidence.history import known
from mneme_cli.evidence.plumbing import GitError, run
from mneme_cli.evidence.repository import text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.evidence.repository import Repository

STEPS = ("--deepen=50", "--deepen=500", "--deepen=5000", "--unshallow")
"""Most changes are short: a little more history is asked for before all of it."""


def ancestor(repository: Repository, one: str, other: str) -> str:
    """Return where two commits parted; "" if nobody can tell from the history that is here.

    A cut history may show an older common ancestor than there is, so nothing between may be where it was cut off.
    """
    found = run(repository.root, "merge-base", one, other, fine=(0, 1)).decode("ascii").split("\n")[0]
    cut = _cut(repository)
    if not found or not cut:
        return found
    between = run(repository.root, "rev-list", one, other, "--not", found).decode("ascii").split("\n")
    return "" if cut & {*between} else found


def cut_off(repository: Repository) -> bool:
    """Tell whether this is a shallow clone."""
    return bool(_cut(repository))


def fetch(repository: Repository, remote: str, names: tuple[str, ...], step: str = "") -> None:
    """Fetch commits and refs of a remote (`refs/remotes/origin/main` is its main), with a step's depth.

    Raises:
        MnemeError: git cannot; the hint is the command to run.
    """
    specs = [spec(name) for name in names]
    more = [step] if step else []
    try:
        run(repository.root, "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", *more, "--", remote, *specs)
    except GitError as wrong:
        if cut_off(repository):
            raise refusal(remote, wrong.message) from None
        raise


def refusal(remote: str, why: str = "") -> MnemeError:
    """Make the error for a history that is not whole here."""
    said = "the history here does not reach back to where this change began" + (f" ({why})" if why else "")
    more = "fetch-depth: 0 in GitHub's checkout, GIT_DEPTH: 0 in GitLab"
    return MnemeError(said, f"git fetch --unshallow {remote or 'origin'}   (in CI: {more})")


def missing(repository: Repository, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the commits that are not here."""
    return tuple(name for name in names if name and not known(repository, name))


def _cut(repository: Repository) -> set[str]:
    return set(text(f"{repository.common}/shallow").decode("ascii", "replace").split())
