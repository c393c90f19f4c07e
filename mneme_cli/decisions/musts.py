"""What has to exist for a rule to mean anything: a name that selects nothing is a slip, or a rule about nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.decisions.components import parts, where
from mneme_cli.decisions.known import spot
from mneme_cli.decisions.reader import Must, Reader
from mneme_cli.decisions.selectors import lost
from mneme_cli.model.glob import escape
from mneme_cli.model.region import Region

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mneme_cli.decisions.selectors import Words
    from mneme_cli.model.corpus import Clause, Decision, Place, Settings
    from mneme_cli.model.rule import Rule
    from mneme_cli.model.selector import Selector

LISTED = ("layers", "independent", "public", "acyclic")
"""Verbs whose every name has to be something of ours."""


def musts(
    decision: Decision, clause: Clause, rule: Rule, reader: Reader, children: tuple[str, ...] = ()
) -> tuple[Must, ...]:
    """Return every region in which a file must exist, with the place that says so.

    children: names of which each must be a child of one of the folders on the far side.
    """
    found = [*_named(decision, clause, reader)]
    found += [("target", one.text, one.region, reader.place(one.text)) for one in rule.far if _must(one, rule, reader)]
    made = [_made(decision, clause, each) for each in found if each[2].inside or each[0] == "target"]
    made = [each if each.region.inside else each._replace(lost=_lost(each.text, reader.words)) for each in made]
    for name in children:
        child = _made(decision, clause, ("child", name, _child(name, rule.far), reader.place(name)))
        made.append(child._replace(folders=rule.far))
    return tuple(made)


def declared(settings: Settings, words: Words) -> tuple[Must, ...]:
    """Return what components declare: each as a whole, and each of its entries, for whose files no rule speaks else."""
    made = []
    for name, region in words.components.items():
        if region.inside:
            made.append(Must(what="component", text=name, region=region, place=where(settings, f"components.{name}")))
        several = len(settings.components[name][0]) > 1
        for text, part, place in parts(name, settings, words) if several else ():
            made.append(Must(what="entry", text=text, region=part, place=place, rule=name))
    return tuple(made)


def _made(decision: Decision, clause: Clause, found: tuple[str, str, Region, Place]) -> Must:
    what, text, region, place = found
    return Must(
        what=what,
        text=text,
        region=region,
        place=place,
        rule=clause.id,
        pack=bool(decision.pack),
        quiet=clause.may_be_empty,
    )


def _named(decision: Decision, clause: Clause, reader: Reader) -> Iterator[tuple[str, str, Region, Place]]:
    quiet = Reader(reader.words, [])
    asked: list[tuple[str, Decision | Clause, int, str]] = []
    asked += [("scope", decision, at, text) for at, text in enumerate(decision.scope)]
    asked += [("in", clause, at, text) for at, text in enumerate(clause.inside)]
    for what, noun, at, text in asked:
        place = spot(noun, f"{what}.{at}")
        yield what, text, quiet.at(text, place, here=True).region, place


def _must(selector: Selector, rule: Rule, reader: Reader) -> bool:
    """Tell whether a target has to exist here: ours by name or folder. A ban on paths selects nothing when obeyed."""
    if selector.text in reader.optional or selector.form in ("package", "std"):
        return False
    if rule.kind in LISTED:
        return True
    firsts = [glob.partition("/")[0] for glob in selector.region.inside]
    return rule.relation != "paths" and bool(firsts) and not any("*" in first or "{" in first for first in firsts)


def _lost(text: str, words: Words) -> tuple[str, str]:
    """Say what is wrong with a word that can only be a component, and is none; ("", "") if it may be anything else."""
    word = text.removesuffix("?")
    if {*"./:*{"} & {*word} or word in words.layout.called():
        return "", ""
    wrong = lost(word, words)
    return wrong.message, wrong.hint


def _child(name: str, folders: tuple[Selector, ...]) -> Region:
    """Return where a child may lie: a folder, or a file with any suffix, below one of some folders."""
    globs = []
    for glob in (glob for one in folders for glob in one.region.inside):
        folder, _, last = f"/{glob}".rpartition("/")
        if last == "**" or last.startswith("__init__."):
            for spelled in sorted({name, name.replace(".", "/")}):
                path = f"{folder[1:]}/{escape(spelled)}".lstrip("/")
                globs += [path, f"{path}.*", f"{path}/**"]
    return Region(inside=tuple(dict.fromkeys(globs)))
