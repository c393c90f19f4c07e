"""W-TWINS: a module's name that several source roots have: it stands for the modules of all, and nothing is picked.

Which one was meant is not written there, and to pick one would let the other through in silence. A namespace that lies
in several roots, and stubs of a module, are no twins: there each file has a name of its own. Only `lint` asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.decisions.components import where
from mneme_cli.decisions.held import held
from mneme_cli.decisions.known import problem, spot
from mneme_cli.decisions.reader import Reader
from mneme_cli.decisions.selectors import Words, read
from mneme_cli.errors import MnemeError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mneme_cli.decisions.compile import Compiled
    from mneme_cli.model.corpus import Clause, Decision, Place
    from mneme_cli.model.layout import Layout
    from mneme_cli.model.problem import Problem
    from mneme_cli.model.rule import Rule
    from mneme_cli.model.tree import Tree

    Entry = tuple[str, str, Place]
    """Whose it is, a selector as written, and where it stands."""

_EXACT = "exact:"
_JOINED = (b"extend_path", b"declare_namespace")
"""Words by which a package says that it goes on in other folders."""


def twins(compiled: Compiled, layout: Layout, tree: Tree, files: Sequence[str]) -> tuple[Problem, ...]:
    """Report names by which modules of several roots are meant; a path, or `mod:`, quiets it."""
    words = Words(components=compiled.components, layout=layout)
    many = _many(layout)
    out, files = set(), sorted(files)
    for whose, text, place in _entries(compiled, words):
        name = text.removeprefix(_EXACT)
        roots = many.get(name.partition(".")[0], ())
        if roots and not {*"/:{"} & {*name} and name not in compiled.components:
            found = _twins(text, Words(layout=layout), roots, tree, files)
            if found:
                rest = f" and of {len(found) - 2} more" if len(found) > 2 else ""
                said = f"{whose}: '{text}' is the name of {' and of '.join(found[:2])}{rest}, and all are meant"
                out.add(problem("W-TWINS", place, said, f"write its path, or mod:{text} if all of them are meant"))
    return tuple(sorted(out))


def _many(layout: Layout) -> dict[str, tuple[str, ...]]:
    """Return the top-level names that lie in several roots, each with these."""
    out: dict[str, set[str]] = {}
    for _, top, root in layout.own:
        out.setdefault(top, set()).add(root)
    return {top: tuple(sorted(roots, key=len, reverse=True)) for top, roots in out.items() if len(roots) > 1}


def _entries(compiled: Compiled, words: Words) -> Iterator[Entry]:
    """Yield every selector of what is in force, and of the components of mneme.yaml."""
    rules = {rule.id: rule for rule in compiled.rules}
    for one in compiled.corpus.decisions:
        clauses = [(clause, rules[clause.id]) for clause in one.clauses if clause.id in rules]
        yield from _listed(one, "scope", one.scope) if clauses else ()
        for clause, rule in clauses:
            yield from _listed(clause, "in", clause.inside)
            yield from _targets(clause, rule, words)
    settings = compiled.corpus.settings
    for name, (texts, _) in settings.components.items():
        for at, text in enumerate(texts):
            match = f"components.{name}.match.{at}"
            key = match if match in settings.places else f"components.{name}.{at}"
            yield f"component {name}", text, where(settings, key)


def _listed(noun: Decision | Clause, key: str, texts: tuple[str, ...]) -> Iterator[Entry]:
    return ((noun.id, text, spot(noun, f"{key}.{at}")) for at, text in enumerate(texts))


def _targets(clause: Clause, rule: Rule, words: Words) -> Iterator[Entry]:
    reader = Reader(words, [], clause.params, clause)
    return ((clause.id, one.text, reader.place(one.text)) for one in rule.far if one.form == "module")


def _twins(text: str, words: Words, roots: tuple[str, ...], tree: Tree, files: Sequence[str]) -> tuple[str, ...]:
    """Return the first files that are the same module, () if there are none."""
    try:
        region = read(text, words).region
    except MnemeError:
        return ()  # it has been reported already
    seen: dict[str, list[str]] = {}
    for path in held(region, files):
        root = next((each for each in roots if path.startswith(each)), "")
        if path.endswith((".py", ".pyi")) and not _joined(path, tree):
            seen.setdefault(path[len(root) :], []).append(path)
    return next((tuple(paths) for _, paths in sorted(seen.items()) if len(paths) > 1), ())


def _joined(path: str, tree: Tree) -> bool:
    return path.endswith("/__init__.py") and any(word in tree.read(path) for word in _JOINED)
