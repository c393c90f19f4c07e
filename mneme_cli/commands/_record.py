"""A record is read by our own strict reader before it is written: nothing that it refuses ever reaches the disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.commands._files import create
from mneme_cli.decisions import documents
from mneme_cli.errors import MnemeError

if TYPE_CHECKING:
    from mneme_cli.model.corpus import Corpus, Decision


def record(root: str, path: str, text: str) -> None:
    """Write a new record.

    Raises:
        MnemeError: the reader would refuse it, there is something at this path already, or it cannot be written.
    """
    _, _, problems = documents.load([(path, text.encode())])
    for one in problems:
        if one.fatal:
            raise MnemeError(f"nothing was written: {one.message} (line {one.line} of {path})", one.fix)
    create(root, path, text)


def whole(corpus: Corpus, one: Decision) -> None:
    """Refuse to start from a record in which something is wrong: what could not be read would be lost in the copy.

    Raises:
        MnemeError: a problem of its file.
    """
    for problem in corpus.problems:
        if problem.fatal and problem.path == one.place.path and problem.code == "E-SCHEMA":
            raise MnemeError(f"{problem.path}:{problem.line}: {problem.message}", f"mend it first: {problem.fix}")
