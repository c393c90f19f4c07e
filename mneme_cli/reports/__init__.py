"""One output format each: a pure function of a page. The exit code is never a report's business."""

from __future__ import annotations

from mneme_cli import shelf

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import NamedTuple

    from mneme_cli.model.page import Page
else:
    from mneme_cli.model.noun import NamedTuple


class Report(NamedTuple):
    """render: page → text, ending in a newline (or empty).

    suffixes: how a file that has this format is called if nobody names the format; of all formats the longest counts.
    kin: last suffixes that fit it if somebody names it; a file with the suffix of other formats alone is refused.
    """

    render: Callable[[Page], str]
    suffixes: tuple[str, ...] = ()
    kin: tuple[str, ...] = (".txt",)


def take(name: str) -> Report:
    """Return one format by its name."""
    report: Report = shelf.take("mneme_cli.reports", name, "REPORT")
    return report
