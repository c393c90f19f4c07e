"""The settings of the plugin: which files and imports its rules look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from mneme_cli.importers import ABOUT, EXACT, NOT, Row

if TYPE_CHECKING:
    from collections.abc import Mapping

_NODES = {"import": "", "dynamic-import": "dynamic", "require": "require", "export": "reexport"}
_ODD = "!()[]+?@{"


class Told(NamedTuple):
    """when: kinds of imports that the plugin reads.  excuses: files left out.  scope: files looked at, () = all."""

    when: Mapping[str, list[str]]
    excuses: tuple[tuple[str, str, bool], ...] = ()
    scope: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


def told(settings: Mapping[str, Any]) -> Told:
    """Read every setting of the plugin but the elements themselves, which are read already."""
    nodes = _listed(settings.get("boundaries/dependency-nodes", ["import"]))
    made = Told({"not": [kind for word, kind in _NODES.items() if kind and word not in nodes]})
    if not made.when["not"]:
        made = made._replace(when={})
    for key in sorted(settings):
        if key.startswith("boundaries/") and key != "boundaries/elements":
            made = _setting(made, key, settings[key])
    return made


def _setting(made: Told, key: str, value: Any) -> Told:
    given = _listed(value)
    odd = [each for each in given if any(char in each for char in _ODD)]
    how, why = EXACT, ""
    if key == "boundaries/dependency-nodes":
        unknown = [each for each in given if each not in _NODES]
        how, why = (ABOUT, f"{unknown[0]} is no kind of import here") if unknown else (EXACT, "")
    elif key in ("boundaries/ignore", "boundaries/include"):
        globs = tuple(each if "/" in each else f"./{each}" for each in given)
        how, why = (NOT, f"'{odd[0]}' has a pattern that is text here") if odd else (EXACT, "")
        if not odd and key.endswith("include"):
            why = "an import of a file outside it still counts here"
            made, how = made._replace(scope=globs), ABOUT
        elif not odd:
            left = [(text, key, False) for each in globs for text in (each, f"-> {each}")]
            made = made._replace(excuses=tuple(left))
    else:
        how, why = NOT, "it has no counterpart here, or mneme does not know it"
    return made._replace(rows=(*made.rows, Row("", key, how, why)))


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else [str(each) for each in value] if isinstance(value, list) else []
