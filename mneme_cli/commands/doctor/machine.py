"""The ground that every hook stands on: git and its hooks, Python, the grammars, a cache, compiled modules."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec

from mneme_cli.commands import install_git
from mneme_cli.commands.doctor.ask import version
from mneme_cli.commands.doctor.check import Check, Patient
from mneme_cli.commands.installing.prepare import compiled
from mneme_cli.decisions.empty import UNDECIDED
from mneme_cli.evidence.repository import find
from mneme_cli.pipeline.compiled import governed, stored
from mneme_cli.pipeline.place import cache_folder
from mneme_cli.reports._tally import count

_GRAMMARS = (
    "tree_sitter",
    "tree_sitter_python",
    "tree_sitter_javascript",
    "tree_sitter_typescript",
    "tree_sitter_bash",
)
_OLDEST = (3, 11)


def machine(root: str) -> Patient:
    """Look at the machine and at this repository."""
    return Patient("", (_git(), _python(), _grammars(), _cache(root), _modules(), _policy(root), _hooks(root)))


def _git() -> Check:
    program, said = version(("git",))
    return Check("git", "ok", said) if program else Check("git", "mend", "not on PATH", "install git")


def _python() -> Check:
    said = ".".join(map(str, sys.version_info[:3]))
    fine = sys.version_info[:2] >= _OLDEST
    return Check("python", "ok" if fine else "mend", said, "" if fine else "install Python 3.11 or newer")


def _grammars() -> Check:
    missing = [name for name in _GRAMMARS if find_spec(name) is None]
    if missing:
        return Check("grammars", "mend", f"{', '.join(missing)} missing", "install mneme again, from where you had it")
    return Check("grammars", "ok", f"{len(_GRAMMARS) - 1} of {len(_GRAMMARS) - 1}")


def _cache(root: str) -> Check:
    folder = cache_folder(root)
    if not folder:
        return Check("cache", "mend", "no git directory, so hooks keep no policy", "git init")
    try:
        os.makedirs(folder, exist_ok=True)
        fine = os.access(folder, os.W_OK)
    except OSError:
        fine = False
    return Check("cache", "ok", "can be written") if fine else _closed()


def _closed() -> Check:
    return Check("cache", "mend", "cannot be written", "give yourself the right, or set MNEME_CACHE to a folder")


def _hooks(root: str) -> Check:
    idle = install_git.idle(find(root))
    if idle is None:
        return Check("git hooks", "unused", "none of ours", "mneme install git, if nothing else calls mneme")
    if idle:
        return Check("git hooks", "mend", f"git does not run {', '.join(idle)}", "mneme install git")
    return Check("git hooks", "ok", "git runs them")


def _modules() -> Check:
    if compiled():
        return Check("modules", "ok", "compiled")
    return Check(
        "modules", "mend", "not compiled: each hook costs twice as much", "python -m compileall as their owner"
    )


def _policy(root: str) -> Check:
    policy = stored(root)
    problems = policy.settings()["problems"] if policy is not None else ()
    errors = [each for each in problems if each["code"].startswith("E-")]
    if policy is None and governed(root):
        return Check("policy", "unused", "none is kept")
    if policy is None or any(each["message"].startswith(UNDECIDED) for each in errors):
        return Check("policy", "unused", "no decisions here yet", "mneme init")
    if errors:
        return Check("policy", "mend", f"{count(len(errors), 'error')} in decisions", "mneme lint")
    for each in policy.settings()["unbased"]:
        return Check("policy", "mend", each["message"], each["fix"])
    return Check("policy", "ok", "compiled")
