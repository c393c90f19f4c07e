"""From a parsed command line to the command that needs the whole pipeline; its exit code becomes ours."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

import typer

from mneme_cli.errors import MnemeError


def ask(command: str, **asked: Any) -> None:
    """Run `mneme_cli.commands.<command>.run(**asked)`, which returns (text to print, exit code).

    Raises:
        MnemeError: this build does not have the command.
    """
    name = f"mneme_cli.commands.{command}"
    if find_spec(name) is None:
        raise MnemeError(f"this build of mneme has no `{command}`", "pip install --upgrade mneme-cli")
    from mneme_cli.cli.terminal import put

    text, code = import_module(name).run(**asked)
    put(text)
    raise typer.Exit(code)
