"""Whether the commit that is being made takes the place of the last one: git tells its hooks nothing of `--amend`.

It does tell them the author's name and day, and an amended commit keeps those of the commit that it replaces. With
`--reset-author` or `--date` it does not; then, and where two commits in a row have one day, nobody can tell.
"""

from __future__ import annotations

from mneme_cli.evidence.plumbing import GitError, run
from mneme_cli.evidence.refs import head

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from mneme_cli.evidence.repository import Repository


def amended(repository: Repository, environ: Mapping[str, str]) -> tuple[str, bytes]:
    """Return the parent of the commit that is replaced, and that commit's message; "" if none is, or it has none."""
    said = [environ.get(f"GIT_AUTHOR_{part}", "") for part in ("NAME", "EMAIL", "DATE")]
    tip = head(repository)
    if not all(said) or not tip:
        return "", b""
    name, email, day = said
    author = f"author {name} <{email}> {day.removeprefix('@')}".encode("utf-8", "surrogateescape")
    lines, text = _commit(repository, tip)
    parent = next((line[7:].decode("ascii") for line in lines if line.startswith(b"parent ")), "")
    if author not in lines or not parent or _day(lines) == _day(_commit(repository, parent)[0]):
        return "", b""
    return parent, text


def _commit(repository: Repository, oid: str) -> tuple[list[bytes], bytes]:
    try:
        header, _, text = run(repository.root, "cat-file", "commit", oid).partition(b"\n\n")
    except GitError:  # the parent of the last commit of a shallow clone
        return [], b""
    return header.split(b"\n"), text


def _day(lines: list[bytes]) -> bytes:
    return next((line.rpartition(b"> ")[2] for line in lines if line.startswith(b"author ")), b"")
