"""The governance packet: what a coding agent is told of the decisions in force where it works, before it writes.

Every text in it is cleaned (`packets.quote`): one line, bounded, nothing in it that could break the frame around it.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NamedTuple
else:
    from mneme_cli.model.noun import NamedTuple

BINDING = ("final", "normal", "advise")
"""Levels, the most binding first: the order of a packet, and from its end what does not fit is left out."""
DETAILS = ("brief", "plain", "full")
"""How much is told of a rule: what to do; also its decision and what it says; also where it stands, and exceptions."""


class Excuse(NamedTuple):
    """What is excused there. how: waiver | except | override.  by: the waiver, the entry of `except`, the decision.

    where: of a waiver and an override.  until: the last day of a waiver (inclusive, `model.day`).  why: of the others.
    """

    by: str
    where: tuple[str, ...] = ()
    until: int = 0
    how: str = "waiver"
    why: str = ""


class Duty(NamedTuple):
    """What one rule asks.

    do: the allowed way, "" if the decision names none.  rule: the packet line.  late: judged when the agent stops.
    who: who may approve an exception, () = whoever decides; nobody if it is final and names none (`closed`).
    written: `path:line`.  detail: one of DETAILS.
    """

    id: str
    level: str = "normal"
    do: str = ""
    rule: str = ""
    late: bool = False
    who: tuple[str, ...] = ()
    closed: bool = False
    written: str = ""
    excuses: tuple[Excuse, ...] = ()
    detail: str = "full"


class Entry(NamedTuple):
    """One decision, with those of its rules that have one level. written: the path of its file."""

    id: str
    title: str
    level: str
    written: str
    duties: tuple[Duty, ...]


class Style(NamedTuple):
    """How a packet is laid out. before, after: lines around it.  depth: of its first heading.

    steady: it is kept in a file, so nothing is said that passes by itself, as a waiver does; exceptions stay.
    """

    before: str = ""
    after: str = ""
    depth: int = 1
    steady: bool = False


class Asked(NamedTuple):
    """What a packet is asked for. places: files and folders (with a slash), () = the whole repository.

    budget: tokens.  most: bytes besides, where a client takes no more.  approvers: of the repository.
    since: the first day of the policy; no waiver ends between that and its last.
    """

    places: tuple[str, ...] = ()
    budget: int = 2000
    most: int = 1 << 40
    style: Style = Style()
    approvers: tuple[str, ...] = ()
    since: int = 0


class Packet(NamedTuple):
    """Everything that fits of what was asked for.

    left_out: ids of the rules for which there was no room, the most binding first.
    named: how many of these the text names.  tokens: what the text comes to, by ESTIMATOR.
    short: there was no room for the whole frame.
    """

    asked: Asked
    entries: tuple[Entry, ...]
    left_out: tuple[str, ...] = ()
    named: int = 0
    tokens: int = 0
    short: bool = False


ESTIMATOR = "ceil(UTF-8 bytes / 4)"
LEAST = 100
"""Tokens: with fewer the frame alone would not fit."""
