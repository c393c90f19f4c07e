"""`mneme may` for people: the answer in the first word, then who says so, then the way that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.model.rule import Texts
from mneme_cli.model.visible import one_line, visible
from mneme_cli.reports._tally import count
from mneme_cli.reports.text.finding import chained
from mneme_cli.reports.text.rule import reasons, ways_out
from mneme_cli.reports.text.spans import headed, row, wrap

if TYPE_CHECKING:
    from mneme_cli.commands.may import May
    from mneme_cli.commands.may.ask import One
    from mneme_cli.model.finding import Finding
    from mneme_cli.reports.text.spans import Line

_SHOWN = 10
_STYLES = {"yes": "good", "no": "block", "in part": "warn"}


def told(one: May, width: int) -> list[Line]:
    """Write the answer."""
    made = _answer(one, width)
    for rule in sorted({each.rule for each in _all(one, "blocked")}):
        made += [(), *_objection(rule, one, width)]
    made += _open(one, width)
    advice = {f"{each.rule} advises against it: {_texts(each, one).title}" for each in _all(one, "warned")}
    made += [line for said in sorted(advice) for line in row("advice", one_line(said), width, "warn")]
    excused = {_excused(each) for each in _all(one, "excused")}
    made += [line for said in sorted(excused) for line in row("excused", one_line(said), width)]
    errors = sum(problem.fatal for problem in one.page.verdict.problems)
    if errors:
        text = f"The decisions have {count(errors, 'error')}, so this may not be all: `mneme lint`."
        made += [(), *(((line, "block"),) for line in wrap(text, width))]
    return made


def _answer(one: May, width: int) -> list[Line]:
    """Write the answer itself, and for whom it is."""
    source, target = one.asked
    verb = {"yes": "may import", "no": "may not import", "in part": "may import parts of"}[one.answer]
    many = len(one.ones) > 1 and one.answer == "yes"
    made = headed(
        one.answer, visible(f"{source} {verb} {'all of ' if many else ''}{target}"), width, _STYLES[one.answer]
    )
    if len(one.ones) == 1 and one.ones[0].target != target:
        made += row("means", visible(one.ones[0].target), width, "place")
    if one.near:
        said = f"nothing here is called {target}; did you mean {one.near}?"
        made += row("near", visible(said), width, "warn")
    elif not one.known:
        said = f"no file of code, module or declared package here is called {target}"
        made += row("unknown", visible(said), width, "warn")
    made += _speaker(one, width)
    if one.answer == "yes":
        rules = count(one.speaking, "rule")
        said = f"{rules} {'speaks' if one.speaking == 1 else 'speak'} there, and none objects"
        made += row("rules", said if one.speaking else "no rule speaks there", width)
    if one.left_out:
        made += row("", f"the first {len(one.ones)} files were asked about, {one.left_out} were not", width, "warn")
    return made


def _speaker(one: May, width: int) -> list[Line]:
    """Write which file speaks for several, or what is not there yet."""
    if one.source.files:
        path, among = one.source.path, len(one.source.files)
        speaks = f"a new file, {path}" if one.source.planned else f"{path}, one of its {among} files"
        return row("asked of", visible(speaks), width, "place")
    if one.source.planned:
        lost = "the file is not there yet" if one.source.folder else "neither the file nor its folder is there yet"
        return row("", lost, width, "dim" if one.source.folder else "warn")
    return []


def _objection(rule: str, one: May, width: int) -> list[Line]:
    """Write who says no, why, and what to do instead."""
    found = [each for each in _all(one, "blocked") if each.rule == rule]
    texts = _texts(found[0], one)
    made = headed(visible(rule), visible(texts.title), width)
    chains = [each for each in found if len(each.chain) > 1]
    for each in chains[:1]:
        made += chained(each, width)
    made += reasons(texts._replace(history=()), width)
    shown = [each._replace(outcome="allow") for each in found] if one.source.files else found
    return made + ways_out(shown, texts, one.page, width)


def _open(one: May, width: int) -> list[Line]:
    """Write what may be imported, and by whom."""
    made: list[Line] = []
    free = [each for each in one.ones if not each.blocked] if one.answer == "in part" else []
    told_ = ", ".join(each.text for each in free[:_SHOWN]) + (f", and {len(free) - _SHOWN} more" * (len(free) > _SHOWN))
    if free and one.answer == "in part":
        made += row("allowed", visible(told_), width, "good")
    elif one.instead:
        made += row("allowed", visible(", ".join(one.instead)), width, "good")
    if any(each.typed for each in one.ones):
        how = "behind `if TYPE_CHECKING:`" if one.source.path.endswith((".py", ".pyi")) else "as `import type`"
        made += row("allowed", f"for annotations only, {how}", width, "good")
    for rule, how, path in one.excused[:_SHOWN]:
        made += row("excused", visible(f"{path} ({rule}, {how})"), width)
    return [(), *made] if made else []


def _excused(each: Finding) -> str:
    by = "" if each.aside == "baseline" else f" by {each.aside}"
    return f"from {each.rule}{by}: {each.why_aside}"


def _all(one: May, what: str) -> list[Finding]:
    return [each for thing in one.ones for each in _found(thing, what)]


def _found(thing: One, what: str) -> tuple[Finding, ...]:
    return {"blocked": thing.blocked, "warned": thing.warned, "excused": thing.excused}[what]


def _texts(finding: Finding, one: May) -> Texts:
    return one.page.texts.get(finding.rule, Texts())
