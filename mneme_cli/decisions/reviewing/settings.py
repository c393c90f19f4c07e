"""What a change of mneme.yaml does: files left alone, names that mean other files, what a failure comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.decisions.components import where
from mneme_cli.decisions.taken import alone, line, losses, named
from mneme_cli.decisions.ways import narrower
from mneme_cli.model.review import Touch

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mneme_cli.decisions.compile import Compiled
    from mneme_cli.model.corpus import Settings

    Said = tuple[str, str, tuple[str, ...], bool]
    """(setting, how, says, looser)."""

_STEPS = {
    "on_policy_change": ("allow", "ask", "block"),
    "on_unparsed": ("warn", "block"),
    "on_unresolved": ("allow", "warn", "block"),
    "on_hook_failure": ("allow", "deny"),
}
"""Settings whose values are steps, from loose to strict."""
_MEANING = ("decisions", "tests", "source_roots", "imports", "base")
"""Settings that change what names mean, or what is read at all: neither less nor more by themselves."""


def settings(base: Compiled, head: Compiled, files: Sequence[str]) -> tuple[Touch, ...]:
    """Compare two mneme.yaml. files: of the tree after the change."""
    old, new = base.corpus.settings, head.corpus.settings
    said = (*_steps(old, new), *_exclude(base, head, files), *_names(old, new), *_meaning(old, new), *_packs(old, new))
    said += tuple(_components(base, head, files))
    may = old.approvers
    return tuple(_touch(each, base, head, may) for each in said)


def _touch(said: Said, base: Compiled, head: Compiled, may: tuple[str, ...]) -> Touch:
    key, how, says, looser = said
    here = head.corpus.settings if key in head.corpus.settings.places else base.corpus.settings
    spot = line(base, head) if key == "exclude" and here is head.corpus.settings else where(here, key)
    name = f"{key} in {spot.path}"
    who = may if looser else ()
    return Touch(kind="setting", what=name, how=how, says=says, path=spot.path, line=spot.line, looser=looser, may=who)


def _steps(old: Settings, new: Settings) -> Iterator[Said]:
    for key, steps in _STEPS.items():
        was, now = getattr(old, key), getattr(new, key)
        if was != now:
            looser = steps.index(now) < steps.index(was)
            yield key, "weakens" if looser else "tightens", (f"{was} → {now}",), looser


def _exclude(base: Compiled, head: Compiled, files: Sequence[str]) -> Iterator[Said]:
    was, now = base.excluded, head.excluded
    if was == now:
        return
    lost = alone(base, head, files)
    back = [path for path in files if was.holds(path) and not now.holds(path)]
    says: tuple[str, ...] = (f"leaves alone {named(lost)}", _losing(base, lost)) if lost else ()
    says += (f"judges again {named(back)}",) if back else ()
    how = "changes" if lost and back else "weakens" if lost else "tightens" if back else "changes"
    yield "exclude", how, says or ("other globs, the same files",), bool(lost) or narrower(now, was, ())


def _losing(base: Compiled, lost: Sequence[str]) -> str:
    rules, _ = losses(base, lost)
    return f"takes files from {', '.join(rules)}" if rules else "no rule looks at them today"


def _names(old: Settings, new: Settings) -> Iterator[Said]:
    if set(old.approvers) == set(new.approvers):
        return
    come = [name for name in new.approvers if name not in old.approvers]
    gone = [name for name in old.approvers if name not in new.approvers]
    looser = not new.approvers or (bool(old.approvers) and bool(come))
    says: tuple[str, ...] = (f"more: {', '.join(come)}",) if come else ()
    says += (f"fewer: {', '.join(gone)}",) if gone else ()
    says += () if new.approvers else ("anyone may approve now",)
    yield "approvers", ("changes" if gone and new.approvers else "weakens") if looser else "tightens", says, looser


def _meaning(old: Settings, new: Settings) -> Iterator[Said]:
    for key in _MEANING:
        was, now = getattr(old, key), getattr(new, key)
        if was != now:
            yield key, "changes", (f"{_plain(was)} → {_plain(now)}",), True


def _packs(old: Settings, new: Settings) -> Iterator[Said]:
    was = {each["name"]: dict(each) for each in old.extends}
    now = {each["name"]: dict(each) for each in new.extends}
    for name in sorted(was.keys() | now.keys()):
        if was.get(name) == now.get(name):
            continue
        how = "appears" if name not in was else "goes" if name not in now else "changes"
        yield "extends", how, (f"pack {name}",), name in was


def _components(base: Compiled, head: Compiled, files: Sequence[str]) -> Iterator[Said]:
    for name in sorted(base.components.keys() | head.components.keys()):
        was, now = base.components.get(name), head.components.get(name)
        if was == now:
            continue
        lost = [path for path in files if was and was.holds(path) and not (now and now.holds(path))]
        come = [path for path in files if now and now.holds(path) and not (was and was.holds(path))]
        says: tuple[str, ...] = (f"loses {named(lost)}",) if lost else ()
        says += (f"takes in {named(come)}",) if come else ()
        how = "appears" if was is None else "goes" if now is None else "changes"
        yield f"components.{name}", how, says or ("other selectors, the same files",), bool(lost or (come and was))


def _plain(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key}: {text}" for key, text in sorted(value.items())) or "nothing"
    return ", ".join(map(str, value)) if isinstance(value, tuple) and value else str(value or "nothing")
