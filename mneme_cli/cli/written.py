"""How a writing command ends: the file is named, and opened in an editor if that was asked for."""

from __future__ import annotations

import os
import shlex
import subprocess
from typing import TYPE_CHECKING

from mneme_cli.cli import data
from mneme_cli.cli.terminal import columns, put, say
from mneme_cli.cli.words.others import wrote
from mneme_cli.errors import MnemeError

if TYPE_CHECKING:
    from mneme_cli.commands.new import Written


def finish(root: str, made: Written, *, edit: bool, json: bool, after: str) -> None:
    """Say what was written; open it.

    Raises:
        MnemeError: there is no editor, or it failed; the file stays.
    """
    if json:
        put(data.wrote(made))
    else:
        say(wrote(made, columns(), after))
    if edit:
        _open(os.path.join(root, made.path))


def _open(path: str) -> None:
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor:
        raise MnemeError("no editor is set; the file is written all the same", "set EDITOR, for example EDITOR=vi")
    try:
        code = subprocess.call([*shlex.split(editor), path])
    except (OSError, ValueError) as error:
        raise MnemeError(f"the editor '{editor}' cannot be started: {error}", "set EDITOR to a command") from None
    if code:
        raise MnemeError(f"the editor '{editor}' ended with {code}", "the file is written; open it yourself")
