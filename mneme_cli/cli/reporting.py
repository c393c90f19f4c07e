"""The command that tells how decisions and debt stand over time: report."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from mneme_cli.cli.options import READ, AsOf

APP = typer.Typer()


@APP.command(
    rich_help_panel=READ,
    epilog="Examples: mneme report --output report.html · mneme report --format json --branch main --samples 20",
)
def report(
    *,
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="Write there; .json means JSON.")] = "",
    format: Annotated[str, typer.Option("--format", "-f", help="html or json.", show_default=False)] = "",
    branch: Annotated[str, typer.Option("--branch", metavar="NAME", help="Whose history; by default HEAD's.")] = "",
    samples: Annotated[
        int, typer.Option("--samples", metavar="N", help="Commits that are judged whole, at most 50; each takes time.")
    ] = 8,
    as_of: AsOf = "",
) -> None:
    """Report on decisions: states, idle rules, waivers by expiry, debt by component over time, the graph.

    One page of HTML that holds everything it needs, to look at and to search, or JSON. The past is read from commits.
    """
    chosen = format or ("json" if output.endswith(".json") else "html")
    _tell(chosen, output, {"as_of": as_of, "branch": branch, "samples": samples})


def _tell(format: str, output: str, asked: dict[str, Any]) -> None:
    """Make the report and write it."""
    from mneme_cli.cli.data_report import reported
    from mneme_cli.cli.progress import bar
    from mneme_cli.cli.terminal import put
    from mneme_cli.cli.words.report import page
    from mneme_cli.commands.report import report as make
    from mneme_cli.errors import MnemeError

    if format not in ("html", "json"):
        raise MnemeError(f"'{format}' is no format", "one of: html, json")
    with bar("Reading code") as progress:
        made = make(**asked, progress=progress)
    text = page(made) if format == "html" else reported(made)
    if not output:
        put(text)
        return
    _save(output, text)
    put(f"{output}: written\n")


def _save(path: str, text: str) -> None:
    from mneme_cli.errors import MnemeError

    try:
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as wrong:
        raise MnemeError(f"{path} cannot be written: {wrong.strerror}", "name a file in a folder that exists") from None
