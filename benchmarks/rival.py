"""mneme-hq on the same ground: as many decisions, on the same words, for the same paths, in its own record."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from benchmarks import edits, peers
from benchmarks.ground import WORK, write
from benchmarks.spawn import Case, Wrong, run

if TYPE_CHECKING:
    from typing import Any

_MEMORY = ".mneme/project_memory.json"
_DAY = "2026-01-01T00:00:00Z"


def settled(root: str, count: int) -> bool:
    """Write its decisions into a repository, and let it make its index of them as its users do; False if it cannot be had."""
    program = peers.command("mneme")
    if program:
        decisions = [_decision(number) for number in range(1, count + 1)]
        page = {"meta": {"name": "", "description": ""}, "items": [], "examples": [], "decisions": decisions}
        write(f"{root}/{_MEMORY}", json.dumps(page))
        run(Case((program, "decision-index", "migrate", "--memory", _MEMORY, "--apply"), root))
    return bool(program)


def _decision(number: int) -> dict[str, Any]:
    """Say the law of that number as it is said to mneme: a word, and where it is forbidden."""
    law: dict[str, Any] = {"type": "FORBID_LITERAL", "value": edits.stranger(number).split()[1]}
    law |= {"include_paths": [edits.place(number)], "exclude_paths": []}
    head = {"id": f"ADR-{number:05d}", "decision": f"Law number {number}", "rationale": "It was measured."}
    lists: dict[str, Any] = {"scope": ["code"], "constraints": [], "anti_patterns": [], "test_evidence": []}
    return {**head, **lists, "rules": [law], "created_at": _DAY, "updated_at": _DAY, "status": "active"}


def hook(root: str, event: bytes, code: int = 0) -> Case:
    """Return its hook on an event; it denies with 2."""
    temporary = f"{WORK}/rival-tmp"
    os.makedirs(temporary, exist_ok=True)
    return Case((peers.command("mneme-hook"),), root, text=event, more={"TMPDIR": temporary}, codes=(code,))


def silent(case: Case) -> None:
    """See that it has no objection, or no packet.

    Raises:
        Wrong: it says something.
    """
    ran = run(case)
    if ran.out or ran.err:
        raise Wrong(f"the peer's hook should be silent and says {(ran.out or ran.err)[:200]}")


def denied(case: Case, word: str) -> None:
    """See that it denies, and says why.

    Raises:
        Wrong: it does not.
    """
    ran = run(case)
    if word not in ran.out + ran.err:
        raise Wrong(f"the peer's hook does not say what it denies: {(ran.out or ran.err or 'nothing')[:200]}")
