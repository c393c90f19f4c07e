"""Markdown pages that are documentation and tests at once: prose, files in fenced blocks, and what is found in them.

A case is what stands under one `## heading`. A file is a fenced block behind a line with its path in backticks:

    `src/shop/cart.py` (before):

`(before)` gives the version of the base, `(after)` the version of the head; without a mark a file is the same on both
sides, or the head's if there is a `(before)` as well. A case without any `(before)` or `(after)` is judged as a check
of everything. Files that stand above the first `## heading` belong to every case.

What is expected stands in a comment on the line of the finding, `# breaks: ADR-0001#no-orm`, or, for files that have
no comments or no such line, in a line of the page: Breaks: `src/shop/cart.py` ADR-0001#no-orm. The words are breaks,
warns, asks, existing, and `excused by W-0001`. `As of: 2026-12-31` sets the day. Every finding that is not expected
fails the case, and so does every expectation that is not met.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from mneme_cli.model.day import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from mneme_cli.model.finding import Finding
    from mneme_cli.model.page import Page

    Judged = Callable[[dict[str, bytes] | None, dict[str, bytes], int], Page]

AS_OF = "2026-06-01"
_HEADING = re.compile(r"## +(.+)")
_PATH = re.compile(r"`([^`]+)`(?: \((before|after)\))?:")
_FENCE = re.compile(r"(`{3,})\w*")
_DAY = re.compile(r"As of: +(\S+)")
_WORDS = "breaks|warns|asks|existing|excused by"
_COMMENT = re.compile(rf"(?:#|//|--) ({_WORDS}):? (.+?)\s*(?:\*/)?$")
_LINE = re.compile(rf"({_WORDS}): +`([^`]+)` +(.+)", re.IGNORECASE)


class Expected(NamedTuple):
    """One finding that a page promises. line: 0 = anywhere in the file. what: a rule, or what excuses it."""

    word: str
    path: str
    line: int
    what: str

    def __str__(self) -> str:
        """Write it as a person would look for it."""
        return f"{self.path}{f':{self.line}' if self.line else ''} {self.word} {self.what}"


class Block(NamedTuple):
    """One file of a case as the page gives it. side: before | after | "" = as it is now."""

    path: str
    side: str
    text: str


class Case(NamedTuple):
    """One heading of one page. before: None = everything is judged."""

    title: str
    before: dict[str, bytes] | None
    after: dict[str, bytes]
    expected: tuple[Expected, ...]
    as_of: int


def pages(folder: Path) -> list[tuple[str, Case]]:
    """Read every page of a folder, each case with a name for the test."""
    return [
        (f"{page.stem}: {case.title}", case)
        for page in sorted(folder.glob("*.md"))
        for case in cases(page.read_text("utf-8"))
    ]


def cases(text: str) -> Iterator[Case]:
    """Read the cases of one page.

    Raises:
        ValueError: the page is not one that can be read, so that nothing is skipped in silence.
    """
    sections: list[tuple[str, list[str]]] = [("", [])]
    fence = ""
    for line in text.splitlines():
        mark = _FENCE.match(line)
        if mark and (not fence or line.strip() == fence):
            fence = "" if fence else mark[1]
        heading = None if fence else _HEADING.fullmatch(line)
        sections.append((heading[1], [])) if heading else sections[-1][1].append(line)
    if fence:
        raise ValueError(f"a fenced block under '{sections[-1][0]}' never ends")
    shared, _ = _section(sections[0][1])
    for title, lines in sections[1:]:
        blocks, prose = _section(lines)
        yield _case(title, [*shared, *blocks], prose)


def _section(lines: list[str]) -> tuple[list[Block], list[str]]:
    """Part the files of a section from its prose."""
    blocks: list[Block] = []
    prose: list[str] = []
    named: re.Match[str] | None = None
    rest = iter(lines)
    for line in rest:
        fence = _FENCE.match(line)
        if fence:
            body = _until(rest, fence[1])
            if named:
                blocks.append(Block(path=named[1], side=named[2] or "", text=body))
            named = None
        elif line.strip():
            named = _PATH.fullmatch(line.strip())
            prose += [] if named else [line.strip()]
    return blocks, prose


def _until(rest: Iterator[str], fence: str) -> str:
    body = []
    for line in rest:
        if line.strip() == fence:
            break
        body.append(line + "\n")
    return "".join(body)


def _case(title: str, blocks: list[Block], prose: list[str]) -> Case:
    two = any(block.side for block in blocks)
    old = {block.path: block.text for block in blocks if block.side == "before"}
    now = {block.path: block.text for block in blocks if block.side != "before"}
    added = {block.path for block in blocks if block.side == "after"} - set(old)
    base = {**{path: text for path, text in now.items() if path not in added}, **old}
    days = [match[1] for line in prose if (match := _DAY.fullmatch(line))]
    if not now and not old:
        raise ValueError(f"'{title}' has no files")
    return Case(
        title=title,
        before={path: text.encode() for path, text in base.items()} if two else None,
        after={path: text.encode() for path, text in now.items()},
        expected=tuple(sorted([*_in_files(now), *_in_prose(prose)])),
        as_of=parse(days[-1] if days else AS_OF),
    )


def _in_files(files: dict[str, str]) -> Iterator[Expected]:
    for path, text in files.items():
        for number, line in enumerate(text.splitlines(), 1):
            if match := _COMMENT.search(line):
                yield from (Expected(match[1], path, number, what) for what in match[2].split(", "))


def _in_prose(prose: list[str]) -> Iterator[Expected]:
    for line in prose:
        if match := _LINE.fullmatch(line):
            yield from (Expected(match[1].lower(), match[2], 0, what) for what in match[3].split(", "))


def failures(case: Case, judged: Judged) -> list[str]:
    """Judge a case; return what is not as its page says, in words, [] if all is well."""
    verdict = judged(case.before, case.after, case.as_of).verdict
    out = [f"{one.path}:{one.line} {one.code} {one.message}" for one in verdict.problems if one.fatal]
    out += [f"wants {want.what} of {', '.join(want.paths)}: the verdict is not final" for want in verdict.wants]
    left = list(case.expected)
    for finding in verdict.findings:
        if finding.status != "fixed":
            met = _met(finding, left)
            left = [one for one in left if one is not met]
            out += [] if met else [f"not expected: {_found(finding)} ({finding.claim})"]
    return out + [f"not found: {one}" for one in left]


def _met(finding: Finding, left: Iterable[Expected]) -> Expected | None:
    """Return the expectation that a finding meets, one with the exact line first."""
    found = _found(finding)
    alike = [one for one in left if (one.word, one.path) == (found.word, found.path) and _same(one.what, found.what)]
    return next((one for one in alike if one.line == found.line), next((one for one in alike if not one.line), None))


def _same(written: str, found: str) -> bool:
    """Tell whether `W-0007` is `waiver W-0007`: how something is excused need not be written."""
    return found == written or found.partition(" ")[2] == written


def _found(finding: Finding) -> Expected:
    """Say a finding in the words of a page."""
    word = "excused by" if finding.aside else "existing" if finding.status == "existing" else ""
    word = word or {"block": "breaks", "warn": "warns", "ask": "asks"}.get(finding.outcome, finding.outcome)
    return Expected(word, finding.source, finding.line, finding.aside or finding.rule)
