"""The command of a hook: guarded, because on some clients a command that is missing denies every call."""

from __future__ import annotations

import os
import sys
from shlex import quote
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mneme_cli.harnesses._wiring import Hook, Wiring

SCOPES = ("project", "user")


def command(harness: str, wiring: Wiring, hook: Hook, scope: str) -> str:
    """Return the command of one moment.

    A project's settings are committed: they find mneme on each one's PATH. A person's own may name the place, and so
    take the door that starts without the site module.
    """
    said = wiring.missing if hook.moment == "pre-tool" else ""
    leave = f"{{ echo {quote(said)}; exit 0; }}" if said else "exit 0"
    asked = f"{harness} {hook.moment}"
    inner = _inner() if scope == "user" else ""
    if inner:
        return f"test -f {quote(inner)} || {leave}; exec {quote(sys.executable)} -I -S -E {quote(inner)} {asked}"
    return f"command -v mneme >/dev/null 2>&1 || {leave}; exec mneme hook {asked}"


def _inner() -> str:
    """Return the inner door, "" where it would not find its libraries without the site module."""
    home = sys.executable.rpartition("/bin/")[0]
    packages = f"{home}/lib/python{sys.version_info[0]}.{sys.version_info[1]}/site-packages"
    here = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    inner = os.path.join(here, "inner.py")
    return inner if os.path.isdir(os.path.join(packages, "tree_sitter")) and os.path.isfile(inner) else ""
