"""Bytes → names used and called, with relative imports made absolute: what a call or symbol rule looks at."""

from __future__ import annotations

from mneme_cli.evidence.grammar import parser
from mneme_cli.evidence.imports import errors, large, placed, pointer, told
from mneme_cli.evidence.meaning import absolute
from mneme_cli.model.fact import Skipped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NamedTuple

    from mneme_cli.languages import Language
    from mneme_cli.model.fact import Use
    from mneme_cli.model.layout import Layout
    from mneme_cli.model.tree import Tree
else:
    from mneme_cli.model.noun import NamedTuple


class Used(NamedTuple):
    """The uses of one text, and what could not be looked at as it should be."""

    uses: tuple[Use, ...] = ()
    skipped: tuple[Skipped, ...] = ()


def uses(path: str, raw: bytes, tree: Tree, layout: Layout, language: Language, most: int = 0) -> Used:
    """Return the uses of a file, all of it parsed; a name that came by a relative import is made absolute."""
    if pointer(raw):
        return Used()
    text, why = language.decode(raw)
    skipped = (Skipped(path=path, why=why),) if why else ()
    if too := large(text, most):
        return Used(skipped=(*skipped, Skipped(path=path, why=too)))
    trees: list[Any] = []

    def parse(given: bytes) -> Any:
        trees.append(parser(language)(given))
        return trees[-1]

    try:
        found = language.uses(text, parse)
    except ValueError as deep:
        return Used(skipped=(*skipped, Skipped(path=path, why=str(deep))))
    whole = [use._replace(name=absolute(language, path, use.name, tree, layout)) for use in found]
    wrong = told(errors(trees[-1], path), raw, language)
    return Used(uses=placed(tuple(whole), raw, language), skipped=skipped + wrong)
