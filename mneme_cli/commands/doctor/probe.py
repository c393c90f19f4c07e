"""The very command that is configured, tried in a scratch repository: one lawful write, and one against its rule."""

from __future__ import annotations

import json
import os
import tempfile
from typing import TYPE_CHECKING

from mneme_cli.commands.doctor.ask import hook
from mneme_cli.commands.doctor.check import Check
from mneme_cli.evidence.plumbing import run
from mneme_cli.pipeline.keep import keep

if TYPE_CHECKING:
    from mneme_cli.harnesses._wiring import Wiring
    from mneme_cli.model.event import Said

_FILE = "shop/price.py"
_LAWFUL, _BREAKS = "import decimal\n", "import sqlite3\n"
_DECISION = """\
id: ADR-0001
title: The doctor's own rule
status: accepted
date: 2026-01-01
rules:
  no-database:
    forbid:
      imports: [sqlite3]
    in:
      - shop/**
"""
_PATH = "is `mneme` on the PATH that the client has?"


def probe(wiring: Wiring, command: str) -> tuple[Check, Check]:
    """Return whether the command answers a lawful write in peace, and whether it stops one that breaks the rule."""
    with tempfile.TemporaryDirectory(prefix="mneme-doctor-") as folder:
        root = _scratch(os.path.realpath(folder))
        lawful, broken = (_asked(wiring, command, root, text) for text in (_LAWFUL, _BREAKS))
    return _firing(wiring, lawful, broken), _denying(wiring, broken)


def _scratch(root: str) -> str:
    """Make the repository; the policy is compiled ahead, as it is for whoever installs."""
    os.makedirs(os.path.join(root, "docs", "decisions"))
    with open(os.path.join(root, "docs", "decisions", "ADR-0001-doctor.yaml"), "w", encoding="utf-8") as file:
        file.write(_DECISION)
    run(root, "init", "-q", "--template=", ".")
    keep(root)
    return root


def _asked(wiring: Wiring, command: str, root: str, text: str) -> Said:
    return hook(command, root, json.dumps(wiring.probe(root, _FILE, text)))


def _firing(wiring: Wiring, lawful: Said, broken: Said) -> Check:
    """Silence alone is no answer: one of the two must be one."""
    if wiring.denied(lawful) or lawful.code:
        return Check("firing", "mend", f"a lawful write was not let through: {_words(lawful)}", "mneme check --all")
    if not (broken.out or broken.err):
        return Check("firing", "mend", "the command says nothing", _PATH)
    return Check("firing", "ok", "yes")


def _denying(wiring: Wiring, broken: Said) -> Check:
    if wiring.denied(broken):
        return Check("denying", "ok", "yes")
    return Check("denying", "mend", f"a write against a rule was not stopped: {_words(broken)}", _PATH)


def _words(said: Said) -> str:
    """Return the last thing that was said, on one line."""
    lines = (said.err or said.out).strip().splitlines()
    return " ".join(lines[-1].split())[:120] if lines else f"no answer, exit code {said.code}"
