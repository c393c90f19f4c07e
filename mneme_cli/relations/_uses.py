"""Names in code, resolved: what `calls` and `symbols` share."""

from __future__ import annotations

from mneme_cli.languages import of
from mneme_cli.model.fact import Want
from mneme_cli.model.glob import matches
from mneme_cli.model.selector import Selector
from mneme_cli.relations import Row
from mneme_cli.relations._far import entries, near

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from mneme_cli.model.fact import Facts, Use
    from mneme_cli.model.rule import Rule


def lower(params: Any, rule: Rule, word: str) -> Rule:
    """Compile names; they are no selectors, since `print` is neither a file nor a module.

    Raises:
        ValueError: a name is not a dotted name.
    """
    from mneme_cli.relations._token import last, spell

    names = entries(params, word)
    names = [name.removeprefix("node:") for name in names]
    for at, name in enumerate(names):
        if not _sound(name):
            raise ValueError(f"{word}.{at}: {name} is not a dotted name; write subprocess.run, print or '*.save'")
    far = tuple(Selector(text=name, form="name", names=(name,)) for name in names)
    # `subprocess.*` may be written without the star's own words; `*.save` must say save.
    words = spell([last(name) if _whole(name) else "" for name in (each.removeprefix("*.") for each in names)])
    return rule._replace(relation=word, far=far, tokens=words, through=False, moment="edit")


def _sound(name: str) -> bool:
    """Tell whether this is a dotted name, of a module that may be a path (`src/db.query`) or a package (`@a/b.c`)."""
    module, slash, rest = name.rpartition("/")
    parts = rest.split(".") if slash else name.split(".")
    if slash and (not module or any(char.isspace() for char in module)):
        return False
    return all(part in ("*", "**") or part.replace("-", "_" if slash else "-").isidentifier() for part in parts)


def _whole(name: str) -> bool:
    """Tell whether every use of a name must hold its last word: not where a folder's own file may be `.`."""
    return "*" not in name and ("/" not in name or "." in name.rpartition("/")[2])


def rows(rule: Rule, facts: Facts, word: str) -> Iterator[Row | Want]:
    """Yield every use of a name in the demanded files, one for each place."""
    for seen in near(rule, facts, "uses"):
        if isinstance(seen, Want):
            yield seen
            continue
        said: set[tuple[int, int]] = set()
        language = of(seen[0])
        module = f"{language.builtins}." if language and language.builtins else ""
        for use in sorted(seen[1], key=lambda use: (use.line, use.column, len(use.name))):
            if word == "calls" and not use.call:
                continue
            hit = any(_means(entry.text, use.name, word == "symbols", module) for entry in rule.far)
            if hit and (use.line, use.column) not in said:
                said.add((use.line, use.column))
                yield _row(seen[0], use, word)


def _row(path: str, use: Use, word: str) -> Row:
    claim = f"{'calls' if word == 'calls' else 'names'} {use.name.removeprefix('*.')}"
    return Row(
        path=path, line=use.line, column=use.column, target="", symbol=use.name, claim=claim, hit=True, universe=word
    )


def _means(pattern: str, name: str, below: bool, module: str) -> bool:
    """Tell whether a pattern means a resolved name; what the module of builtins holds is the builtin, and back."""
    if _names(pattern, name, below):
        return True
    if not module or (not name.startswith(module) and not pattern.startswith(module)):
        return False
    plain = pattern if "*" in pattern else pattern.removeprefix(module)
    return _names(plain, name.removeprefix(module), below)


def _names(pattern: str, name: str, below: bool) -> bool:
    """Tell whether a pattern means a resolved name; `below`: a dotted one means what hangs from it as well."""
    if pattern.startswith("*.") and "." not in pattern[2:]:
        return "." in name and name.rpartition(".")[2] == pattern[2:]
    if "*" in pattern:
        return matches(pattern, name, ".")
    return name == pattern or (below and "." in pattern and name.startswith(pattern + "."))


def covers(ban: str, word: str, asked: str, need: str) -> bool:
    """Tell whether a ban (`word` of a pattern) surely means every use that would meet a demand (`need` of another).

    Patterns are compared as uses are: an undotted one is a global, not the module of that name.
    """
    if need == "symbols" and word == "calls":
        return False  # a name need not be called
    if ban in ("**", asked):
        return True
    root = ban.removesuffix(".**")
    beneath = root != ban or (word == "symbols" and "." in ban)
    if beneath and "*" not in root and asked.startswith(f"{root}."):
        return True
    alone = "*" not in asked and (need == "calls" or "." not in asked)  # one name, and nothing that hangs from it
    return alone and _names(ban, asked, below=word == "symbols")
