"""Packs: decisions of an organisation, copied into the repository and pinned by digest. No network here."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from mneme_cli.decisions.components import where
from mneme_cli.decisions.known import problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mneme_cli.model.corpus import Settings
    from mneme_cli.model.problem import Problem

    Files = Mapping[str, bytes]
    """Path inside the pack → content."""

VENDOR = ".mneme/vendor"


def digest(files: Files) -> str:
    """Return the sha256 over sorted paths and contents, each preceded by its length, so that nothing can shift."""
    total = sha256()
    for path in sorted(files):
        for part in (path.encode(), files[path]):
            total.update(b"%d:" % len(part))
            total.update(part)
    return total.hexdigest()


def check(settings: Settings, vendored: Mapping[str, Files]) -> tuple[Problem, ...]:
    """E-EXTENDS: a pack that is missing, is not what is pinned, is not pinned, or is named twice with two digests.

    Args:
        settings: of the repository; `extends` has the packs.
        vendored: pack name → its files, for what lies under `.mneme/vendor/`.
    """
    pins: dict[str, tuple[str, str]] = {}
    out = []
    for at, pack in enumerate(settings.extends):
        name, pin = pack.get("name", ""), pack.get("sha256", "")
        place = where(settings, f"extends.{at}.sha256")
        line = f"{place.path}:{place.line}"
        run = f"mneme vendor {name}" if pack.get("git") else ""
        wrong = _twice(name, (pin, line), pins) or _wrong(name, (pin, line), vendored.get(name), run)
        if wrong:
            out.append(problem("E-EXTENDS", place, *wrong))
        pins.setdefault(name, (pin, line))
    for name in sorted(set(vendored) - set(pins)):
        said = f"{VENDOR}/{name} is there, but mneme.yaml does not extend it"
        place = where(settings, "extends")
        pin = digest(vendored[name])
        fix = f"in {place.path}:{place.line} add it to `extends` with sha256: {pin}, or delete the folder"
        out.append(problem("E-EXTENDS", place, said, fix))
    return tuple(out)


def sound(settings: Settings, vendored: Mapping[str, Files]) -> tuple[str, ...]:
    """Name the packs that are exactly what is pinned: only these are compiled."""
    pins: dict[str, set[str]] = {}
    for pack in settings.extends:
        pins.setdefault(pack.get("name", ""), set()).add(pack.get("sha256", ""))
    return tuple(name for name in sorted(pins) if name in vendored and pins[name] == {digest(vendored[name])})


def _twice(name: str, pin: tuple[str, str], pins: Mapping[str, tuple[str, str]]) -> tuple[str, str] | None:
    if name not in pins or pins[name][0] == pin[0]:
        return None
    (one, first), (other, second) = pins[name], pin
    said = f"the pack {name} is pinned twice, to {one[:12]}… and to {other[:12]}…"
    return said, f"delete the entry at {first} or the one at {second}; one name is one content"


def _wrong(name: str, at: tuple[str, str], files: Files | None, run: str) -> tuple[str, str] | None:
    """Say what is wrong with one pack, and what mends it. run: the command that fetches it, if one can."""
    pin, line = at
    if files is None:
        get = f"run: {run}" if run else f"copy it there and commit it ({line} pins it to {pin[:12]}…)"
        fix = f"{get}, or delete its entry at {line}"
        return f"the pack {name} is not in {VENDOR}/{name}", fix
    found = digest(files)
    if pin == found:
        return None
    if not pin:
        return f"the pack {name} is not pinned", f"in its entry at {line} write sha256: {found}"
    said = f"the pack {name} in {VENDOR}/{name} is not what is pinned"
    back = f"restore its files (delete the folder and run: {run})" if run else "restore its files"
    return said, f"{back}, or, if the change is meant, write in {line} sha256: {found}"
