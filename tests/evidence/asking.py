"""What changed, asked as a command does; for the tests of every state in which a repository can be met."""

from mneme_cli.evidence.changed import changed
from mneme_cli.evidence.repository import find
from mneme_cli.model.request import Request

LONG = "".join(f"line {number}\n" for number in range(40))


def ask(mode="worktree", **fields):
    return changed(find(), Request(mode=mode, **fields))


def ops(seen):
    return [(change.op, change.path) for change in seen.changes]
