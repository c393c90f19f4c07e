"""The hunks of a patch laid over a text, as leniently as the clients do it, in a time that grows with the lines alone.

Each hunk is looked for behind the one before it, in four passes: as it stands, without trailing spaces, without
spaces on either side, with typographic punctuation made plain.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import NamedTuple
else:
    from mneme_cli.model.noun import NamedTuple

_LAST = "*** End of File"
_PLAIN = {
    **dict.fromkeys(map(ord, "‐‑‒–—―−"), "-"),
    **dict.fromkeys(map(ord, "‘’‚‛"), "'"),
    **dict.fromkeys(map(ord, "“”„‟"), '"'),
    **dict.fromkeys([0xA0, *range(0x2002, 0x200B), 0x202F, 0x205F, 0x3000], " "),
}
_PASSES: tuple[Callable[[str], str], ...] = (
    lambda line: line,
    str.rstrip,
    str.strip,
    lambda line: line.translate(_PLAIN).strip(),
)


class Hunk(NamedTuple):
    """One hunk. heads: lines that stand somewhere above it (`@@ class A`), each behind the one before.

    old: the lines that are there.  new: (line, place in `old` of a line that is kept, -1 for a new one).
    last: it stands at the end of the file.
    """

    heads: tuple[str, ...]
    old: tuple[str, ...]
    new: tuple[tuple[str, int], ...]
    last: bool = False


def applied(text: str, patch: str) -> tuple[str, bool]:
    """Return a text (lines end in a line feed) with hunks laid over it, and whether all of them were found.

    What a hunk adds that has no place is appended, so that it is judged.
    """
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    seek = Seeker(lines)
    cuts: list[tuple[int, int, list[str]]] = []
    lost: list[str] = []
    done, sure = 0, True
    for hunk in hunks(patch):
        start, fitting = _place(seek, hunk, done)
        if start < 0:
            lost += [line for line, kept in hunk.new if kept < 0]
            sure = False
            continue
        made = [line if kept < 0 else lines[start + kept] for line, kept in fitting.new]
        cuts.append((start, len(fitting.old), made))
        done = start + len(fitting.old) if fitting.old else done
    return "".join([f"{line}\n" for line in [*_cut(lines, cuts), *lost]]), sure


def _cut(lines: list[str], cuts: list[tuple[int, int, list[str]]]) -> list[str]:
    """Put every replacement in its place; one that removes nothing may stand behind those that follow it."""
    out: list[str] = []
    done = 0
    for start, size, made in sorted(cuts, key=lambda cut: cut[0]):
        out += lines[done:start]
        out += made
        done = start + size
    return out + lines[done:]


def hunks(patch: str) -> list[Hunk]:
    """Read hunks: lines with a space, `-` or `+` in front; `@@` begins another."""
    out: list[Hunk] = []
    heads: list[str] = []
    body: list[str] = []
    last = False
    for line in [*patch.split("\n"), "@@"]:
        if line.startswith("@@"):
            if body or last:
                out.append(_hunk(heads, body, last))
                heads, body, last = [], [], False
            head = _head(line)
            heads += [head] * bool(head)
        elif line.strip() == _LAST:
            last = True
        elif not line.startswith("\\"):  # \ No newline at end of file
            body.append(line)
    return out


def _head(line: str) -> str:
    """Return the context behind `@@`; the numbers of a unified diff are no context."""
    said = line[2:].strip()
    if said.startswith("-") and "@@" in said:
        return ""
    return said.removesuffix("@@").strip() if said != "@@" else ""


def _hunk(heads: list[str], body: list[str], last: bool) -> Hunk:
    while body and body[-1] == "":  # between hunks, and at the end of a patch
        body.pop()
    old: list[str] = []
    new: list[tuple[str, int]] = []
    for line in body:
        if line.startswith("+"):
            new.append((line[1:], -1))
        elif line.startswith("-"):
            old.append(line[1:])
        else:
            kept = line.removeprefix(" ")  # an empty line of context often comes without its space
            new.append((kept, len(old)))
            old.append(kept)
    return Hunk(heads=tuple(heads), old=tuple(old), new=tuple(new), last=last)


def _place(seek: Seeker, hunk: Hunk, done: int) -> tuple[int, Hunk]:
    """Return the line at which a hunk begins (-1: none), and the hunk as it fits there.

    One that removes nothing and keeps nothing goes to the end, as the clients do it.
    """
    if not hunk.old:
        return len(seek.lines), hunk
    start = done
    for head in hunk.heads:
        found = seek.find((head,), start)
        start = found + 1 if found >= 0 else start  # models make headings up; the lines below decide
    fitting = (hunk, _shorter(hunk)) if hunk.old[-1] == "" else (hunk,)
    for begin in (start, done) if start > done else (done,):
        for each in fitting:
            if (found := seek.find(each.old, begin, last=hunk.last)) >= 0:
                return found, each
    return -1, hunk


def _shorter(hunk: Hunk) -> Hunk:
    """Take the empty line at the end away: it may mean the end of the file, which is no line of ours."""
    kept = len(hunk.old) - 1
    return hunk._replace(old=hunk.old[:-1], new=tuple(pair for pair in hunk.new if pair[1] != kept))


class Seeker:
    """The lines of a text, each as one character, so that a run of lines is found as a word is, in linear time."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self._read: dict[int, tuple[dict[str, str], str]] = {}

    def find(self, wanted: tuple[str, ...], start: int, last: bool = False) -> int:
        """Return the first place from `start` at which these lines stand, -1 if there is none; last: look there first.

        A pass that forgives more is tried only if no place satisfies the one before.
        """
        for number, plain in enumerate(_PASSES):
            index, text = self._indexed(number, plain)
            marks = [index.get(plain(line), "") for line in wanted]
            if "" in marks:
                continue
            word = "".join(marks)
            if last and len(text) - len(word) >= start and text.endswith(word):
                return len(text) - len(word)
            if (found := text.find(word, start)) >= 0:
                return found
        return -1

    def _indexed(self, number: int, plain: Callable[[str], str]) -> tuple[dict[str, str], str]:
        if number not in self._read:
            index: dict[str, str] = {}
            marks = [index.setdefault(plain(line), _mark(len(index))) for line in self.lines]
            self._read[number] = index, "".join(marks)
        return self._read[number]


def _mark(number: int) -> str:
    """Return a character of its own for a number, surrogates left out; beyond a million lines none is found."""
    number += 1 if number < _SURROGATES else 0x801
    return chr(number) if number < 0x110000 else ""


_SURROGATES = 0xD7FF
