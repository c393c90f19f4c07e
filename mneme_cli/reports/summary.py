"""The summary of a job on GitHub: everything that the annotations of a step have no room for.

`--format summary --output "$GITHUB_STEP_SUMMARY"` adds it there. GitHub refuses more than 1 MiB for a step, hence some
room for what the step wrote before.
"""

from __future__ import annotations

from mneme_cli.reports import Report
from mneme_cli.reports._markdown.page import written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.model.page import Page

MOST = 1_000_000


def render(page: Page) -> str:
    """Write a page as a summary."""
    return written(page, MOST)


REPORT = Report(render=render, suffixes=(".summary.md",), kin=(".md",))
