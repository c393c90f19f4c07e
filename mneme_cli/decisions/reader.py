"""A selector is read where it stands: what is wrong with it becomes a problem at that place, and reading goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.decisions.join import joined
from mneme_cli.decisions.known import problem, spot
from mneme_cli.decisions.packages import ranged
from mneme_cli.decisions.selectors import read
from mneme_cli.errors import MnemeError
from mneme_cli.model.region import EVERYWHERE, Region
from mneme_cli.model.selector import Selector

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any, NamedTuple

    from mneme_cli.decisions.selectors import Words
    from mneme_cli.model.corpus import Clause, Decision, Place
    from mneme_cli.model.problem import Problem
else:
    from mneme_cli.model.noun import NamedTuple


class Must(NamedTuple):
    """A region in which a file must exist, or the record says something about nothing (E-EMPTY).

    what: scope | in | component | entry | target | child.  rule: the id of the rule, the component of an entry, "" for
    a component.  pack: it is only a note.  quiet: `may_be_empty`.  folders: those in one of which a child must be.
    lost: what is wrong and what to do, if the text is a word that nothing of ours has.
    """

    what: str
    text: str
    region: Region
    place: Place
    rule: str = ""
    pack: bool = False
    quiet: bool = False
    folders: tuple[Selector, ...] = ()
    lost: tuple[str, str] = ("", "")


class Reader:
    """Reads selectors with one vocabulary and gathers what is wrong.

    It is also the `select` that a kind's `lower` gets: `select(text)`; `select.components` (name → region) is for kinds
    that speak of all components at once.
    """

    def __init__(self, words: Words, problems: list[Problem], params: Any = None, clause: Clause | None = None) -> None:
        self.words = words
        self.problems = problems
        self.clause = clause
        self.keys = dict(_keys(params, clause.verb)) if clause else {}
        self.optional: set[str] = set()

    @property
    def roots(self) -> tuple[str, ...]:
        """Return the source roots, folders with their slash: their names need not be written in an import."""
        return tuple(sorted({folder for _, folder in self.words.layout.roots}))

    @property
    def components(self) -> Mapping[str, Region]:
        """Return every component this rule may read."""
        return self.words.components

    def __call__(self, text: str | Mapping[str, Any]) -> Selector:
        """Compile a target of the rule's verb."""
        if not isinstance(text, str):
            return self._versions(text)
        if self.clause and self.clause.verb == "layers" and text.endswith("?"):
            self.optional.add(text)
            return self.at(text[:-1], self.place(text))._replace(text=text)
        return self.at(text, self.place(text))

    def place(self, text: str) -> Place:
        """Return where the verb's parameters name this text."""
        assert self.clause is not None
        bare = text.partition(":")[2]
        return spot(self.clause, self.keys.get(text) or self.keys.get(bare, self.clause.verb))

    def at(self, text: str, place: Place, here: bool = False) -> Selector:
        """Compile a selector that stands at a place."""
        try:
            return read(text, self.words, here)
        except MnemeError as wrong:
            self.problems.append(problem("E-SCHEMA", place, wrong.message, wrong.hint))
            return Selector(text=text)

    def region(self, noun: Decision | Clause, key: str, texts: tuple[str, ...]) -> Region:
        """Compile a list such as `scope` or `in`; none at all means everywhere."""
        if not texts:
            return EVERYWHERE
        each = (self.at(text, spot(noun, f"{key}.{at}"), here=True).region for at, text in enumerate(texts))
        return joined(each, spot(noun, key), self.problems)

    def _versions(self, entry: Mapping[str, Any]) -> Selector:
        name, versions = str(entry.get("name", "")), str(entry.get("versions", "")).strip()
        selector = self.at(name if name.startswith("pkg:") else f"pkg:{name}", self.place(name))
        if not versions:
            return selector
        try:
            return ranged(selector._replace(text=f"{name} {versions}"), versions)
        except MnemeError as wrong:
            self.problems.append(problem("E-SCHEMA", self.place(versions), wrong.message, wrong.hint))
            return selector


def _keys(value: Any, path: str) -> Iterator[tuple[str, str]]:
    """Yield (text, key path) of every text in plain data; the first place of a text wins, so go backwards."""
    if isinstance(value, str):
        yield value, path
    elif isinstance(value, dict):
        for key in reversed(value):
            yield from _keys(value[key], f"{path}.{key}")
            yield str(key), f"{path}.{key}"
    elif isinstance(value, (list, tuple)):
        for at in range(len(value) - 1, -1, -1):
            yield from _keys(value[at], f"{path}.{at}")
