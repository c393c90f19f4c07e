"""A command → what it writes, without running any of it: parsed by a grammar, walked through as the shell would."""

from __future__ import annotations

from mneme_cli.evidence.edit.shell.walk import Walk
from mneme_cli.evidence.grammar import loaded
from mneme_cli.model.event import Unfolded

_LARGEST = 1 << 20
"""Characters of a command that are read; what stands in here-documents does not slow the parser down."""


def read(command: str, cwd: str) -> Unfolded:
    """Return the edits of a command that starts in a folder."""
    if len(command) > _LARGEST:
        return Unfolded(opaque=("a very long command",))
    walk = Walk(cwd, loaded("tree_sitter_bash", "language"))
    walk.command(command.encode("utf-8", "surrogatepass").decode("utf-8", "surrogateescape"))
    return Unfolded(edits=tuple(walk.edits), opaque=tuple(walk.opaque), evasions=tuple(walk.evasions))
