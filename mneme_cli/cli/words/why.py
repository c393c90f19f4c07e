"""`mneme why` for people: what is found first, then what was applied and found nothing, then what is set aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.cli.words.reason import history, page, tag
from mneme_cli.model.group import groups
from mneme_cli.model.reason import APPLIED
from mneme_cli.model.rule import Texts
from mneme_cli.model.visible import one_line, visible
from mneme_cli.reports._tally import count, decision, heap, order
from mneme_cli.reports.text.explain import words
from mneme_cli.reports.text.finding import INDENT, finding, heading, place
from mneme_cli.reports.text.rule import reasons as said
from mneme_cli.reports.text.rule import ways_out
from mneme_cli.reports.text.spans import flow, headed, row, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mneme_cli.commands.why import Why
    from mneme_cli.model.finding import Finding
    from mneme_cli.model.reason import Reason
    from mneme_cli.reports.text.spans import Line

_SHOWN = 10


def told(one: Why, width: int) -> list[Line]:
    """Write an explanation."""
    if one.kind == "path":
        sections = _path(one, width)
    elif one.kind == "finding":
        sections = [_found(one.reasons[0], one, width)]
    else:
        sections = [page(reason, one, width) for reason in one.reasons]
    sections.append(_errors(one, width))
    made: list[Line] = []
    for section in sections:
        if section:
            made += [(), *section] if made else section
    return made


def _path(one: Why, width: int) -> list[list[Line]]:
    loud = [reason for reason in one.reasons if any(heap(each) != "aside" for each in reason.findings)]
    spared = [reason for reason in one.reasons if reason not in loud and reason.how == APPLIED and reason.findings]
    quiet = [reason for reason in one.reasons if reason.how == APPLIED and not reason.findings]
    out = [reason for reason in one.reasons if reason not in loud and reason.how != APPLIED]
    sections = [_head(one, (len(loud), len(quiet), len(spared), len(out)), width)]
    told = [decision(reason.rule) for reason in loud]
    sections += [_found(reason, one, width, again=told[at] in told[:at]) for at, reason in enumerate(loud)]
    nothing = f"Applied, and nothing found{' in this line' if one.line else ''}"
    sections.append(_listed(nothing, (_quiet(reason, one, width) for reason in quiet)))
    sections.append(
        _listed("Applied, and all that is found is set aside", (_quiet(each, one, width) for each in spared))
    )
    sections.append(_listed("Set aside", (_aside(reason, width) for reason in out)))
    return [*sections, _through(one, width)]


def _head(one: Why, counts: tuple[int, int, int, int], width: int) -> list[Line]:
    """Write what was asked about, and the sum."""
    name = "component" if len(one.component) == 1 else "components"
    more = [f"{name} {', '.join(map(visible, one.component))}"] if one.component else []
    more += [count(one.files, "file")] if one.files > 1 else []
    made = flow([(place(one.path, one.line), "place"), *((part, "dim") for part in more)], width, INDENT)
    if one.spared:
        sentence = f"It is left alone ({one.spared}): nothing is found here, though others may be found to import it."
    elif not one.reasons:
        sentence = "No rule speaks here: nothing governs it."
    else:
        verb = "would speak" if not one.there else "speaks" if len(one.reasons) == 1 else "speak"
        sentence = f"{count(len(one.reasons), 'rule')} {verb} here: {_sum(counts)}."
    if not one.there:
        sentence = f"There is no such file yet. {sentence}"
    for each in one.imports:
        names = f" ({', '.join(each.names)})" if each.names else ""
        meaning = "which is not there" if each.target == "?" else each.target
        made += flow([(f"  imports {visible(each.specifier + names)}", ""), (visible(meaning), "place")], width, INDENT)
    return made + [((f"  {line}", ""),) for line in wrap(sentence, width - 2)]


def _sum(counts: tuple[int, int, int, int]) -> str:
    """Count the rules as they are listed below: with findings, without, with such as do not count, set aside."""
    said = ("with findings", "applied and nothing found", "applied and all that is found set aside", "set aside")
    return ", ".join(f"{number} {word}" for number, word in zip(counts, said, strict=True) if number)


def _found(reason: Reason, one: Why, width: int, *, again: bool = False) -> list[Line]:
    """Write a rule with what it finds here. again: its decision has been named already."""
    texts = one.page.texts.get(reason.rule, Texts())
    made = [] if again else headed(visible(decision(reason.rule)), visible(texts.title), width)
    shown = sorted(reason.findings, key=lambda each: (heap(each) == "aside", order(each)))
    for each in shown[:_SHOWN]:
        made += [*([()] if made else []), *_one(each, one, width)]
    if len(shown) > _SHOWN:
        made.append(((f"  and {len(shown) - _SHOWN} more (all of them: --json)", "dim"),))
    if any(each.status == "existing" and heap(each) != "aside" for each in shown):
        made += row("existing", "there before this change, so it does not block it; `mneme check --all` does", width)
    made += said(texts._replace(history=()), width)
    made += history(reason.rule, one, width)
    open_ = [each for each in shown if heap(each) != "aside"]
    return made + (ways_out(open_, texts, one.page, width) if open_ else [])


def _one(each: Finding, one: Why, width: int) -> list[Line]:
    """Write a finding; one that does not count says why not."""
    if heap(each) == "aside":
        word = tag(each)
        made = heading(each, width, word=word)
        return made + [((" " * INDENT + line, "dim"),) for line in wrap(one_line(each.why_aside), width - INDENT)]
    return finding(each, one.page, width, word=_word(each))


def _quiet(reason: Reason, one: Why, width: int) -> list[Line]:
    texts = one.page.texts.get(reason.rule, Texts())
    tags = [tag(each.lead) for each in groups(reason.findings)]
    said = ", ".join(f"{tags.count(each)} {each}" for each in sorted({*tags}))
    parts = [(f"  {visible(reason.rule)}", "rule"), (visible(texts.title), ""), *([(said, "dim")] if said else [])]
    return flow(parts, width, INDENT)


def _aside(reason: Reason, width: int) -> list[Line]:
    """Write a rule that is set aside, the one reason, and what it would have found."""
    made = flow([(f"  {visible(reason.rule)}", "rule"), (words(reason), "dim")], width, INDENT)
    told_ = reason.why if reason.how in ("overridden", "waived", "excepted") else ""
    made += [((" " * INDENT + line, "dim"),) for line in wrap(one_line(told_), width - INDENT)]
    for each in reason.findings[:_SHOWN]:
        at = (" " * INDENT + place(each.source, each.line, each.column), "place")
        made += flow([at, (visible(each.claim), "")], width, INDENT + 2)
    left = len(reason.findings) - _SHOWN
    return made + ([((f"      and {left} more (all of them: --json)", "dim"),)] if left > 0 else [])


def _through(one: Why, width: int) -> list[Line]:
    """Write what is found at other files because of a chain that passes here."""
    shown = sorted(one.through, key=order)
    made = [line for each in shown[:_SHOWN] for line in finding(each, one.page, width, word=_word(each))]
    left = len(shown) - _SHOWN
    made += [((f"  and {left} more (all of them: --json)", "dim"),)] if left > 0 else []
    return [(("Chains of other files that pass here", "title"),), *made] if made else []


def _word(each: Finding) -> str:
    """Return what to say in place of an outcome that is none."""
    return tag(each) or ("existing" if each.status == "existing" else "")


def _listed(title: str, parts: Iterable[list[Line]]) -> list[Line]:
    made = [line for part in parts for line in part]
    return [((title, "title"),), *made] if made else []


def _errors(one: Why, width: int) -> list[Line]:
    errors = sum(problem.fatal for problem in one.page.verdict.problems)
    if not errors:
        return []
    text = f"The decisions have {count(errors, 'error')}, so this may not be all: `mneme lint`."
    return [((line, "block"),) for line in wrap(text, width)]
