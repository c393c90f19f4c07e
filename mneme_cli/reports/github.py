"""Workflow commands: findings that GitHub shows on the changed lines of a pull request.

GitHub shows at most ten errors and ten warnings of one step and drops the rest in silence, so the worst come first,
the rest are plain lines of the log, and a note says how many (https://docs.github.com/actions, "Workflow commands").
"""

from __future__ import annotations

from mneme_cli.languages import asked
from mneme_cli.model.rule import Texts
from mneme_cli.model.visible import visible
from mneme_cli.reports import Report
from mneme_cli.reports._review import NEEDED, beside, passing, waiting
from mneme_cli.reports._tally import explain, gravity, others, stuck, told
from mneme_cli.reports._words import exact, unread

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NamedTuple

    from mneme_cli.model.fact import Skipped
    from mneme_cli.model.group import Group
    from mneme_cli.model.page import Page
    from mneme_cli.model.problem import Problem
else:
    from mneme_cli.model.noun import NamedTuple

SHOWN = 10
"""How many annotations of one gravity a step may have."""
_WHERE = '`--format summary --output "$GITHUB_STEP_SUMMARY"`'


class Note(NamedTuple):
    """what: error | warning | notice.  command: for the runner.  plain: one line that the runner takes for none."""

    what: str
    command: str
    plain: str


def render(page: Page) -> str:
    """Write a page as workflow commands, one a line."""
    made = _approval(page) + [_problem(one) for one in beside(page)]
    skipped = sorted(page.verdict.skipped)
    made += [_unread(one) for one in skipped if one.fatal]
    made += [_finding(one, page.texts.get(one.lead.rule, Texts())) for one in told(page.verdict)]
    made += [_unread(one) for one in skipped if not one.fatal]
    errors, warnings, notes = ([one for one in made if one.what == what] for what in ("error", "warning", "notice"))
    left = [*errors[SHOWN:], *warnings[SHOWN:], *notes[SHOWN - 1 :]]
    lines = [one.command for one in (*errors[:SHOWN], *warnings[:SHOWN])] + _left(errors, warnings)
    lines += [one.command for one in notes[: SHOWN - 1]] + [one.plain for one in left]
    return "".join(f"{line}\n" for line in lines)


def _finding(entry: Group, texts: Texts) -> Note:
    finding = entry.lead
    what = "warning" if finding.outcome in ("warn", "allow") else "error"
    body = [
        finding.claim,
        finding.again(finding.source),
        f"due: {finding.why_aside}" if finding.status == "due" else "",
        f"waits: {finding.why_aside}" if finding.led and not finding.aside else "",
        f"why: {texts.why}" if texts.why else "",
        f"instead: {texts.say}" if texts.say else "",
        *(f"  {hop.source}:{hop.line}:{hop.column} imports {asked(hop)}" for hop in finding.chain[1:]),
        others(entry, way=True),
        f"explain: {explain(finding.rule)}",
    ]
    title = " ".join(filter(None, (finding.rule, texts.title)))
    return _note(what, body, title, (finding.source, finding.line, finding.column))


def _problem(problem: Problem) -> Note:
    what = {"error": "error", "warning": "warning", "note": "notice"}[gravity(problem)]
    body = [problem.message, problem.fix]
    return _note(what, body, problem.code, (problem.path, problem.line, problem.column))


def _unread(one: Skipped) -> Note:
    title, why = unread(one)
    return _note("error" if one.fatal else "warning", [why], title, (one.path, one.line, one.column or 1))


def _left(errors: list[Note], warnings: list[Note]) -> list[str]:
    left = [
        f"{len(notes) - SHOWN} more {word}{'s' if len(notes) > SHOWN + 1 else ''}"
        for notes, word in ((errors, "error"), (warnings, "warning"))
        if len(notes) > SHOWN
    ]
    said = f"{' and '.join(left)} not shown here: GitHub shows {SHOWN} of each; {_WHERE} and the log has them all"
    return [command("notice", [said], title="mneme")] if left else []


def _approval(page: Page) -> list[Note]:
    verdict = page.verdict
    if parts := waiting(page):
        return [_note("error", [said], NEEDED, (one.path, one.line, 0)) for one, said in parts]
    if not verdict.changed_policy or verdict.outcome != "ask" or stuck(verdict):
        return []
    body = [*passing(verdict), "someone who may approve exceptions has to approve it"]
    return [_note("error", body, NEEDED, ("", 0, 0))]


def command(what: str, body: list[str], **fields: str | int) -> str:
    """Write one workflow command; fields that are empty or 0 are left out."""
    told = {key: exact(str(value)) if key == "file" else visible(str(value)) for key, value in fields.items() if value}
    shown = ",".join(f"{key}={_field(value)}" for key, value in told.items())
    return f"::{what}{' ' if shown else ''}{shown}::{_text(chr(10).join(visible(line) for line in body if line))}"


def _note(what: str, body: list[str], title: str, place: tuple[str, int, int]) -> Note:
    path, line, column = place
    fields: dict[str, str | int] = {"file": path, "line": line, "col": column if line else 0}
    where = ":".join(str(part) for part in (path, line, column if line else 0) if part)
    plain = "  ".join(visible(part) for part in (f"{what}:", where, title, body[0]) if part)
    return Note(
        what=what, command=command(what, body, title=title, **fields), plain=f"  {plain.replace('##[', '## [')}"
    )


def _text(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _field(text: str) -> str:
    return _text(text).replace(":", "%3A").replace(",", "%2C")


REPORT = Report(render=render, suffixes=(".github.txt",))
