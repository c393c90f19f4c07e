"""What a configuration of eslint says to the plugin: its elements, its settings, and the rules that are on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from mneme_cli.errors import MnemeError
from mneme_cli.importers import _eslint
from mneme_cli.importers._json import read as loaded
from mneme_cli.importers.eslint_boundaries.elements import HINT, Element, element
from mneme_cli.importers.eslint_boundaries.pairs import Law, law

if TYPE_CHECKING:
    from collections.abc import Mapping

ELEMENTS = "boundaries/elements"
LAWS = ("boundaries/element-types", "boundaries/dependencies")
"""The rule on types of elements, by its old name and by its new one."""


class Config(NamedTuple):
    """rules: of the plugin, by name, those that are on → their options."""

    settings: Mapping[str, Any]
    elements: tuple[Element, ...]
    rules: Mapping[str, Mapping[str, Any]]
    warned: frozenset[str]

    def names(self) -> list[str]:
        """Return the types of elements, in order."""
        return list(dict.fromkeys(one.type for one in self.elements))

    def laws(self, path: str) -> dict[str, Law]:
        """Read what the rules on types say; one without options says nothing.

        Raises:
            MnemeError: a rule has not the shape that the plugin wants.
        """
        return {key: law(path, key, self.rules[key], self.names()) for key in LAWS if self.rules.get(key)}


def read(path: str, text: bytes) -> Config:
    """Read a configuration.

    Raises:
        MnemeError: it is no JSON, or its elements have not the shape that the plugin wants.
    """
    found = loaded(path, text)
    settings = found.get("settings", {}) if isinstance(found, dict) else {}
    listed = settings.get(ELEMENTS) if isinstance(settings, dict) else None
    if not isinstance(listed, list) or not listed:
        raise MnemeError(f"{path} has no {ELEMENTS}", HINT)
    given = found.get("rules", {})
    sets = {key: _eslint.setting(one) for key, one in given.items()} if isinstance(given, dict) else {}
    on = {key: options for key, (level, options) in sets.items() if level != _eslint.OFF}
    warned = frozenset(key for key, (level, _) in sets.items() if level == _eslint.WARN)
    return Config(settings, tuple(element(path, one) for one in listed), on, warned)
