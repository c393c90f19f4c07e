"""The resources: every decision at an address of its own, as `mneme show` writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, unquote

from mneme_cli.cli.mcp.answer import WIDTH, lines
from mneme_cli.cli.repository import corpus
from mneme_cli.cli.words.list import state_note
from mneme_cli.cli.words.show import exception, page
from mneme_cli.commands.list import rows
from mneme_cli.commands.show import Shown, show
from mneme_cli.errors import MnemeError
from mneme_cli.reports.text.spans import plain

if TYPE_CHECKING:
    from mneme_cli.commands.list import Row

SCHEME = "mneme://decision/"
TEMPLATE = SCHEME + "{id}"
ABOUT = "A decision as `mneme show` writes it: state, links, rules, waivers, reasons. A number alone will do."
PAGE = 100
"""Decisions that are listed at once; whoever wants more asks with a cursor."""


class Listed(NamedTuple):
    """Some of the decisions. each: (address, id, title, state in words).  next: where to go on, "" = no more."""

    each: tuple[tuple[str, str, str, str], ...]
    next: str = ""


def listed(cursor: str = "") -> Listed:
    """List decisions by id, from the one behind the cursor.

    Raises:
        MnemeError: the cursor is none that was given.
    """
    found = rows(corpus()[1])
    start = 0
    if cursor:
        if cursor not in (ids := [row.id for row in found]):
            raise MnemeError("the cursor leads nowhere: its decision is gone", "list from the beginning")
        start = ids.index(cursor) + 1
    some = found[start : start + PAGE]
    more = some[-1].id if found[start + PAGE :] else ""
    return Listed(each=tuple(_entry(row) for row in some), next=more)


def shown(uri: str) -> str:
    """Return a decision, or what else `mneme show` knows by this id.

    Raises:
        MnemeError: nothing has this address.
    """
    if not uri.startswith(SCHEME) or uri == SCHEME:
        raise MnemeError(f"there is nothing at {uri}", f"read {TEMPLATE}")
    found = show(corpus()[1], unquote(uri.removeprefix(SCHEME)))
    return plain(page(found, WIDTH) if isinstance(found, Shown) else exception(found, WIDTH))


def _entry(row: Row) -> tuple[str, str, str, str]:
    note = f" ({state_note(row.by)})" if row.by else ""
    return SCHEME + quote(row.id, safe=":"), row.id, lines(row.title).rstrip("\n"), f"{row.state}{note}, {row.path}"
