"""The comment on a pull request: what is new, what was fixed, what it does to the policy, which waivers run out.

It begins with a comment that nobody sees, so that a build finds what it wrote last time and writes it anew. GitHub
takes 65,536 characters of a comment; other services take more.
"""

from __future__ import annotations

from mneme_cli.reports import Report
from mneme_cli.reports._markdown.page import written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.model.page import Page

MARK = "<!-- mneme:check -->"
MOST = 60_000


def render(page: Page) -> str:
    """Write a page as the body of a comment."""
    return written(page, MOST, MARK)


REPORT = Report(render=render, suffixes=(".md",), kin=(".md",))
