"""Workflow commands: findings that GitHub shows on the changed lines of a pull request.

GitHub shows at most ten errors and ten warnings of one step and drops the rest in silence, so the worst come first
and a note says how many are missing (https://docs.github.com/actions, "Workflow commands").
"""

from __future__ import annotations

from mneme_cli.model.group import groups
from mneme_cli.model.rule import Texts
from mneme_cli.model.visible import visible
from mneme_cli.reports import Report
from mneme_cli.reports._tally import explain, graver, gravity, heap, ordered, others, speaking, stuck

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.model.fact import Skipped
    from mneme_cli.model.group import Group
    from mneme_cli.model.page import Page
    from mneme_cli.model.problem import Problem

SHOWN = 10
"""How many annotations of one gravity a step may have."""


def render(page: Page) -> str:
    """Write a page as workflow commands, one a line."""
    made = _approval(page) + [_problem(one) for one in sorted(page.verdict.problems, key=graver)]
    unread = sorted(page.verdict.skipped)
    made += [_unread(one) for one in unread if one.fatal]
    due = [one for one in ordered(page.verdict) if heap(one) == "due"]
    told = (*groups(due), *groups(speaking(page.verdict)))
    made += [_finding(one, page.texts.get(one.lead.rule, Texts())) for one in told]
    made += [_unread(one) for one in unread if not one.fatal]
    errors = [line for what, line in made if what == "error"]
    warnings = [line for what, line in made if what == "warning"]
    notes = [line for what, line in made if what == "notice"]
    lines = [*errors[:SHOWN], *warnings[:SHOWN], *_left(errors, warnings), *notes[: SHOWN - 1]]
    return "".join(f"{line}\n" for line in lines)


def _finding(entry: Group, texts: Texts) -> tuple[str, str]:
    finding = entry.lead
    what = "warning" if finding.outcome in ("warn", "allow") else "error"
    body = [
        finding.claim,
        f"due: {finding.why_aside}" if finding.status == "due" else "",
        f"why: {texts.why or texts.title}" if texts.why or texts.title else "",
        f"instead: {texts.say}" if texts.say else "",
        *(f"  {hop.source}:{hop.line}:{hop.column} imports {hop.name or hop.target}" for hop in finding.chain[1:]),
        others(entry),
        f"explain: {explain(finding.rule)}",
    ]
    title = " ".join(filter(None, (finding.rule, texts.title)))
    return what, command(what, body, title=title, **_place(finding.source, finding.line, finding.column))


def _problem(problem: Problem) -> tuple[str, str]:
    what = {"error": "error", "warning": "warning", "note": "notice"}[gravity(problem)]
    body = [problem.message, problem.fix]
    return what, command(what, body, title=problem.code, **_place(problem.path, problem.line, problem.column))


def _unread(one: Skipped) -> tuple[str, str]:
    what = "error" if one.fatal else "warning"
    title = "cannot judge" if one.fatal else "not read whole"
    return what, command(what, [one.why], title=title, **_place(one.path, one.line, 1))


def _left(errors: list[str], warnings: list[str]) -> list[str]:
    left = [
        f"{len(lines) - SHOWN} more {word}{'s' if len(lines) > SHOWN + 1 else ''}"
        for lines, word in ((errors, "error"), (warnings, "warning"))
        if len(lines) > SHOWN
    ]
    said = f"{' and '.join(left)} not shown here: GitHub shows {SHOWN} of each; the log of this step has them all"
    return [command("notice", [said], title="mneme")] if left else []


def _approval(page: Page) -> list[tuple[str, str]]:
    verdict = page.verdict
    if not verdict.changed_policy or verdict.outcome != "ask" or stuck(verdict):
        return []
    said = f"this change passes only because it changes {', '.join(sorted(verdict.changed_policy))}"
    body = [said, "someone who may approve exceptions has to approve it"]
    return [("error", command("error", body, title="approval needed"))]


def command(what: str, body: list[str], **fields: str | int) -> str:
    """Write one workflow command; fields that are empty or 0 are left out."""
    told = {key: _path(str(value)) if key == "file" else visible(str(value)) for key, value in fields.items() if value}
    shown = ",".join(f"{key}={_field(value)}" for key, value in told.items())
    return f"::{what}{' ' if shown else ''}{shown}::{_text(chr(10).join(visible(line) for line in body if line))}"


def _place(path: str, line: int, column: int) -> dict[str, str | int]:
    return {"file": path, "line": line, "col": column if line else 0}


def _path(path: str) -> str:
    """Keep a path exact, so that GitHub finds the file; only bytes that are not UTF-8 cannot be said."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _text(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _field(text: str) -> str:
    return _text(text).replace(":", "%3A").replace(",", "%2C")


REPORT = Report(render=render, suffix=".github.txt")
