"""`mneme vendor`: the packs that mneme.yaml extends, fetched once, reviewed and pinned; a check fetches nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mneme_cli.commands._files import read, replace
from mneme_cli.commands.vendor.fetch import FULL, fetch
from mneme_cli.commands.vendor.pinned import pinned
from mneme_cli.commands.vendor.place import lay, lying
from mneme_cli.commands.vendor.review import Review, review
from mneme_cli.decisions import documents
from mneme_cli.decisions.extends import VENDOR, digest
from mneme_cli.decisions.ground import CONFIG
from mneme_cli.errors import MnemeError
from mneme_cli.evidence.repository import find
from mneme_cli.model.request import Request
from mneme_cli.pipeline.sources import ends

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Entries = Sequence[Mapping[str, str]]


class Taken(NamedTuple):
    """One pack. state: taken | updated | restored | kept.  files: those that come, go or change."""

    name: str
    state: str
    commit: str
    sha256: str
    files: tuple[str, ...]


class Plan(NamedTuple):
    """What taking packs comes to. config: mneme.yaml afterwards.  files: pack → its files, of those to be written."""

    root: str
    packs: tuple[Taken, ...]
    review: Review
    config: str
    files: Mapping[str, Mapping[str, bytes]]


def plan(name: str, commit: str, day: int) -> Plan:
    """Fetch one pack, or all that have a `git`, and say what taking them does; nothing is written.

    Raises:
        MnemeError: a pack cannot be had, is not what is pinned, or was changed here.
    """
    found = ends(find(), Request(mode="all"))
    root = found.repository.root
    text = read(root, CONFIG) if found.after.has(CONFIG) else ""
    entries = _entries(text)
    asked = _asked(entries, name, commit)
    before, packs, files, after = text, [], {}, text
    for at in asked:
        pack = entries[at]
        got = fetch(root, pack["name"], pack.get("git", ""), commit or pack.get("commit", ""))
        here = lying(root, pack["name"])
        one = _taken(pack, got.commit, got.files, here, moved=bool(commit))
        packs.append(one)
        if one.state != "kept":
            files[one.name] = got.files
        before = pinned(before, at, {"sha256": digest(here)}) if here else before
        after = pinned(after, at, {"commit": got.commit, "sha256": one.sha256})
    seen = review(found, before, after, files, day)
    return Plan(root=root, packs=tuple(packs), review=seen, config="" if after == text else after, files=files)


def carry_out(made: Plan) -> None:
    """Write the packs, each whole or not at all, and then their pins.

    Raises:
        MnemeError: something cannot be written.
    """
    for name, files in made.files.items():
        lay(made.root, name, files)
    if made.config:
        replace(made.root, CONFIG, made.config.encode())


def _entries(text: str) -> Entries:
    settings, wrong = documents.settings(CONFIG, text.encode())
    for one in wrong:
        if one.fatal:
            raise MnemeError(f"{one.path}:{one.line}: {one.message}", one.fix)
    return settings.extends


_ENTRY = "extends:\n  - name: org\n    git: https://…\n    commit: …"


def _asked(entries: Entries, name: str, commit: str) -> list[int]:
    """Return which entries are meant."""
    names = [pack["name"] for pack in entries]
    if name and name not in names:
        said = f"{CONFIG} extends no pack '{name}'"
        raise MnemeError(said, f"one of: {', '.join(sorted(names))}" if names else f"write there\n{_ENTRY}")
    found = [at for at, pack in enumerate(entries) if (pack["name"] == name if name else pack.get("git"))]
    if not found:
        raise MnemeError(f"{CONFIG} extends no pack with a `git`", f"write there\n{_ENTRY}")
    if commit and len(found) > 1:
        raise MnemeError("--commit moves one pack", f"name it: mneme vendor {names[found[0]]} --commit {commit}")
    for at in found:
        if names.count(names[at]) > 1:
            raise MnemeError(f"{CONFIG} extends the pack {names[at]} twice", "delete one of its entries")
        if not entries[at].get("git"):
            raise MnemeError(f"the pack {names[at]} has no `git` to fetch it from", "mneme lint checks what lies there")
        if not commit and not FULL.fullmatch(entries[at].get("commit", "")):
            fix = f"mneme vendor {names[at]} --commit main   (a branch, a tag or an id; the id is written down)"
            raise MnemeError(f"the pack {names[at]} names no commit", fix)
    return found


def _taken(
    pack: Mapping[str, str], commit: str, files: Mapping[str, bytes], here: Mapping[str, bytes], *, moved: bool
) -> Taken:
    """Say what becomes of one pack, unless what is pinned, what is here and what is there do not fit together."""
    name, pin, there = pack["name"], pack.get("sha256", ""), digest(files)
    if pin and here and digest(here) not in (pin, there):
        said = f"the pack {name} was changed in {VENDOR}/{name}: it is not what is pinned"
        raise MnemeError(said, f"keep what you need, take that folder away, then: mneme vendor {name}")
    if pin and pin != there and not (moved and commit != pack.get("commit")):
        said = f"the pack {name} at {commit[:12]} is not what is pinned: its digest is {there}"
        fix = f"if it is meant, delete its `sha256` in {CONFIG} and look first: mneme vendor {name} --dry-run"
        raise MnemeError(said, fix)
    changed = {path for path in {*files, *here} if files.get(path) != here.get(path)}
    state = "kept" if not changed else "updated" if here else "restored" if pin == there else "taken"
    return Taken(name=name, state=state, commit=commit, sha256=there, files=tuple(sorted(changed)))
