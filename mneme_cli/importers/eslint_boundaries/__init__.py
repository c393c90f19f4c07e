"""eslint-plugin-boundaries: elements become components, what they may not depend on becomes `forbid`.

Read from JSON alone: an `.eslintrc.json`, or what `eslint --print-config FILE` writes of a configuration that is code.
https://www.jsboundaries.dev
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.importers import ABOUT, EXACT, NOT, Imported, Importer, Row
from mneme_cli.importers._draft import decision, slug
from mneme_cli.importers._json import quiet
from mneme_cli.importers.eslint_boundaries.config import ELEMENTS, LAWS
from mneme_cli.importers.eslint_boundaries.config import read as configured
from mneme_cli.importers.eslint_boundaries.pairs import clauses
from mneme_cli.importers.eslint_boundaries.parts import parts
from mneme_cli.importers.eslint_boundaries.settings import told
from mneme_cli.importers.eslint_boundaries.witness import WITNESS
from mneme_cli.model.glob import matches

if TYPE_CHECKING:
    from mneme_cli.importers.eslint_boundaries.settings import Told
    from mneme_cli.model.corpus import Clause, Decision
    from mneme_cli.model.tree import Tree

TOOL = "eslint-plugin-boundaries"
_OTHERS = {
    "boundaries/no-unknown": "an import of a file in no element: write `covered` for the folders that are meant",
    "boundaries/no-unknown-files": "write `covered` for the folders that are meant",
    "boundaries/no-private": "elements within elements: write `public` for each",
    "boundaries/entry-point": "write `public` with the surface of each element",
    "boundaries/external": "write `forbid: {packages: […]}` for each element",
    "boundaries/no-ignored": "there are no ignored files here that could be imported",
}
_EMPTY = "the plugin does nothing without options"


def reads(path: str, text: bytes) -> bool:
    """Tell whether a file is a configuration of eslint with elements in it."""
    return ELEMENTS.encode() in text and isinstance(quiet(path, text), dict)


def read(path: str, tree: Tree) -> Imported:
    """Read elements and rules.

    Raises:
        MnemeError: the file is no JSON, or its elements or rules have not the shape that the plugin wants.
    """
    config = configured(path, tree.read(path))
    made, seen, laws = parts(config.elements, tree.list()), told(config.settings), config.laws(path)
    rows = [Row(one.type, "element", ABOUT if one.loss else EXACT, one.loss) for one in config.elements]
    rows += [*made.rows, *seen.rows]
    rows += [Row("", key, NOT, why) for key, why in _OTHERS.items() if key in config.rules]
    rows += [Row("", key, EXACT, _EMPTY) for key in LAWS if key in config.rules and key not in laws]
    rows += [row for one in laws.values() for row in one.rows if not row.where or row.where in made.globs]
    there = [name for name in config.names() if name in made.globs]
    levels = {key: "advise" if key in config.warned else "normal" for key in laws}
    drafts = [each for key, one in laws.items() for each in clauses(one, there, levels[key])]
    components = {slug(name): globs for name, globs in made.globs.items()}
    but = {slug(name): globs for name, globs in made.but.items()}
    full = all(any(matches(glob.removeprefix("./"), each) for each in tree.list()) for glob in seen.scope)
    drafts = [one._replace(may_be_empty=not full) for one in drafts]
    return Imported(_decided(path, drafts, seen), tuple(rows), components, but=but)


def _decided(path: str, made: list[Clause], seen: Told) -> tuple[Decision, ...]:
    """Make the one decision of all rules, which see no more than the plugin does with its settings."""
    drafts = [one._replace(when=seen.when, excuses=(*one.excuses, *seen.excuses)) for one in made]
    title = "Elements depend only on what they may"
    law = decision(TOOL, path, "element-types", title, drafts, what="its rules")._replace(scope=seen.scope)
    return (law,) if drafts else ()


IMPORTER = Importer(tool=TOOL, files=(".eslintrc.json",), reads=reads, read=read, witness=WITNESS)
