"""One gate each: who stands there says what asks to pass, in words of its own; we read them as bids.

A gate reads what it is told (environment, standard input, the event of a build) and looks at nothing else: which
commits are there, and what they come to, is found out by others.
"""

from __future__ import annotations

from mneme_cli import shelf

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import NamedTuple

    from mneme_cli.model.bid import Bid
else:
    from mneme_cli.model.noun import NamedTuple


class Gate(NamedTuple):
    """One place where changes have to pass.

    here: environment → whether we run there.
    read: environment, what was told → the bids; () = there is nothing to judge.
    payload: the variable that names the file of what is told, "" = standard input.
    build: runs on a server, for `mneme ci`; the others are hooks of git.
    log: format that its log is read for, beside our text.  summary, outputs: variables that name files to add to.
    """

    here: Callable[[Mapping[str, str]], bool]
    read: Callable[[Mapping[str, str], str], tuple[Bid, ...]]
    payload: str = ""
    build: bool = False
    log: str = ""
    summary: str = ""
    outputs: str = ""


def take(name: str) -> Gate:
    """Return one gate by its name."""
    gate: Gate = shelf.take("mneme_cli.gates", name, "GATE")
    return gate


def seen(environ: Mapping[str, str], *, build: bool) -> Gate | None:
    """Return the gate that the environment shows, None if it shows none."""
    gates = (take(name) for name in shelf.names("mneme_cli.gates"))
    return next((gate for gate in gates if gate.build == build and gate.here(environ)), None)
