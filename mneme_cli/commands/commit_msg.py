"""`mneme commit-msg`: who uses a waiver says so in the commit, and what was waived stays written in history.

An exception that nobody has to name is used again and again. A waiver that this very change brings speaks for itself;
one that was there before is named by the author, as a trailer. A commit that is amended has named it already.
"""

from __future__ import annotations

from os import environ
from typing import TYPE_CHECKING, NamedTuple

from mneme_cli.commands._waived import waived
from mneme_cli.commands.asked import Asked
from mneme_cli.commands.check import look
from mneme_cli.errors import MnemeError
from mneme_cli.evidence.amended import amended
from mneme_cli.evidence.gather import silent
from mneme_cli.evidence.message import kept, trailers, with_trailers
from mneme_cli.evidence.refs import merging
from mneme_cli.evidence.repository import find
from mneme_cli.judge.outcome import exit_code
from mneme_cli.model.request import Request

if TYPE_CHECKING:
    from mneme_cli.commands._waived import Waived
    from mneme_cli.evidence.gather import Progress
    from mneme_cli.evidence.repository import Repository

WAIVER, COVERED = "Mneme-Waiver", "Mneme-Waived"
MOST = 20
"""Trailers that say what was waived; a commit that needs more says how many."""
_SQUASHED = (b"fixup! ", b"squash! ", b"amend! ")


class Told(NamedTuple):
    """What comes of it. text: the message as it has to be.  said: to the author.  exit: 0, or 1 if it must not pass."""

    text: bytes
    said: str = ""
    exit: int = 0


def commit_msg(path: str, as_of: str = "", progress: Progress = silent) -> Told:
    """Judge what is staged together with its message, and write into the message's file what was waived.

    Raises:
        MnemeError: there is no such file, or no verdict.
    """
    text = _read(path)
    repository = find()
    if _left_alone(repository, text):
        return Told(text=text)
    asked = Asked(request=Request(mode="staged"), as_of=as_of)
    page = look(asked, progress)
    if exit_code(page.verdict) == 2:
        raise MnemeError("what is staged cannot be judged", "mneme check --staged says why")
    found = waived(repository, asked, page)
    told = _told(found, text, trailers(repository, text, WAIVER))
    if told.exit:
        return told
    rows = dict.fromkeys((*_again(repository, as_of, progress), *_trailers(found)))
    made = with_trailers(repository, text, rows)
    if made != text:
        with open(path, "wb") as file:
            file.write(made)
    return told._replace(text=made)


def _left_alone(repository: Repository, text: bytes) -> bool:
    """Leave alone what is squashed later, an empty message, which aborts, and merges, judged where they came from."""
    body = kept(repository, text)
    return not body or body.startswith(_SQUASHED) or bool(merging(repository))


def _told(found: Waived, text: bytes, named: tuple[str, ...]) -> Told:
    """Say what is missing: a waiver, or its name in the message."""
    lines = [f"{each.rule} blocks this: {each.source} {each.claim}".rstrip() for each in found.open]
    if lines:
        rules = sorted({each.rule for each in found.open})
        fix = [f"  try: mend it, or ask for an exception and commit that first: mneme waive {rule}" for rule in rules]
        return Told(text=text, said=_joined([*lines, *fix]), exit=1)
    lines = [f"{rule} needs an approval: only this change of the policy lets it pass" for rule in found.asked]
    if lines:
        fix = ["  try: commit the change of the policy first, so that it can be approved by itself"]
        return Told(text=text, said=_joined([*lines, *fix]), exit=1)
    missing = [name for name in found.old if name not in named]
    if missing:
        lines = [f"this change uses {name}, so the message has to name it" for name in missing]
        fix = ["  try: end the message with", *(f"    {WAIVER}: {name}" for name in missing)]
        return Told(text=text, said=_joined([*lines, *fix]), exit=1)
    news = [f"{name} is new: somebody who may has to approve it before this is merged" for name in found.new]
    return Told(text=text, said=_joined(news) if news else "")


def _again(repository: Repository, as_of: str, progress: Progress) -> list[tuple[str, str]]:
    """Return the trailers that a commit which is amended had, as far as what takes its place needs them."""
    parent, text = amended(repository, environ)
    named = trailers(repository, text, WAIVER) if parent else ()
    if not named:
        return []
    asked = Asked(request=Request(mode="staged", base=parent), as_of=as_of)
    found = waived(repository, asked, look(asked, progress))
    return [*((WAIVER, name) for name in (*found.old, *found.new) if name in named), *_covered(found)]


def _trailers(found: Waived) -> list[tuple[str, str]]:
    return [*((WAIVER, name) for name in found.new), *_covered(found)]


def _covered(found: Waived) -> list[tuple[str, str]]:
    covered = [f"{each.rule} {each.source}" for each in found.covered]
    more = [f"and {len(covered) - MOST} more"] if len(covered) > MOST else []
    return [(COVERED, each) for each in (*covered[:MOST], *more)]


def _joined(lines: list[str]) -> str:
    first, *rest = lines
    return "".join(f"{line}\n" for line in (f"mneme: {first}", *rest))


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as wrong:
        raise MnemeError(
            f"{path} cannot be read: {wrong.strerror}", "git hands the file over: commit-msg FILE"
        ) from None
