"""One coding agent each: read its payload, answer in its dialect, know where its hooks are written down."""

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
    """One client's dialect.

    read: payload (plain data), moment from the command line → Event, None = of no interest.
    answer: event, reply → what the client gets in its dialect; nothing at all means no objection.
    guards: globs of the files that switch its hooks on or off; an agent must not change them unasked.
    late: what it is told before a tool runs never reaches the model, so warnings are given afterwards.
    """

    read: Callable[[Any, str], Event | None]
    answer: Callable[[Event, Reply], Said]
    guards: tuple[str, ...] = ()
    late: bool = False


def take(name: str) -> Harness:
    """Return one agent's adapter by its name."""
    harness: Harness = shelf.take("mneme_cli.harnesses", name, "HARNESS")
    return harness
