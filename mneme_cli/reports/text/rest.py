"""What stands behind the findings: what was set aside and by whom, what was not read, what is wrong in decisions."""

from __future__ import annotations

from mneme_cli.model.group import groups
from mneme_cli.model.visible import one_line, visible
from mneme_cli.reports._review import EDITS, LEADS, parted
from mneme_cli.reports._review import problems as listed
from mneme_cli.reports._tally import aside, gravity, heap, ordered, others
from mneme_cli.reports.text.finding import INDENT, heading, place
from mneme_cli.reports.text.spans import flow, wrap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.model.finding import Finding, Verdict
    from mneme_cli.model.page import Page
    from mneme_cli.model.problem import Problem
    from mneme_cli.reports.text.spans import Line

_SHOWN = 20
_WORDS = {"waiver": "waived", "except": "excepted", "override": "overridden", "baseline": "baselined"}
_STYLES = {"error": "block", "warning": "warn", "note": "dim"}


def how(finding: Finding) -> str:
    """Say in one word what became of a finding that is set aside."""
    word = aside(finding)[0]
    return _WORDS.get(word, word)


def set_aside(page: Page, width: int) -> list[Line]:
    """Write the findings that somebody set aside, and who: one tag, one line, one reason.

    Accepted debt has no reason of its own, and what a rule itself excepts is no news: the summary counts them, and
    `--explain` tells the latter.
    """
    quiet = ("baselined",) if page.reasons is not None else ("baselined", "excepted")
    told = groups(one for one in ordered(page.verdict) if heap(one) == "aside" and how(one) not in quiet)
    made: list[Line] = [(("Set aside", "title"),)] if told else []
    for entry in told[:_SHOWN]:
        one = entry.lead
        made += heading(one, width, word=how(one)) + _below(visible(others(entry)), width)
        by = visible(aside(one)[1])
        made += _below(f"{by}: {one_line(one.why_aside)}" if one.why_aside else by, width)
    return made + _more(len(told))


def dues(verdict: Verdict, width: int) -> list[Line]:
    """Write what has fallen due in files that this change leaves alone: the next one to touch them is stopped."""
    found = [one for one in ordered(verdict) if heap(one) == "due"]
    made: list[Line] = [(("Due", "title"),)] if found else []
    for one in found[:_SHOWN]:
        made += heading(one, width, word="due") + _below(one_line(one.why_aside), width)
    made += _more(len(found))
    said = "Not of this change, and it does not stop it; whoever touches these files has to mend them."
    return made + [(("  " + line, "dim"),) for line in wrap(said, width - 2)] if found else []


def unread(verdict: Verdict, width: int) -> list[Line]:
    """Write the files that could not be looked at: never silent."""
    made: list[Line] = [(("Not read whole", "title"),)] if verdict.skipped else []
    for one in sorted(verdict.skipped)[:_SHOWN]:
        made += flow([("  " + place(one.path, one.line, one.column), "place"), (visible(one.why), "")], width, INDENT)
    return made + _more(len(verdict.skipped))


def alone(verdict: Verdict, width: int) -> list[Line]:
    """Write what is left alone on purpose, by reason: never silent, and never a page of vendored files."""
    reasons: dict[str, list[str]] = {}
    for one in sorted(verdict.noted):
        reasons.setdefault(one.why, []).append(one.path)
    made: list[Line] = [(("Left alone", "title"),)] if reasons else []
    for why, paths in sorted(reasons.items()):
        more = f" and {len(paths) - 1} more" if paths[1:] else ""
        made += flow([("  " + place(paths[0]) + more, "place"), (visible(why), "")], width, INDENT)
    return made


def policy(page: Page, width: int) -> list[Line]:
    """Say that a change edits the rules it is judged by, or what they speak of, and how it is approved."""
    verdict = page.verdict
    if not verdict.changed_policy:
        return []
    weaker, names = parted(verdict)
    made = _changing(EDITS, weaker) + _changing(LEADS, names)
    said = "Removed or weakened here; without that it would not pass." if weaker else ""
    said += " What a name meant is forbidden where it stands, and no line of the code was mended." if names else ""
    if any(one.outcome == "ask" for one in verdict.findings):
        said += f" Whoever may approve exceptions passes it with `{page.asked} --approved-by NAME`."
        said += " To commit it, commit what it does to the policy first and alone." if page.pending else ""
    return made + [(("  " + line, ""),) for line in wrap(said.strip(), width - 2)]


def _changing(title: str, rules: list[str]) -> list[Line]:
    return [((title, "title"),), *(((f"  {visible(rule)}", "rule"),) for rule in rules)] if rules else []


def problems(page: Page, width: int) -> list[Line]:
    """Write errors, warnings and notes of decisions and of the analysis, the graver first."""
    told = listed(page)
    made: list[Line] = [(("Problems", "title"),)] if told else []
    for one in told:
        made += problem(one, width)
    return made


def problem(one: Problem, width: int) -> list[Line]:
    """Write one problem: its place, what is wrong, what to write instead."""
    word = gravity(one)
    parts = [(f"{word.upper():<7}", _STYLES[word]), (one.code, "rule")]
    parts += [(place(one.path, one.line, one.column), "place")] if one.path else []
    made = flow(parts, width, INDENT) + _below(visible(one.message), width)
    return made + [((" " * INDENT + line, "good"),) for line in wrap(visible(one.fix), width - INDENT)]


def _below(text: str, width: int) -> list[Line]:
    return [((" " * INDENT + line, ""),) for line in wrap(text, width - INDENT)]


def _more(count: int) -> list[Line]:
    left = count - _SHOWN
    return [((f"  and {left} more (all of them: --format json)", "dim"),)] if left > 0 else []
