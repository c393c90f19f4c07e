"""In which ways a rule says less, or more, than it did: one comparison for W-WEAKER and for the review of a policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.decisions.gaps import covers
from mneme_cli.model.day import show
from mneme_cli.model.region import Region
from mneme_cli.model.rule import LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mneme_cli.model.rule import Aside, Rule
    from mneme_cli.model.selector import Selector

    Way = tuple[str, str]
    """(LESS, MORE or OTHER; in words)."""

LESS, MORE, OTHER = "less", "more", "other"
ALLOWING = ("only", "require", "protect")
"""Verbs whose list says what is allowed or would do, so that a longer list is the weaker one."""


def ways(old: Rule, new: Rule, files: Sequence[str], as_of: int) -> Iterator[Way]:
    """Name each way in which two versions of a rule differ. With files, regions are compared on them."""
    if new.level != old.level:
        lower = LEVELS.index(new.level) < LEVELS.index(old.level)
        yield LESS if lower else MORE, f"level {old.level} → {new.level}"
    if narrower(old.near, new.near, files):
        yield LESS, "it governs less"
    if narrower(new.near, old.near, files):
        yield MORE, "it governs more"
    yield from _exceptions(old, new, files, as_of)
    yield from _names(old, new)
    yield from _meanings(old, new, files)
    if (old.edges, old.without) != (new.edges, new.without):
        every = not new.edges and not new.without
        yield (MORE, "it looks at every kind of edge") if every else (OTHER, "it looks at other kinds of edges")
    yield from _approvers(old, new)
    if old.kind != new.kind or old.relation != new.relation or old.terms != new.terms:
        yield OTHER, "it says something else, perhaps less"


def narrower(old: Region, new: Region, files: Sequence[str]) -> bool:
    """Tell whether something in the old region is not in the new one; without files, whether it may be."""
    if old == new:
        return False
    if files:
        return any(old.holds(path) and not new.holds(path) for path in files)
    was = _parts(old)
    gone = Region(inside=tuple(glob for one in was for glob in one.outside))
    return not all(
        any(all(covers(part._replace(outside=(), allof=()), glob) for glob in one.inside) for one in was)
        and all(covers(gone, glob) for glob in part.outside)
        for part in _parts(new)
    )


def _parts(region: Region) -> list[Region]:
    """Return the regions that must all hold a path: what is not in one of them is not in the whole."""
    return [region, *(part for more in region.allof for part in _parts(more))]


def _exceptions(old: Rule, new: Rule, files: Sequence[str], as_of: int) -> Iterator[Way]:
    """Compare what the exceptions let pass; who approved one, and why, is no part of that."""
    before, after = (
        {(each.how, each.by): each for each in rule.asides if not each.until or each.until >= as_of}
        for rule in (old, new)
    )
    for (how, by), now in after.items():
        was = before.get((how, by))
        if was is None:
            yield LESS, f"{how} {by}"
        elif now.until > was.until:
            yield LESS, f"{how} {by} until {show(now.until)}"
        elif _covers_more(now, was, files):
            yield LESS, f"{how} {by} covers more"
    for (how, by), was in before.items():
        now_ = after.get((how, by))
        if now_ is None:
            yield MORE, f"no {how} {by} any more"
        elif _covers_more(was, now_, files) or was.until > now_.until:
            yield MORE, f"{how} {by} covers less"


def _covers_more(one: Aside, other: Aside, files: Sequence[str]) -> bool:
    """Tell whether an exception may let something pass that another one does not."""
    return one.target != other.target or (one.hide and not other.hide) or narrower(one.where, other.where, files)


def _names(old: Rule, new: Rule) -> Iterator[Way]:
    allowing = old.kind in ALLOWING
    was, now = ([one.text for one in rule.far] for rule in (old, new))
    gone, come = [text for text in was if text not in now], [text for text in now if text not in was]
    if come:
        yield (LESS, "it also accepts " + ", ".join(come)) if allowing else (MORE, "it also names " + ", ".join(come))
    if gone:
        said = ", ".join(gone)
        yield (MORE, f"it no longer accepts {said}") if allowing else (LESS, f"it no longer names {said}")


def _meanings(old: Rule, new: Rule, files: Sequence[str]) -> Iterator[Way]:
    """Compare what one name means before and after: a component of the same name may hold other files."""
    less, more = (MORE, LESS) if old.kind in ALLOWING else (LESS, MORE)
    known = {one.text: one for one in new.far}
    for was in old.far:
        now = known.get(was.text, was)
        if narrower(was.region, now.region, files):
            yield less, f"{was.text} means less"
        if narrower(now.region, was.region, files):
            yield more, f"{was.text} means more"
        if _own(was)._replace(region=now.region) != _own(now):
            yield OTHER, f"{was.text} means something else"


def _own(one: Selector) -> Selector:
    """Leave out the names that package.json gives a package: they come and go with it, and nobody rewrote the rule."""
    named = tuple(name for name in one.names if not name.startswith("npm/"))
    return one._replace(names=named) if one.form == "package" else one


def respelt(old: Rule, new: Rule) -> bool:
    """Tell whether two rules differ in nothing but how the files that they name are written."""
    if [one.text for one in old.far] != [one.text for one in new.far]:
        return False
    same = old._replace(near=new.near, far=new.far, tokens=new.tokens, asides=new.asides, texts=new.texts)
    return same == new and not narrower(old.near, new.near, ()) and not _less_of(old, new)


def _less_of(old: Rule, new: Rule) -> bool:
    """Tell whether a name may one day mean less than before, though no file shows it yet, or an exception more."""
    pairs = zip(old.far, new.far, strict=True)
    wider = new.kind in ALLOWING
    excused = {(each.how, each.by): each.where for each in old.asides}
    return any(
        narrower(*((now.region, was.region) if wider else (was.region, now.region)), ()) for was, now in pairs
    ) or any(narrower(each.where, excused.get((each.how, each.by), each.where), ()) for each in new.asides)


def _approvers(old: Rule, new: Rule) -> Iterator[Way]:
    come = sorted(set(new.waivable_by) - set(old.waivable_by))
    gone = sorted(set(old.waivable_by) - set(new.waivable_by))
    if come:
        yield LESS, f"waivable by {', '.join(come)}"
    if gone:
        named = new.waivable_by or new.level == "final"  # a list that is empty leaves it to `approvers`
        yield MORE if named else OTHER, f"not waivable by {', '.join(gone)} any more"
