"""What goes back to an agent that asked: words to read and data to use, the same as the command line gives people."""

from __future__ import annotations

from json import loads
from typing import TYPE_CHECKING, Any, NamedTuple

from mneme_cli.model.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mneme_cli.errors import MnemeError
    from mneme_cli.model.problem import Problem

WIDTH = 100
"""Columns of the words; nobody's terminal is asked, so that the same question has the same bytes."""
_SHOWN = 10


class Answer(NamedTuple):
    """text: for whoever reads.  data: what the command writes as JSON.  failed: where a command would exit with 2."""

    text: str
    data: dict[str, Any]
    failed: bool = False


def answer(text: str, written: str, problems: Iterable[Problem] = ()) -> Answer:
    """Join words and JSON; decisions with errors fail the answer, as it may not be all, and are named in both."""
    errors = [each for each in problems if each.fatal]
    data = loads(written)
    if not errors:
        return Answer(text=text, data=data)
    named = [f"{each.code} {_at(each)}{each.message}" + (f"\n  try: {each.fix}" * bool(each.fix)) for each in errors]
    left = [f"and {len(named) - _SHOWN} more: mneme lint"] if len(named) > _SHOWN else []
    told = "\n".join(["The decisions have errors; until they are mended, this may not be all:", *named[:_SHOWN], *left])
    data |= {"problems": [each._asdict() for each in errors]}
    return Answer(text=f"{lines(told)}\n{text}", data=data, failed=True)


def refused(error: MnemeError) -> Answer:
    """Say what the asker can mend, as the command line does."""
    hint = f"\n  try: {error.hint}" if error.hint else ""
    data = {"version": 1, "error": {"message": error.message, "hint": error.hint}}
    return Answer(text=lines(f"mneme: {error.message}{hint}"), data=data, failed=True)


def crashed(error: Exception) -> Answer:
    """Own up to a failure of ours; where it happened is on standard error, which the client keeps."""
    said = f"mneme failed: {type(error).__name__}"
    hint = "This is a bug of ours; nothing is said about the question. The report is in the log of the server."
    return Answer(text=f"{said}\n{hint}\n", data={"version": 1, "error": {"message": said, "hint": hint}}, failed=True)


def lines(text: str) -> str:
    """Spell what nobody can see, line by line."""
    return "".join(f"{visible(line)}\n" for line in text.split("\n"))


def _at(problem: Problem) -> str:
    return f"{problem.path}:{problem.line} " if problem.path else ""
