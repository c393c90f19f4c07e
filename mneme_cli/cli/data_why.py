"""What `mneme why --json` and `mneme may --json` write: rules, each with one reason, and findings as in a verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.cli.data import write
from mneme_cli.model.day import show
from mneme_cli.model.rule import Texts
from mneme_cli.reports.json import finding, reason

if TYPE_CHECKING:
    from mneme_cli.commands.may import May
    from mneme_cli.commands.may.ask import One
    from mneme_cli.commands.why import Why
    from mneme_cli.model.finding import Finding
    from mneme_cli.model.page import Page


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
        spared=one.spared or None,
        imports=[row._asdict() for row in one.imports],
        judged=one.exit == 0,
        rules=[reason(each, texts.get(each.rule, Texts())) for each in one.reasons],
        through=[finding(each, texts.get(each.rule, Texts())) for each in one.through],
    )


def allowed(one: May) -> str:
    """Write `mneme may`."""
    return write(
        answer=one.answer if one.exit != 2 else "cannot tell",
        asked={"from": one.asked[0], "to": one.asked[1]},
        as_of=show(one.page.verdict.as_of),
        file=one.source.path,
        planned=one.source.planned,
        stands_for=one.source.files,
        instead=one.instead,
        excused=[dict(zip(("rule", "how", "file"), each, strict=True)) for each in one.excused],
        left_out=one.left_out,
        near=one.near or None,
        known=one.known,
        targets=[_target(each, one.page) for each in one.ones],
    )


def _target(each: One, page: Page) -> dict[str, object]:
    return {
        "asked": each.text,
        "target": each.target,
        "allowed": not each.blocked,
        "for_annotations": not each.blocked or each.typed,
        "blocked": _findings(each.blocked, page),
        "warned": _findings(each.warned, page),
        "excused": _findings(each.excused, page),
    }


def _findings(some: tuple[Finding, ...], page: Page) -> list[dict[str, object]]:
    return [finding(each, page.texts.get(each.rule, Texts())) for each in some]
