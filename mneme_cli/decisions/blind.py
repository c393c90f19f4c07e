"""W-BLIND: a rule on code that looks at files which nobody reads; it is obeyed by everybody, and holds nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.decisions.held import held
from mneme_cli.decisions.known import problem
from mneme_cli.languages import known

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mneme_cli.decisions.compile import Compiled
    from mneme_cli.model.problem import Problem
    from mneme_cli.model.rule import Rule

_CODE = {"imports", "graph", "uses"}
"""Evidence that only a language gives."""


def blind(compiled: Compiled, files: Iterable[str]) -> tuple[Problem, ...]:
    """Report rules of which every file is in a language that is not read."""
    files = sorted(files)
    places = {clause.id: clause.place for one in compiled.corpus.decisions for clause in one.clauses}
    out = []
    for rule in compiled.rules:
        asked = rule.id in places and rule.reads and set(rule.reads) <= _CODE and not rule.declared
        if asked and (first := _unread(rule, files)):
            said = f"{rule.id} looks at code, and no file that it speaks of is in a language that is read"
            fix = f"such as {first}: docs/languages.md says what is read; `text` and `paths` hold for all files"
            out.append(problem("W-BLIND", places[rule.id], said, fix))
    return tuple(sorted(out))


def _unread(rule: Rule, files: Sequence[str]) -> str:
    """Return the first file that a rule speaks of if none of them is read, else "": mostly the first one is."""
    first = ""
    for path in held(rule.near, files):
        if known(path):
            return ""
        first = first or path
    return first
