"""The last line, which is the one people read first: what came out, and how much was looked at."""

from __future__ import annotations

from mneme_cli.model.group import groups
from mneme_cli.model.rule import Texts
from mneme_cli.model.visible import visible
from mneme_cli.reports._review import problems, waits
from mneme_cli.reports._tally import HEAPS, count, gravity, heap, looked, repeated, speaking, stuck, tally
from mneme_cli.reports.text.rest import how
from mneme_cli.reports.text.spans import flow, wrap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.model.finding import Finding, Verdict
    from mneme_cli.model.page import Page
    from mneme_cli.reports.text.spans import Line, Span

MOST = 5
"""Imports that are named though they are no finding."""
_WORDS = {"block": "blocked", "ask": "approval needed", "warn": "allowed with warnings", "allow": "allowed"}


def notes(page: Page, width: int) -> list[Line]:
    """Write what to do about numbers that the summary only counts."""
    verdict, said = page.verdict, _again(page.verdict)
    if tally(verdict)["existing"]:
        said.append(_existing(page))
    elif verdict.scope == "all" and any(_acceptable(one, page) for one in speaking(verdict)):
        said.append("`mneme baseline` accepts today's findings once; from then on it only shrinks.")
    if page.reasons is None and any(how(one) == "excepted" for one in verdict.findings):
        said.append("`mneme check --explain` lists what is excepted.")
    if any(one.fatal for one in verdict.skipped):
        said.append("A changed file that is not understood leaves the verdict open: mend it first, or write")
        said[-1] += " `on_unparsed: warn` in mneme.yaml."
    if not verdict.files and not stuck(verdict):
        more = " `mneme check --all` judges every file." if verdict.scope == "change" else ""
        why = "nothing changed that a rule could see, or `exclude` leaves nothing over"
        said.append(f"No file was looked at: {why}.{more}")
    if not verdict.rules and not stuck(verdict):
        said.append("No rule is in force here: `mneme list` shows the decisions, `mneme new TITLE` writes one.")
    return [((line, ""),) for text in said for line in wrap(text, width)]


def _existing(page: Page) -> str:
    """Say how many findings were there before, and which of them a baseline would take."""
    old = [one.lead for one in groups(page.verdict.findings) if heap(one.lead) == "existing"]
    owed = sum(_acceptable(one, page) for one in old)
    where = "" if page.verdict.scope == "all" else " in the files looked at"
    if owed == len(old):
        return f"{owed} existing{where}; `mneme baseline` accepts them."
    firm = sum(_level(one, page) == "final" for one in old)
    left = [f"{firm} of final rules (never accepted)"] if firm else []
    left += [f"{len(old) - owed - firm} of advice (needs no acceptance)"] if len(old) > owed + firm else []
    rest = " and ".join(left)
    if owed:
        return f"{len(old)} existing{where}; `mneme baseline` accepts {owed} of them, but not {rest}."
    return f"{len(old)} existing{where}: {rest}; `mneme baseline` takes none of them."


def _acceptable(one: Finding, page: Page) -> bool:
    """Tell whether a baseline takes a finding: advice needs no acceptance, and a final rule grants none."""
    return one.status in ("found", "due", "existing") and _level(one, page) == "normal"


def _level(one: Finding, page: Page) -> str:
    return page.texts.get(one.rule, Texts()).level


def _again(verdict: Verdict) -> list[str]:
    """Say which imports are no news to a rule on chains, so that nobody takes silence for consent."""
    found = repeated(verdict)
    left = [f"and {len(found) - MOST} more of this kind."] if len(found) > MOST else []
    return [visible(f"{one.source}:{one.line} {one.claim}: no news to {one.rule}.") for one in found[:MOST]] + left


def summary(page: Page, width: int) -> list[Line]:
    """Write the one line that sums up."""
    verdict, counts = page.verdict, tally(page.verdict)
    parts: list[Span] = [_first(page)]
    parts += [(count(counts["errors"], "error"), "block")] if counts["errors"] and not stuck(verdict) else []
    parts += [(count(len(verdict.nowhere), "import") + _leads(verdict), "warn")] if verdict.nowhere else []
    about = sum(gravity(one) == "warning" and one.code != "W-UNRESOLVED" for one in problems(page))
    parts += [(count(about, "warning") + " about decisions", "warn")] if about else []
    parts += [(f"{counts['due']} due elsewhere", "warn")] if counts["due"] else []
    parts += [(f"{counts['existing']} existing", "")] if counts["existing"] else []
    parts += [(f"{number} {word}", "") for word, number in _asides(verdict)]
    parts += [(f"{counts['fixed']} fixed", "good")] if counts["fixed"] else []
    torn = len({one.path for one in verdict.skipped})
    parts += [(f"{count(torn, 'file')} not read whole", "warn")] if torn else []
    return flow(parts, width, 2, gap=" · ")


def _leads(verdict: Verdict) -> str:
    return f" {'leads' if len(verdict.nowhere) == 1 else 'lead'} nowhere"


def _first(page: Page) -> Span:
    verdict, loud = page.verdict, speaking(page.verdict)
    seen = f"{_files(page)}, {count(verdict.rules, 'rule')}"
    if stuck(verdict):
        return f"cannot judge: {_stuck(verdict)} ({seen})", "block"
    word, style = _WORDS[verdict.outcome], "good" if verdict.outcome == "allow" else verdict.outcome
    if verdict.approved_by and verdict.outcome == "allow":
        word = f"allowed, approved by {visible(verdict.approved_by)}"
    if not loud and page.review and page.review.open and verdict.outcome != "allow":
        return f"{word}: {waits(page.review)} ({seen})", style
    if not loud:
        empty = "" if verdict.files and verdict.rules else " but nothing was judged"
        none = ", no new finding" if repeated(verdict) else ", no finding"
        return f"{word}{empty}: {seen}" + ("" if empty or verdict.outcome != "allow" else none), style
    rules = len({one.rule for one in loud})
    return f"{word}: {count(len(groups(loud)), 'finding')} of {count(rules, 'rule')} in {_files(page)}", style


def _stuck(verdict: Verdict) -> str:
    errors, files = tally(verdict)["errors"], len({one.path for one in verdict.skipped if one.fatal})
    said = [f"{count(errors, 'error')} to mend"] if errors else []
    said += [f"{count(files, 'changed file')} not understood"] if files else []
    return ", ".join(said) or "not everything could be looked at"


def _files(page: Page) -> str:
    verdict = page.verdict
    against = f" judged against {visible(page.base)}" if page.base and verdict.scope == "change" else ""
    return count(verdict.files, "file") + against + looked(verdict)


def _asides(verdict: Verdict) -> list[tuple[str, int]]:
    words = [how(one.lead) for one in groups(verdict.findings) if heap(one.lead) == HEAPS[3]]
    return [(word, words.count(word)) for word in sorted(set(words))]
