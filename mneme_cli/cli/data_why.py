"""What `mneme why --json` and `mneme may --json` write: rules, each with one reason, and findings as in a verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.cli.data import write
from mneme_cli.model.day import show
from mneme_cli.model.rule import Texts
from mneme_cli.reports.json import finding, reason

if TYPE_CHECKING:
    from mneme_cli.commands.why import Why


def explained(one: Why) -> str:
    """Write `mneme why`."""
    texts = one.page.texts
    return write(
        kind=one.kind,
        asked=one.asked,
        as_of=show(one.page.verdict.as_of),
        path=one.path or None,
        line=one.line or None,
        there=one.there,
        files=one.files,
        components=one.component,
        excluded=one.excluded,
        imports=[row._asdict() for row in one.imports],
        judged=one.exit == 0,
        rules=[reason(each, texts.get(each.rule, Texts())) for each in one.reasons],
        through=[finding(each, texts.get(each.rule, Texts())) for each in one.through],
    )
