"""Redirections of one statement: what it reads, where its output goes, and which other files are opened."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any, NamedTuple

    from mneme_cli.evidence.edit.shell.words import Word
else:
    from mneme_cli.model.noun import NamedTuple

REDIRECTS = ("file_redirect",)
"""Here-documents and here-strings were made into such ones, see `heredocs`."""


class Led(NamedTuple):
    """reads: what it reads.  outs: (file, is it appended).  others: files for errors and the like."""

    reads: tuple[Word, ...]
    outs: tuple[tuple[Word, bool], ...]
    others: tuple[Word, ...]


def led(nodes: Iterable[Any], word: Callable[[Any], Word]) -> Led:
    """Read redirections in their order; one descriptor led to another (`2>&1`) opens no file."""
    reads: list[Word] = []
    outs: list[tuple[Word, bool]] = []
    others: list[Word] = []
    for node in nodes:
        sign = next((child.type for child in node.children if not child.is_named), "")
        at, said = node.child_by_field_name("descriptor"), word(node.named_children[-1])
        if sign.endswith("-") or (sign in (">&", "<&") and said.text.isdigit()):
            continue
        if sign == "<":
            reads.append(said)
        elif at is None or at.text == b"1":
            outs.append((said, sign in (">>", "&>>")))
        else:
            others.append(said)
    return Led(reads=tuple(reads), outs=tuple(outs), others=tuple(others))
