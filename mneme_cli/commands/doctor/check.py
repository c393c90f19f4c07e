"""What the doctor finds: one line each, with how to mend it."""

from __future__ import annotations

from typing import NamedTuple


class Check(NamedTuple):
    """One thing looked at. state: ok | mend | unknown | unused.  said: what was seen.  mend: what to do, a command."""

    name: str
    state: str
    said: str
    mend: str = ""


class Patient(NamedTuple):
    """One agent, or the machine ("")."""

    name: str
    checks: tuple[Check, ...]

    @property
    def ill(self) -> bool:
        """Tell whether there is something to mend."""
        return any(check.state == "mend" for check in self.checks)


class Report(NamedTuple):
    """Everything that was looked at."""

    patients: tuple[Patient, ...]

    @property
    def exit(self) -> int:
        """0 if all is well, 1 if there is something to mend."""
        return int(any(patient.ill for patient in self.patients))
