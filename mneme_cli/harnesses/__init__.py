"""One coding agent each: read its payload, answer in its dialect."""

from __future__ import annotations

from mneme_cli import shelf

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, NamedTuple

    from mneme_cli.model.event import Event, Reply, Said
else:
    from mneme_cli.model.noun import NamedTuple


class Harness(NamedTuple):
    """read: payload (plain data), moment from the command line → Event, None = of no interest.

    answer: event, reply → what the client gets in its dialect; nothing at all means no objection.
    """

    read: Callable[[Any, str], Event | None]
    answer: Callable[[Event, Reply], Said]


def take(name: str) -> Harness:
    """Return one agent's adapter by its name."""
    harness: Harness = shelf.take("mneme_cli.harnesses", name, "HARNESS")
    return harness
