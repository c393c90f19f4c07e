"""A rule that touches nothing is reported: E-EMPTY for what must exist, W-UNUSED for exceptions that excuse nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.decisions.components import where
from mneme_cli.decisions.held import held
from mneme_cli.decisions.known import nearest, problem, spot
from mneme_cli.kinds._units import children
from mneme_cli.model.corpus import Place
from mneme_cli.relations._chains.index import index_of_paths

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from mneme_cli.decisions.compile import Compiled
    from mneme_cli.decisions.reader import Must
    from mneme_cli.model.problem import Problem
    from mneme_cli.model.region import Region
    from mneme_cli.model.rule import Aside, Rule

    Match = tuple[str, Aside]
    """An aside with the id of its rule."""

UNDECIDED = "there is no decision"
"""How it is said that nobody has decided anything; whoever has to tell that from another error asks for it."""


def empties(compiled: Compiled, files: Iterable[str], base: Iterable[str] | None = None) -> tuple[Problem, ...]:
    """Report what must select a tracked file and does not.

    base: the files before the change: what selected something there has been emptied, which is a warning. In a pack it
    is a note; `may_be_empty` quiets it.
    """
    files, base = sorted(files), None if base is None else sorted(base)
    out = set(_nothing(compiled))
    open_ = [must for must in compiled.musts if not must.quiet and not _selects(must.region, files)]
    said = {must.text for must in open_ if must.what == "component" and not must.pack}
    apart = {must.rule for must in open_ if must.what == "entry"}
    for must in open_:
        # Once, where it is declared: a component is reported instead of who names it, its entries instead of it.
        if must.text in (apart if must.what == "component" else said - {must.rule}):
            continue
        before = base is not None and _selects(must.region, base)
        code = "N-EMPTY" if must.pack else "W-EMPTY" if before else "E-EMPTY"
        out.add(problem(code, must.place, _said(must, before), _fix(must, before, files)))
    return tuple(sorted(out))


def _nothing(compiled: Compiled) -> Iterable[Problem]:
    """Report that nobody has decided anything: most likely the wrong folder, and no gate may pass by that."""
    corpus = compiled.corpus
    if not corpus.decisions and not any(one.fatal for one in corpus.problems):
        folders = ", ".join(corpus.settings.decisions)
        fix = "run mneme init, or name the folders that hold them under `decisions` in mneme.yaml"
        there = corpus.settings.places  # an absent mneme.yaml has no line to point at
        place = where(corpus.settings, "decisions") if there else Place(path="", line=0, column=0)
        yield problem("E-EMPTY", place, f"{UNDECIDED} in {folders}", fix)


def _selects(region: Region, files: Sequence[str]) -> bool:
    return next(held(region, files), None) is not None


def _said(must: Must, before: bool) -> str:
    if must.what == "child":
        now = "no child of any of its folders any more" if before else "a child of none of its folders"
        return f"{must.rule}: '{must.text}' is {now}"
    if must.lost[0]:
        return f"{must.rule}: {must.lost[0]}"
    return f"{_what(must)} {'selects no file any more' if before else 'selects no tracked file'}"


def _what(must: Must) -> str:
    if must.what == "component":
        return f"the component '{must.text}'"
    if must.what == "entry":
        return f"the component '{must.rule}': its entry '{must.text}'"
    return f"{must.rule}: '{must.text}' (its {must.what})"


def _fix(must: Must, before: bool, files: Sequence[str]) -> str:
    if must.what == "entry":
        return "write the path as it is now, or take the entry out: no rule sees the files that it was to name"
    if before:
        return "the last such file is gone: retire the rule, or take the entry out"
    if must.lost[1]:
        return must.lost[1]
    if must.what == "component":
        return "correct its selector in mneme.yaml, or remove the component"
    if must.what == "child":
        near = nearest(must.text, children(index_of_paths(files), must.folders))
        quiet = "a layer that need not exist is written 'name?', and `may_be_empty: true` quiets the rule"
        return f"did you mean '{near}'? Else {quiet}" if near else f"correct the name; {quiet}"
    return "correct the entry, or add `may_be_empty: true` to the rule if files are still to come"


def unused(
    compiled: Compiled, matched: Collection[Match], files: Sequence[str], alone: Callable[[str], str]
) -> tuple[Problem, ...]:
    """W-UNUSED: waivers, overrides and entries of `except` that matched nothing, given the asides that did.

    A waiver is one paper, whatever rules it names; each override of one rule by one decision is said by itself. An
    entry that says `may_be_empty` bounds what its rule is about, and need not excuse anything.
    alone: says why a file is left alone, "" if it is not.
    """
    used = {_key(rule, aside) for rule, aside in matched} | set(_standing(compiled))
    out = set()
    for rule in compiled.rules:
        for aside in rule.asides:
            if _key(rule.id, aside) not in used and not (aside.until and aside.until < compiled.corpus.as_of):
                out.add(_unused(compiled, rule, aside, _remedy(aside, files, alone)))
    return tuple(sorted(out))


def _standing(compiled: Compiled) -> Iterable[tuple[object, ...]]:
    clauses = (clause for one in compiled.corpus.decisions for clause in one.clauses)
    return ((clause.id, "except", what) for clause in clauses for what in clause.standing)


def _key(rule: str, aside: Aside) -> tuple[object, ...]:
    if aside.how == "override":
        return rule, aside
    return (aside.how, aside.by) if aside.how == "waiver" else (rule, aside.how, aside.by)


def _remedy(aside: Aside, files: Sequence[str], alone: Callable[[str], str]) -> str:
    """Say what to do about an exception that excuses nothing: its files may have another name, or be left alone."""
    mine = list(held(aside.where, files))
    if not mine:
        return "write the path that its file has now, or remove it: there is no such file any more"
    why = sorted({alone(path) for path in mine})
    if "" not in why:
        return f"remove it, or judge the file again: {mine[0]} is left alone as {why[0]}"
    return "remove it: what it excused is gone"


def _unused(compiled: Compiled, rule: Rule, aside: Aside, fix: str) -> Problem:
    if aside.how == "waiver":
        said = f"the waiver {aside.by} excuses nothing"
    elif aside.how == "override":
        inside = ", ".join(compiled.overriding[rule.id, aside].inside)
        said = f"the override of {rule.id} in {aside.by}{f' (in {inside})' if inside else ''} excuses nothing"
    else:
        said = f"{rule.id}: nothing is excused by `except` {aside.by}"
    return problem("W-UNUSED", _place(compiled, rule, aside), said, fix)


def _place(compiled: Compiled, rule: Rule, aside: Aside) -> Place:
    corpus = compiled.corpus
    if aside.how == "waiver":
        return next(waiver.place for waiver in corpus.waivers if waiver.id == aside.by)
    if aside.how == "override":
        return compiled.overriding[rule.id, aside].place
    clauses = (clause for one in corpus.decisions for clause in one.clauses if clause.id == rule.id)
    return spot(next(clauses), f"except.{aside.by}")
