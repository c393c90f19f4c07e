"""What an agent's own hooks left behind here: when one was last answered, and when one last denied an edit.

The trial of a command shows that it would answer; only this shows that the client really calls it.
"""

from __future__ import annotations

import os

from mneme_cli.commands.doctor.check import Check
from mneme_cli.pipeline.clock import moment
from mneme_cli.pipeline.place import heard

_MOST = 99
"""Days that are counted."""
_MINUTE = 60_000_000_000


def evidence(harness: str, root: str, *, there: bool) -> tuple[Check, Check]:
    """Return when the agent was last answered, and when it was last denied. there: its client is on this machine."""
    last = _ago(heard(root, harness))
    stopped = _ago(heard(root, harness, denied=True))
    denied = Check("denied", "ok", stopped) if stopped else Check("denied", "unused", "not yet")
    if last:
        return Check("heard", "ok", last), denied
    mend = f"begin a session of {harness} here, then ask again: until then nobody knows that it runs its hooks"
    return Check("heard", "unknown" if there else "unused", "not yet", mend if there else ""), denied


def _ago(path: str) -> str:
    """Say how long ago a file was written; "" if it is not there."""
    try:
        minutes = max(moment() - os.stat(path).st_mtime_ns, 0) // _MINUTE
    except OSError:
        return ""
    if not minutes:
        return "now"
    if minutes < 60:
        return f"{minutes}m ago"
    days = minutes // 1440
    return f"{minutes // 60}h ago" if not days else f"{days}d ago" if days <= _MOST else f"{_MOST}d+"
