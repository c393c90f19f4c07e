"""`mneme packet`: the decisions in force where the work is, as an agent reads them; and files in step with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mneme_cli.commands._where import given
from mneme_cli.errors import MnemeError
from mneme_cli.evidence.repository import find
from mneme_cli.model.packet import LEAST
from mneme_cli.packets import words
from mneme_cli.packets.block import AGENTS
from mneme_cli.packets.cursor import style as cursor
from mneme_cli.pipeline.clock import today
from mneme_cli.pipeline.corpus import bundle, worktree
from mneme_cli.pipeline.flat import flat
from mneme_cli.pipeline.packet import PLAIN
from mneme_cli.pipeline.packet import packet as made

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mneme_cli.evidence.repository import Repository
    from mneme_cli.model.packet import Packet, Style
    from mneme_cli.model.problem import Problem
    from mneme_cli.model.tree import Tree

FORMATS = ("markdown", "json", "agents-md", "cursor-rules")
"""The first is the default; json has a shape of its own and is written at the door."""


class Asked(NamedTuple):
    """What somebody wants: places as typed, tokens (0 = as mneme.yaml says), a format ("" = as mneme.yaml says)."""

    paths: tuple[str, ...] = ()
    budget: int | None = None
    format: str = ""
    as_of: str = ""


class Made(NamedTuple):
    """A packet. text: in its format (of json: as markdown).  absent: places where there is nothing yet.

    errors: what is wrong with the decisions, so that this may not be all of them.
    """

    root: str
    format: str
    packet: Packet
    text: str
    absent: tuple[str, ...]
    errors: tuple[Problem, ...]

    @property
    def exit(self) -> int:
        """2 if decisions have errors, else 0."""
        return 2 if self.errors else 0


def packet(asked: Asked) -> Made:
    """Make a packet of the work tree's decisions.

    Raises:
        MnemeError: there is no such format, the budget is too small, or a path lies outside the repository.
    """
    if asked.budget is not None and asked.budget < LEAST:
        raise MnemeError(f"{asked.budget} tokens are no room for a packet", f"--budget {LEAST}, or more")
    repository = find()
    tree = worktree(repository.root)
    law = bundle(tree, today(asked.as_of))
    corpus = law.compiled.corpus
    form = _format(asked.format or corpus.settings.packet.get("format", FORMATS[0]))
    places, absent = _places(repository, tree, asked.paths)
    style = _style(form, places)
    found = made(flat(law), places, asked.budget or 0, style)
    return Made(
        root=repository.root,
        format=form,
        packet=found,
        text=words.text(found),
        absent=absent,
        errors=tuple(each for each in corpus.problems if each.fatal),
    )


def _format(name: str) -> str:
    if name not in FORMATS:
        raise MnemeError(f"'{name}' is no format", f"one of: {', '.join(FORMATS)}")
    return name


def _style(form: str, places: Sequence[str]) -> Style:
    if form == "cursor-rules":
        return cursor(places)
    return AGENTS if form == "agents-md" else PLAIN


def _places(repository: Repository, tree: Tree, paths: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return files, and folders with a slash, sorted; and those where there is nothing yet. The root stands for all."""
    found: dict[str, bool] = {}
    for typed in paths:
        path = given(repository, tree, typed)
        if not path:
            return (), ()
        there = tree.has(path)
        folder = not there and (tree.folder(path) or typed.endswith("/") or "." not in path.rpartition("/")[2])
        found[f"{path}/" if folder else path] = there or tree.folder(path)
    return tuple(sorted(found)), tuple(sorted(place for place, there in found.items() if not there))
