"""Compare every import statement of any folder with the compiler: `python -m tests.real.beside FOLDER [CONDITIONS]`."""

from __future__ import annotations

import os
import sys
from collections import Counter

from .node import tool
from .statements import compiler, counted, ours, sources, texts


def main(folder: str, conditions: str = "") -> None:
    """Print what both mean, and every statement on which they differ."""
    files = texts(folder)
    paths = sources(files, "")
    mine, skipped = ours(files, paths)
    theirs = compiler(os.path.join(tool("dependency-cruiser", "17.4.3"), "..", "typescript"), folder, paths, conditions)
    inner = sorted(row for row in mine.keys() | theirs.keys() if mine.get(row) or theirs.get(row))
    who = {row: _who(mine.get(row, ""), theirs.get(row, "")) for row in inner}
    print(
        len(inner), dict(Counter(who.values())), "of code: agree, only we or another, only they:", counted(mine, theirs)
    )
    for row in inner:
        if who[row] != "both":
            print(who[row], f"{row[0]}:{row[1]}", row[2], mine.get(row, ""), theirs.get(row, ""), sep=" | ")
    print(*skipped, sep="\n")


def _who(mine: str, theirs: str) -> str:
    if mine == theirs:
        return "both"
    return "another file" if mine and theirs else "only we" if mine else "only they"


if __name__ == "__main__":
    main(*sys.argv[1:])
