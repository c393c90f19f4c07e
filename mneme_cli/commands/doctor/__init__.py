"""`mneme doctor`: whether everything is there that a hook needs, and a deny denies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.commands.doctor.agent import agent
from mneme_cli.commands.doctor.check import Report
from mneme_cli.commands.doctor.machine import machine
from mneme_cli.commands.installing.prepare import closed
from mneme_cli.errors import MnemeError
from mneme_cli.harnesses._wiring import names

if TYPE_CHECKING:
    from collections.abc import Callable


def doctor(root: str, only: str = "", told: Callable[[str], None] = lambda _name: None) -> Report:
    """Examine the machine, and one agent or all of them. told: hears who is next.

    Raises:
        MnemeError: there is no such agent.
    """
    if only and only not in names():
        raise MnemeError(f"there is no agent '{only}'", f"one of: {', '.join(names())}")
    strict = closed(root)
    patients = [machine(root)]
    for name in (only,) if only else names():
        told(name)
        patients.append(agent(name, root, closed=strict, asked=bool(only)))
    return Report(tuple(patients))
