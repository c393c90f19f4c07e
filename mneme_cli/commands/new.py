"""`mneme new`: the next decision, numbered, dated, with the questions it should answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mneme_cli.commands._record import record
from mneme_cli.decisions.paper import day, dump, folder, next_id, prose, slug
from mneme_cli.errors import MnemeError
from mneme_cli.model.corpus import STATUSES

if TYPE_CHECKING:
    from mneme_cli.model.corpus import Corpus

_SHOWN = """\
# scope:                 # where it speaks; without it, in the whole repository
#   - src/shop/**
# rules:                 # the key is the rule's id: {name}#no-orm; `mneme rules` shows every verb
#   no-orm:
#     forbid:
#       imports:
#         - sqlalchemy
#     in:
#       - src/shop/domain/**
#     say: What to do instead.
"""
_IN = """\
#     in:
#       - src/shop/domain/**
"""


class Written(NamedTuple):
    """A file that was written: its id, where it lies under the root, and its text."""

    id: str
    path: str
    text: str


def new(
    root: str,
    corpus: Corpus,
    title: str,
    status: str = "proposed",
    by: tuple[str, ...] = (),
    scope: tuple[str, ...] = (),
) -> Written:
    """Write a new decision.

    Raises:
        MnemeError: the title is empty, the status is none of ours, or the file cannot be written.
    """
    return write(root, corpus, title, status, by, scope=scope)


def write(  # noqa: PLR0913 (what `new`, `supersede` and `amend` differ in)
    root: str,
    corpus: Corpus,
    title: str,
    status: str,
    by: tuple[str, ...],
    *,
    scope: tuple[str, ...] = (),
    more: str = "",
    said: dict[str, str] | None = None,
) -> Written:
    """Write a decision. more: its links and rules as YAML, "" = a commented example; said: prose by key."""
    title = _sound(title, status)
    name = next_id(one.id for one in corpus.decisions)
    text = dump({"id": name, "title": title, "status": status}) + day("date", corpus.as_of)
    text += dump({"by": list(by)}) if by else ""
    text += dump({"scope": list(scope)}) if scope else ""
    text += more or _shown(name, scope)
    text += prose(said or {})
    path = f"{folder(corpus)}/{'-'.join(filter(None, (name, slug(title))))}.yaml"
    record(root, path, text)
    return Written(id=name, path=path, text=text)


def _sound(title: str, status: str) -> str:
    """Return the title on one line, if a decision can have it and the status."""
    title = " ".join(title.split())
    if not title:
        raise MnemeError("a decision needs a title", 'mneme new "Domain code does not import infrastructure"')
    if status not in STATUSES:
        raise MnemeError(f"'{status}' is no status", f"one of: {', '.join(STATUSES)}")
    return title


def _shown(name: str, scope: tuple[str, ...]) -> str:
    """Show what a rule looks like; where a scope is given, it says already where the rule speaks."""
    shown = _SHOWN.format(name=name)
    if not scope:
        return shown
    return shown.partition("\n#   - src/shop/**\n")[2].replace(_IN, "")
