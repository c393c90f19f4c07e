"""The command that answers agents which ask by themselves: mcp."""

from __future__ import annotations

import os
import sys

import typer

from mneme_cli.cli.options import WIRE

APP = typer.Typer()
_LACKING = "the MCP server needs an extra that is not installed: version 2 of the Python SDK of MCP"
_TERMINAL = "a client speaks here, not a person; for example: claude mcp add mneme -- mneme mcp"
_INSTALL = 'pip install "mneme-cli[mcp] @ git+<URL of mneme>@<tag>"'


@APP.command(rich_help_panel=WIRE, epilog="Examples: claude mcp add mneme -- mneme mcp · mneme -C ~/shop mcp")
def mcp() -> None:
    """Answer a coding agent that asks, over MCP: packet, may, check_edit, why, search, and decisions to read.

    The client starts it in the repository, and both speak on standard input and output. It needs the extra `mcp`, and
    says how to install that. Asking enforces nothing: hooks and CI judge what is written.
    """
    from mneme_cli.cli.repository import root
    from mneme_cli.errors import MnemeError

    try:
        from mneme_cli.cli.mcp.server import serve
    except ImportError as missing:
        if (missing.name or "").startswith("mneme_cli"):
            raise
        raise MnemeError(_LACKING, _INSTALL) from None
    os.chdir(root())  # agents name paths as seen from there, wherever the client started us
    if sys.stdin.isatty():
        typer.echo(f"mneme: {_TERMINAL}", err=True)
    serve()
