"""What a person means by one word: a path with a line, a rule, a decision, a waiver, or a file to come."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from mneme_cli.commands import _find
from mneme_cli.commands._where import nearest
from mneme_cli.errors import MnemeError
from mneme_cli.languages import known

if TYPE_CHECKING:
    from mneme_cli.model.corpus import Corpus
    from mneme_cli.model.tree import Tree


def split(what: str) -> tuple[str, int]:
    """Part `path:line` (and `path:line:column`)."""
    path, line = what, 0
    while path.rpartition(":")[2].isdecimal() and path.rpartition(":")[0]:
        path, _, number = path.rpartition(":")
        line = int(number)
    return path, line


def rules(corpus: Corpus, what: str) -> tuple[str, ...]:
    """Return the rules that a word means: one, all of a decision, those that a waiver waives; () if none."""
    if waiver := _find.waiver(corpus, what):
        return tuple(sorted(waiver.waives))
    try:
        return (_find.rule(corpus, what)[1].id,) if "#" in what else _all(corpus, what)
    except MnemeError:
        if "#" in what:
            raise
        return ()


def _all(corpus: Corpus, name: str) -> tuple[str, ...]:
    one = _find.decision(corpus, name)
    if not one.clauses:
        raise MnemeError(f"{one.id} has no rules", f"mneme show {one.id}")
    return tuple(clause.id for clause in one.clauses)


def planned(tree: Tree, where: str) -> bool:
    """Tell whether a path may be that of a file to come: in a folder that is there, or with a suffix that is known.

    Without a folder a dotted word is likelier a module: its last part is no suffix that any file has.
    """
    folder, _, name = where.rpartition("/")
    if "." not in name.strip("."):
        return False
    suffix = f".{name.rpartition('.')[2]}"
    return tree.folder(folder) if folder else known(name) or any(path.endswith(suffix) for path in tree.list())


def unknown(what: str, path: str, corpus: Corpus, tree: Tree) -> MnemeError:
    """Suggest what is nearest among rules, decisions and files."""
    ids = [clause.id for one in corpus.decisions for clause in one.clauses] + [one.id for one in corpus.decisions]
    module = path.replace(".", "/") if "/" not in path else path
    like = nearest(module, tree) or nearest(path, tree)
    near = get_close_matches(what, ids, n=1) or ([like] if like else [])
    near = near or get_close_matches(what, ids, n=1, cutoff=0.4)
    hint = f"did you mean {near[0]}?" if near else "name a file, ID#rule as `mneme list` shows, or a finding's identity"
    return MnemeError(f"'{what}' is no file, no rule and no finding", hint)


def there(tree: Tree, path: str, line: int) -> None:
    """Refuse a line that a file does not have; one that is empty has its first.

    Raises:
        MnemeError: the file ends before it.
    """
    text = tree.read(path)
    lines = max(text.count(b"\n") + (not text.endswith(b"\n")), 1)
    if line > lines:
        raise MnemeError(f"{path} has {lines} line{'s' if lines > 1 else ''}, and no line {line}", f"mneme why {path}")
