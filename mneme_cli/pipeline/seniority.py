"""Which records were there first: of two with one number, who came later did not know of the other, or should have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.evidence.refs import head
from mneme_cli.evidence.repository import find
from mneme_cli.evidence.stored import Commit
from mneme_cli.model.request import Request
from mneme_cli.model.rule import written
from mneme_cli.pipeline.sources import ends

if TYPE_CHECKING:
    from mneme_cli.model.corpus import Corpus, Decision, Waiver


def seniority(corpus: Corpus) -> dict[str, int]:
    """Return by file the first of these that has its record: base branch, where we parted from it, HEAD, nowhere."""
    found = ends(find(), Request())
    if not found.repository.gitdir:
        return {}
    commits = (found.changed.tip, found.changed.base, head(found.repository))
    trees = [Commit(found.repository, oid) for oid in commits]
    every: list[Decision | Waiver] = [*corpus.decisions, *corpus.waivers]
    records = {one.place.path: written(one.id).encode() for one in every if not one.pack}
    return {
        path: next((at for at, tree in enumerate(trees) if tree.has(path) and name in tree.read(path)), len(trees))
        for path, name in records.items()
    }
