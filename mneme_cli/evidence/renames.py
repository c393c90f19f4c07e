"""Which deleted file an added one was: a rename carries the identity of findings from the old path to the new.

Equal content is seen in one pass over blob ids. The rest is compared by lines, as git does (more than half of the
larger file is in both: https://git-scm.com/docs/git-diff#Documentation/git-diff.txt--Mltngt), but in here, because
git cannot see a file that was moved and not yet added. Empty files are nobody's old self.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from mneme_cli.model.fact import Change

_PAIRS = 40_000
"""More pairs than this are not compared: a vendored tree that comes or goes is no set of renames."""
_HALF = 50


def exact(changes: Iterable[Change], empty: str, oid: Callable[[str], str]) -> tuple[Change, ...]:
    """Mark added files whose content is that of a deleted one.

    empty: id of the empty blob.  oid: path of an added file without a blob id → the id its bytes would have.
    """
    every = tuple(changes)
    gone = [change for change in every if change.op == "delete" and change.before.oid not in ("", empty)]
    if not gone:
        return every
    by_content: dict[str, list[str]] = {}
    for change in gone:
        by_content.setdefault(change.before.oid, []).append(change.path)
    return _marked(every, _pick(_same(every, by_content, oid)))


def similar(
    changes: Iterable[Change], before: Callable[[str], bytes], after: Callable[[str], bytes]
) -> tuple[Change, ...]:
    """Mark added files that share more than half of their lines with a deleted one; best pairs first."""
    every = tuple(changes)
    taken = {change.was for change in every}
    gone = [change.path for change in every if change.op == "delete" and change.path not in taken]
    new = [change.path for change in every if change.op == "add" and not change.was]
    if not gone or not new or len(gone) * len(new) > _PAIRS:
        return every
    old_lines = {path: _lines(before(path)) for path in gone}
    new_lines = {path: _lines(after(path)) for path in new}
    scored = (
        (-score, _name(old) != _name(path), path, old)
        for path in new
        for old in gone
        if (score := likeness(old_lines[old], new_lines[path])) >= _HALF
    )
    return _marked(every, _pick(scored))


def likeness(one: Mapping[bytes, int], other: Mapping[bytes, int]) -> int:
    """Return how much of the larger text is in both, in percent of bytes; 0 for empty texts."""
    larger = max(_weight(one), _weight(other))
    if not larger or min(_weight(one), _weight(other)) * 100 < larger * _HALF:
        return 0
    return sum(len(line) * min(count, other.get(line, 0)) for line, count in one.items()) * 100 // larger


def _same(
    changes: tuple[Change, ...], gone: Mapping[str, list[str]], oid: Callable[[str], str]
) -> Iterable[tuple[int, bool, str, str]]:
    for change in changes:
        if change.op == "add":
            for old in gone.get(change.after.oid or oid(change.path), ()):
                yield 0, _name(old) != _name(change.path), change.path, old


def _pick(scored: Iterable[tuple[int, bool, str, str]]) -> Mapping[str, str]:
    """Take the best pairs, each path once: higher score, then equal file name, then order of paths."""
    chosen: dict[str, str] = {}
    used: set[str] = set()
    for _, _, path, old in sorted(scored):
        if path not in chosen and old not in used:
            chosen[path] = old
            used.add(old)
    return chosen


def _marked(changes: tuple[Change, ...], was: Mapping[str, str]) -> tuple[Change, ...]:
    return tuple(change._replace(was=was[change.path]) if change.path in was else change for change in changes)


def _lines(text: bytes) -> Mapping[bytes, int]:
    """Count lines as git stores them: a work tree may end them otherwise (`core.autocrlf`)."""
    counts: dict[bytes, int] = {}
    for line in text.replace(b"\r\n", b"\n").splitlines(keepends=True):
        counts[line] = counts.get(line, 0) + 1
    return counts


def _weight(lines: Mapping[bytes, int]) -> int:
    return sum(len(line) * count for line, count in lines.items())


def _name(path: str) -> str:
    return path.rpartition("/")[2]
