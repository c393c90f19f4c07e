"""`mneme import`: the rules that a team has in another tool, said as decisions, with a table of what went over how."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from mneme_cli import importers, shelf
from mneme_cli.commands._files import create
from mneme_cli.commands.importing.config import CONFIG, Config, merged
from mneme_cli.commands.importing.laid import Laid
from mneme_cli.decisions.paper import folder as usual
from mneme_cli.decisions.paper import next_id, slug
from mneme_cli.decisions.write import render
from mneme_cli.errors import MnemeError
from mneme_cli.model.corpus import Place

if TYPE_CHECKING:
    from mneme_cli.importers import Importer
    from mneme_cli.importers import Row as Mapped
    from mneme_cli.model.corpus import Corpus, Decision
    from mneme_cli.model.tree import Tree


class Plan(NamedTuple):
    """What an import comes to. path: of the foreign file, from the root (or its name, if it lies elsewhere).

    files: (path, text) of the decisions to write.  decisions: the same as nouns.
    """

    importer: Importer
    path: str
    decisions: tuple[Decision, ...]
    files: tuple[tuple[str, str], ...]
    rows: tuple[Mapped, ...]
    config: Config
    tree: Tree


def plan(root: str, tree: Tree, corpus: Corpus, source: str, into: str = "") -> Plan:
    """Read a foreign file and say what would be written. source: a path, or the name of a tool.

    Raises:
        MnemeError: there is no such file, nobody reads it, it is broken, or it has no rules.
    """
    path, tree = _located(root, tree, source)
    importer = _importer(path, tree.read(path))
    made = importer.read(path, tree)
    if not made.decisions:
        odd = made.rows[0] if made.rows else None
        why = f"{odd.where or path}: {odd.why}" if odd and odd.why else "name a file that has rules"
        raise MnemeError(f"{path} has nothing that can be imported", why)
    folder = into.strip("/") or usual(corpus)
    decisions = _numbered(made.decisions, corpus, folder)
    files = tuple((one.place.path, render(one)) for one in decisions)
    return Plan(importer, path, decisions, files, made.rows, merged(tree, made, folder), tree)


def write(root: str, made: Plan, corpus: Corpus) -> tuple[str, ...]:
    """Write the decisions and what is to be added to mneme.yaml; return the paths.

    Raises:
        MnemeError: it has been imported already, or a file is there already or cannot be written.
    """
    _fresh(corpus, made.path, made.importer.tool)
    texts = dict(made.files)
    for path, text in texts.items():
        create(root, path, text)
    if made.config.text:
        _configure(root, made.config)
        return (CONFIG, *texts)
    return tuple(texts)


def _configure(root: str, config: Config) -> None:
    if config.new:
        create(root, CONFIG, config.text)
        return
    draft = os.path.join(root, f".{CONFIG}.new")
    with open(draft, "w", encoding="utf-8", newline="\n") as file:
        file.write(config.text)
    os.replace(draft, os.path.join(root, CONFIG))


def _located(root: str, tree: Tree, source: str) -> tuple[str, Tree]:
    """Return the foreign file's path, and a tree that has it."""
    full = os.path.realpath(source)
    base = os.path.realpath(root) + os.sep
    if os.path.isfile(full):
        path = full.removeprefix(base).replace(os.sep, "/")
        if full.startswith(base) and tree.has(path):
            return path, tree
        name = path if full.startswith(base) else os.path.basename(full)
        with open(full, "rb") as file:
            return name, Laid(tree, {name: file.read()})
    named = source.replace("-", "_")
    if named in shelf.names(importers.__name__):
        for path in importers.take(named).files:
            if tree.has(path) and importers.take(named).reads(path, tree.read(path)):
                return path, tree
        looked = ", ".join(importers.take(named).files)
        raise MnemeError(f"there is no configuration of {source} here", f"looked for {looked}; name the file")
    raise MnemeError(f"there is no file {source}", f"name a file, or one of: {_tools()}")


def _importer(path: str, text: bytes) -> Importer:
    for name in shelf.names(importers.__name__):
        if importers.take(name).reads(path, text):
            return importers.take(name)
    hint = f"mneme reads rules of: {_tools()}"
    if path.endswith((".js", ".cjs", ".mjs", ".ts")):
        hint = "code is never run here; let its tool say it: depcruise src --output-type json --config > rules.json"
    raise MnemeError(f"{path} is no configuration that can be imported", hint)


def _tools() -> str:
    return ", ".join(name.replace("_", "-") for name in shelf.names(importers.__name__))


def _fresh(corpus: Corpus, path: str, tool: str) -> None:
    """Refuse to import twice."""
    for one in corpus.decisions:
        came = one.extra.get("x-imported-from")
        if isinstance(came, dict) and came.get("file") == path and came.get("tool") == tool:
            hint = f"supersede or remove what came from it first: mneme show {one.id}"
            raise MnemeError(f"{path} has been imported already: {one.id} ({one.place.path})", hint)


def _numbered(decisions: tuple[Decision, ...], corpus: Corpus, folder: str) -> tuple[Decision, ...]:
    """Give every decision an id, the day, and a file."""
    used = [one.id for one in corpus.decisions]
    out = []
    for one in decisions:
        name = next_id(used)
        used.append(name)
        clauses = tuple(each._replace(id=f"{name}{each.id}") for each in one.clauses)
        place = Place(path=f"{folder}/{'-'.join(filter(None, (name, slug(one.title))))}.yaml")
        out.append(one._replace(id=name, date=corpus.as_of, clauses=clauses, place=place))
    return tuple(out)
