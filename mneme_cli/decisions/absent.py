"""W-NEAR for names of code: a ban on a function that no module has is obeyed by everybody.

Only `lint` asks, for it has to read the modules. A name counts as there if its word stands in the file at all: what a
file has is not computed, and a warning must not be wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.decisions.held import held
from mneme_cli.decisions.known import problem
from mneme_cli.decisions.misnamed import Library
from mneme_cli.decisions.modules import tops
from mneme_cli.decisions.reader import Reader
from mneme_cli.decisions.selectors import Words, read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mneme_cli.decisions.compile import Compiled
    from mneme_cli.model.layout import Layout
    from mneme_cli.model.problem import Problem
    from mneme_cli.model.tree import Tree

_OPEN = (b"import *", b"__getattr__")
"""Words by which a module may have any name."""


def absent(compiled: Compiled, layout: Layout, tree: Tree, files: Sequence[str]) -> tuple[Problem, ...]:
    """Report names of our own modules that these do not have; `may_be_empty` quiets it."""
    clauses = {clause.id: clause for one in compiled.corpus.decisions for clause in one.clauses}
    words = Words(layout=layout)
    asked = [(rule, one.text) for rule in compiled.rules for one in rule.far if one.form == "name"]
    library = Library(layout, files) if asked else None
    out = []
    for rule, name in asked:
        clause = clauses[rule.id]
        told = ("", "") if clause.may_be_empty or not library else _told(name, words, tree, files, library)
        if told[0]:
            place = Reader(words, [], clause.params, clause).place(name)
            fix = f"{told[1]}, or add `may_be_empty: true` to the rule"
            out.append(problem("W-NEAR", place, f"{rule.id}: {told[0]}", fix))
    return tuple(sorted(out))


def _told(name: str, words: Words, tree: Tree, files: Sequence[str], library: Library) -> tuple[str, str]:
    """Say what is odd about a name, and what to do; "" if nothing is."""
    if name.partition(".")[0] in tops(words.layout):
        missing = None if "/" in name else _missing(name, words, tree, files)
        said = f"there is no '{missing[1]}' in {missing[0]}, so '{name}' names nothing" if missing else ""
        return said, "correct the name"
    near = library.near(name)
    said = f"the standard library has no '{name}', which is nearly '{near}'" if near else ""
    return said, f"did you mean '{near}'? Correct the name"


def _missing(name: str, words: Words, tree: Tree, files: Sequence[str]) -> tuple[str, str] | None:
    """Return the file of the longest module in a name, and the next part of the name if it lacks that."""
    parts = name.split(".")
    for cut in range(len(parts) - 1, 0, -1):
        if "*" in "".join(parts[:cut]):
            continue
        region = read(f"exact:{'.'.join(parts[:cut])}", words).region
        if there := list(held(region, files)):
            texts = [tree.read(path) for path in there]
            has = any(mark in text for text in texts for mark in (*_OPEN, parts[cut].encode()))
            return None if "*" in parts[cut] or has else (there[0], parts[cut])
    return None
