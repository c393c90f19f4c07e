"""Which waivers come, go, last longer or cover more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.decisions.reviewing.approval import of_all
from mneme_cli.model.day import show
from mneme_cli.model.review import Touch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mneme_cli.decisions.compile import Compiled
    from mneme_cli.model.corpus import Waiver


def waivers(base: Compiled, head: Compiled) -> tuple[Touch, ...]:
    """Compare the waivers of two trees."""
    before = {one.id: one for one in base.corpus.waivers}
    after = {one.id: one for one in head.corpus.waivers}
    day = head.corpus.as_of
    out = [_came(one, base, day) for name, one in after.items() if name not in before]
    out += [_gone(one, day) for name, one in before.items() if name not in after]
    both = ((before[name], one) for name, one in after.items() if name in before)
    out += [touch for old, new in both if (touch := _compared(old, new, base))]
    return tuple(out)


def _came(one: Waiver, base: Compiled, day: int) -> Touch:
    says = (f"sets {', '.join(one.waives)} aside until {show(one.until)}", *_claims(one))
    looser = day <= one.until
    return _touch(one, "appears", says, looser=looser, base=base if looser else None)


def _gone(one: Waiver, day: int) -> Touch:
    ended = one.until < day
    names = ", ".join(one.waives)
    says = (f"{names}: it ended {show(one.until)}" if ended else f"binds again: {names}",)
    return _touch(one, "goes", says, looser=False, base=None)


def _compared(old: Waiver, new: Waiver, base: Compiled) -> Touch | None:
    less, more = list(_wider(old, new)), list(_wider(new, old))
    if not less and not more and (old.approved_by, old.because) == (new.approved_by, new.because):
        return None
    says = (*less, *(f"no longer {said}" for said in more)) or ("its words changed",)
    if old.until != new.until:
        says = (f"until {show(old.until)} → {show(new.until)}", *(each for each in says if "until" not in each))
    how = "changes" if (less and more) or not (less or more) else "weakens" if less else "tightens"
    loose = bool(less) or how == "changes"
    return _touch(new, how, (*says, *_claims(new)), looser=loose, base=base if loose else None)


def _wider(old: Waiver, new: Waiver) -> Iterator[str]:
    """Say in what a waiver sets more aside than another."""
    if new.until > old.until:
        yield f"until {show(new.until)}"
    yield from (f"waives {rule}" for rule in new.waives if rule not in old.waives)
    if old.inside and not new.inside:
        yield "in the whole repository"
    yield from (f"in {glob}" for glob in new.inside if old.inside and glob not in old.inside)


def _claims(one: Waiver) -> tuple[str, ...]:
    """Say what a file claims: a name in it is a claim, and CODEOWNERS is what guards it."""
    return (f"approved by {one.approved_by}, says the file", one.because)


def _touch(one: Waiver, how: str, says: tuple[str, ...], *, looser: bool, base: Compiled | None) -> Touch:
    may = of_all(base, one.waives) if base else {}
    touch = Touch(kind="waiver", what=one.id, how=how, says=says, looser=looser, **may)
    return touch._replace(path=one.place.path, line=one.place.line)
