"""The command that tells how decisions and debt stand over time: report."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from mneme_cli.cli.options import READ, AsOf, refuse

APP = typer.Typer()
_SUFFIXES = {"html": (".html", ".htm"), "json": (".json",)}


@APP.command(
    rich_help_panel=READ,
    epilog="Examples: mneme report --output report.html · mneme report --format json --branch main --samples 20",
)
def report(
    *,
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="Write there: .html or .json.")] = "",
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
    _tell(_chosen(format, output), output, {"as_of": as_of, "branch": branch, "samples": samples})


def _chosen(format: str, output: str) -> str:
    """Return the format that is meant.

    Raises:
        MnemeError: there is no such format, the file is called as another, or a page would fill a terminal.
    """
    from mneme_cli.cli.terminal import watched
    from mneme_cli.errors import MnemeError

    if format:
        refuse(format, _SUFFIXES)
    name, dot, last = output.rpartition("/")[2].rpartition(".")
    named = next((one for one, ends in _SUFFIXES.items() if name and dot + last in ends), "")
    if (output and not (named or format)) or (named and format and named != format):
        said = (
            f"a report is html or json, and {output} is called neither" if not named else f"{output} is called {named}"
        )
        raise MnemeError(said, "--output report.html, --output report.json, or --format in front of another name")
    if not (output or format) and watched():
        raise MnemeError("a report is a page of HTML, too long for a terminal", "mneme report --output report.html")
    return format or named or "html"


def _tell(format: str, output: str, asked: dict[str, Any]) -> None:
    """Make the report and write it."""
    from mneme_cli.cli.data_report import reported
    from mneme_cli.cli.progress import bar
    from mneme_cli.cli.terminal import put
    from mneme_cli.cli.words.report import page
    from mneme_cli.commands.report import report as make

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
