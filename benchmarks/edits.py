"""What an agent is about to write: a governed file of 300 lines, clean, with a forbidden import, with a changed body."""

from __future__ import annotations

from benchmarks import generated, laws
from benchmarks.repository import furnish
from benchmarks.spawn import Case, Wrong, run

SIZE, PLACE = 50, "synth/p001/"
FILE = PLACE + "long.py"
_PLACES = (PLACE + "**", "synth/p000/**")


def governed(name: str, decisions: int, *, everywhere: bool = True) -> str:
    """Return the root of a small repository under so many decisions; a third of them speak about every file."""
    root = generated.repository(SIZE, f"-{name}")
    files = laws.strangers(decisions, 1, _PLACES)
    if not everywhere:
        files = {path: text.replace('in: ["**"]', f'in: ["{_PLACES[0]}"]') for path, text in files.items()}
    return furnish(root, {"mneme.yaml": laws.SETTINGS, **files, FILE: long(), "notes/todo.txt": "later\n"})


def long(first: str = "import json\n") -> str:
    """Return a file of 300 lines with a first import."""
    body = "".join(
        f"\n\ndef step{at}(value: int) -> int:\n"
        f'    """Return what step {at} makes of a value."""\n'
        f"    total = value + {at}\n    return total\n"
        for at in range(49)
    )
    return f'"""A long module."""\n\nfrom __future__ import annotations\n\n{first}{body}'


def place(number: int) -> str:
    """Return where the decision of that number holds, where none holds everywhere."""
    return _PLACES[0] if number % 3 == 0 else _PLACES[number % len(_PLACES)]


def stranger(number: int) -> str:
    """Return an import that a decision of that number forbids."""
    return f"import stranger{number:05d}\n"


def guarded(number: int) -> str:
    """Return the same where only a parse can see it: not at the start of its line."""
    return f"try:\n    {stranger(number)}except ImportError:\n    pass\n"


def silent(case: Case, content: str = "") -> None:
    """See that a hook has no objection; content: how its client wants to hear that.

    Raises:
        Wrong: it has one.
    """
    ran = run(case)
    if ran.out.strip() != content or ran.err:
        raise Wrong(f"the hook should be silent and says {(ran.out or ran.err)[:200]}")


def denied(case: Case, word: str, denies: str = '"permissionDecision":"deny"') -> None:
    """See that a hook really denies, and says why; denies: the words of a denial in its client's dialect.

    Raises:
        Wrong: it does not.
    """
    ran = run(case)
    if denies not in ran.out or word not in ran.out:
        raise Wrong(f"the hook should deny because of {word} and says {(ran.out or ran.err or 'nothing')[:200]}")
