"""eslint-plugin-boundaries: elements become components, what they may not depend on becomes `forbid`.

Read from JSON alone: an `.eslintrc.json`, or what `eslint --print-config FILE` writes of a configuration that is code.
https://www.jsboundaries.dev
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from mneme_cli.errors import MnemeError
from mneme_cli.importers import ABOUT, EXACT, NOT, Imported, Importer, Row, _eslint
from mneme_cli.importers._draft import clause as rule
from mneme_cli.importers._draft import decision, slug
from mneme_cli.importers._json import quiet
from mneme_cli.importers._json import read as loaded
from mneme_cli.importers.eslint_boundaries.settings import told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mneme_cli.importers.eslint_boundaries.settings import Told
    from mneme_cli.model.corpus import Clause, Decision
    from mneme_cli.model.tree import Tree

TOOL = "eslint-plugin-boundaries"
_ELEMENTS = "boundaries/elements"
_RULES = ("boundaries/element-types", "boundaries/dependencies")
_HINT = "let eslint write it: eslint --print-config src/index.ts > rules.json"
_SAME = "two elements of one type cannot be told apart by a component; say it with a captured name"
_OTHERS = {
    "boundaries/no-unknown": "an import of a file in no element: write `covered` for the folders that are meant",
    "boundaries/no-unknown-files": "write `covered` for the folders that are meant",
    "boundaries/no-private": "elements within elements: write `public` for each",
    "boundaries/entry-point": "write `public` with the surface of each element",
    "boundaries/external": "write `forbid: {packages: […]}` for each element",
    "boundaries/no-ignored": "there are no ignored files here that could be imported",
}


_KEYS = ("type", "pattern", "mode", "capture", "basePattern", "baseCapture", "category")
_LOSSES = {
    "capture": "two elements of one type are told apart by what they capture there; here a type is one component",
    "basePattern": "what stands above the pattern is not looked at here",
    "baseCapture": "two elements of one type are told apart by what they capture there; here a type is one component",
    "category": "elements are told apart by their type alone here",
}


class Element(NamedTuple):
    """One type of element. globs: its files.  loss: in which way they are others."""

    type: str
    globs: tuple[str, ...]
    loss: str = ""


def reads(path: str, text: bytes) -> bool:
    """Tell whether a file is a configuration of eslint with elements in it."""
    return _ELEMENTS.encode() in text and isinstance(quiet(path, text), dict)


def read(path: str, tree: Tree) -> Imported:
    """Read elements and rules.

    Raises:
        MnemeError: the file is no JSON, or its elements or rules have not the shape that the plugin wants.
    """
    found = loaded(path, tree.read(path))
    settings = found.get("settings", {}) if isinstance(found, dict) else {}
    listed = settings.get(_ELEMENTS) if isinstance(settings, dict) else None
    if not isinstance(listed, list) or not listed:
        raise MnemeError(f"{path} has no {_ELEMENTS}", _HINT)
    elements = [_element(path, one) for one in listed]
    names = list(dict.fromkeys(one.type for one in elements))
    components = {slug(name): tuple(g for one in elements if one.type == name for g in one.globs) for name in names}
    seen = told(settings, [(one.type, one.globs) for one in elements], tree)
    rows = [Row(one.type, "element", ABOUT if one.loss else EXACT, one.loss) for one in elements]
    rows += seen.rows
    given = found.get("rules", {})
    rows += [Row("", key, NOT, why) for key, why in _OTHERS.items() if _options(given, key) is not None]
    laws = [_law(path, key, options, names) for key in _RULES if (options := _options(given, key)) is not None]
    rows += [row for _, told in laws for row in told]
    decisions = _decided(path, [clause for made, _ in laws for clause in made], seen)
    return Imported(decisions, tuple(rows), components)


def _decided(path: str, made: list[Clause], seen: Told) -> tuple[Decision, ...]:
    """Make the one decision of all rules, which see no more than the plugin does with its settings."""
    clauses = [one._replace(when=seen.when, excuses=(*one.excuses, *seen.excuses)) for one in made]
    title = "Elements depend only on what they may"
    law = decision(TOOL, path, "element-types", title, clauses, what="its rules")._replace(scope=seen.scope)
    return (law,) if clauses else ()


def _options(rules: Any, key: str) -> Mapping[str, Any] | None:
    """Return the options of a rule that is on."""
    found = rules.get(key) if isinstance(rules, dict) else None
    level, *rest = found if isinstance(found, list) and found else [found]
    if level in (None, 0, "off"):
        return None
    return rest[0] if rest and isinstance(rest[0], dict) else {}


def _element(path: str, one: Any) -> Element:
    patterns = one.get("pattern") if isinstance(one, dict) else None
    patterns = [patterns] if isinstance(patterns, str) else patterns
    if not isinstance(patterns, list) or not patterns or not isinstance(one.get("type"), str):
        raise MnemeError(f"{path}: an element has no type or no pattern", _HINT)
    mode, globs = one.get("mode", "folder"), []
    for pattern in patterns:
        text = str(pattern).replace("\\", "/").rstrip("/")
        whole = text if mode == "full" or text.startswith("**/") else f"**/{text}"
        globs.append(whole if mode in ("full", "file") else f"{whole}/**")
    odd = [str(each) for each in patterns if any(char in str(each) for char in "!()[]+?@")]
    lost = [f"'{odd[0]}' has a pattern that is text here"] if odd else []
    lost += [f"{key}: {why}" for key, why in _LOSSES.items() if one.get(key)]
    lost += [f"{key}: no element has it, or mneme does not know it" for key in one if key not in _KEYS]
    loss = "; ".join(lost)
    return Element(one["type"], tuple(globs), loss)


def _law(path: str, key: str, options: Mapping[str, Any], names: list[str]) -> tuple[list[Clause], list[Row]]:
    """Work out each pair of types: the last rule that speaks of it decides, else the default."""
    rules = options.get("rules", [])
    if not isinstance(rules, list) or not all(isinstance(each, dict) for each in rules):
        raise MnemeError(f"{path}: the rules of {key} are no list", _HINT)
    barred = {(one, two): options.get("default", "disallow") == "disallow" for one in names for two in names}
    said: dict[str, str] = {}
    rows = [Row("", key)]
    for each in rules:
        if odd := _selective(each):
            rows.append(Row("", key, NOT, f"{odd}: only types of elements have a component"))
        else:
            _decide(each, names, barred, said)
    rows += [Row(one, "elements of the same type", NOT, _SAME) for one in names if barred[one, one]]
    return _clauses(names, barred, said), rows


def _decide(
    each: Mapping[str, Any], names: list[str], barred: dict[tuple[str, str], bool], said: dict[str, str]
) -> None:
    """Let one rule decide the pairs that it speaks of."""
    message = str(each.get("message") or "")
    for one in _types(each.get("from", "*"), names):
        for word in ("disallow", "allow"):
            barred |= {(one, two): word == "disallow" for two in _types(each.get(word, []), names)}
        said |= {one: message} if message and "{" not in message else {}


def _clauses(names: list[str], barred: Mapping[tuple[str, str], bool], said: Mapping[str, str]) -> list[Clause]:
    out = []
    for one in names:
        if far := [slug(two) for two in names if barred[one, two] and two != one]:
            params = {"imports": far, "through": False}
            out.append(rule(one, "forbid", params, inside=(slug(one),), say=said.get(one, "")))
    return out


def _selective(rule_: Mapping[str, Any]) -> str:
    """Return what in a rule is more than the type of an element, "" if nothing is."""
    if "importKind" in rule_ or "to" in rule_:
        return "importKind" if "importKind" in rule_ else "to"
    for word in ("from", "allow", "disallow"):
        found = rule_.get(word, [])
        for each in [found] if isinstance(found, str) else found if isinstance(found, list) else [found]:
            if not isinstance(each, str) or "$" in each or "{" in each:
                return f"'{each}'"
    return ""


def _types(found: Any, names: list[str]) -> list[str]:
    listed = [found] if isinstance(found, str) else found
    return [name for name in names if name in listed or "*" in listed]


WITNESS = _eslint.witness(dict.fromkeys(_RULES, "element-types"), "boundaries/")
IMPORTER = Importer(tool=TOOL, files=(".eslintrc.json",), reads=reads, read=read, witness=WITNESS)
