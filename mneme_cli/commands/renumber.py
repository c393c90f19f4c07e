"""`mneme renumber`: two branches took the same number, git merged both files, and one of them has to move."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

from mneme_cli.commands._files import move, read, replace
from mneme_cli.decisions.renumber import plan

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mneme_cli.decisions.renumber import Edit, Plan
    from mneme_cli.model.corpus import Corpus


class Move(NamedTuple):
    """One file that got a new number. kept: the file that keeps the old one."""

    old: str
    new: str
    id: str
    was: str
    kept: str


class Renumbered(NamedTuple):
    """What was moved, links that followed, and places that name an old number and may mean either: (path, line)."""

    moves: tuple[Move, ...]
    links: tuple[tuple[str, int], ...]
    mentions: tuple[tuple[str, int], ...]


def renumber(root: str, corpus: Corpus, path: str = "", senior: Mapping[str, int] = {}) -> Renumbered:
    """Give new numbers to all but one of the records that share one. path: the file that moves.

    Without a path the one that the base has keeps the number, then the oldest (by date, then by path). A link to a rule
    that only one of them has goes with it; other links keep their text, and are listed.  senior: see `plan`.

    Raises:
        MnemeError: no two records share a number, or the file named is not one of them.
    """
    plans = plan(corpus, os.path.normpath(path).replace(os.sep, "/") if path else "", senior)
    before = {one: read(root, one) for one in _files(corpus)}  # all of them, before anything is written
    texts = {one: _edited(one, text, plans) for one, text in before.items()}
    moves = {one.file: _moved(one) for one in plans}
    for old, text in sorted(texts.items()):
        new = moves[old].new if old in moves else old
        if new != old:
            move(root, old, new, text)
        elif text != before[old]:
            replace(root, old, text.encode())
    edits = {(edit.path, edit.line) for one in plans for edit in one.edits if edit.path not in moves}
    return Renumbered(
        moves=tuple(moves[one.file] for one in plans),
        links=tuple(sorted(edits)),
        mentions=tuple(sorted(_mentions(texts, plans))),
    )


def _files(corpus: Corpus) -> list[str]:
    decisions = {one.place.path for one in corpus.decisions if not one.pack}
    return sorted(decisions | {one.place.path for one in corpus.waivers if not one.pack})


def _edited(path: str, text: str, plans: Iterable[Plan]) -> str:
    """Make the edits of one file from its end to its beginning, so that none moves another."""
    edits = sorted((edit for one in plans for edit in one.edits if edit.path == path), key=_spot, reverse=True)
    for edit in edits:
        text = _put(text, edit)
    for one in plans:
        text = _own(text, one) if one.file == path else text
    return text


def _spot(edit: Edit) -> tuple[int, int]:
    return edit.line, edit.column


def _put(text: str, edit: Edit) -> str:
    """Replace the first such word from the edit's place on: an override's place is that of its map."""
    lines = text.splitlines(keepends=True)
    start = sum(map(len, lines[: edit.line - 1])) + edit.column - 1
    found = _word(edit.old).search(text, start)
    return text[: found.start()] + edit.new + text[found.end() :] if found else text


def _own(text: str, one: Plan) -> str:
    """Let a file that names its own number go on naming itself: whoever wrote it knew of no other."""
    named = re.compile(_word(one.old).pattern + r"(?:#([\w-]+))?")

    def said(found: re.Match[str]) -> str:
        key = found[1]
        return found[0] if key in one.others else one.new + (f"#{key}" if key else "")

    return named.sub(said, text)


def _word(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w:-]){re.escape(name)}(?![\w-])")


def _moved(one: Plan) -> Move:
    """Name the file after its new number if it was named after the old one."""
    folder, slash, base = one.file.rpartition("/")
    if base.startswith(one.old) and not base[len(one.old) : len(one.old) + 1].isdigit():
        base = one.new + base[len(one.old) :]
    return Move(old=one.file, new=folder + slash + base, id=one.new, was=one.old, kept=one.kept)


def _mentions(texts: dict[str, str], plans: Iterable[Plan]) -> Iterable[tuple[str, int]]:
    """Find what still names an old number, outside of the files that had it: those mean themselves."""
    for one in plans:
        for path, text in texts.items():
            if path not in (one.file, one.kept):
                yield from ((path, at) for at, line in enumerate(text.splitlines(), 1) if _word(one.old).search(line))
