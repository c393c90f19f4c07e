"""import-linter's three file forms (.importlinter, setup.cfg, pyproject.toml) read into one shape, as it reads them.

https://import-linter.readthedocs.io: one section or table for the session and one for each contract.
"""

from __future__ import annotations

import configparser
import tomllib
from typing import TYPE_CHECKING, Any, NamedTuple

from mneme_cli.errors import MnemeError

if TYPE_CHECKING:
    from collections.abc import Mapping

SECTION = "importlinter"
_HINT = "mend it until `lint-imports` reads it, then import again"


class Contract(NamedTuple):
    """One contract as written. options: everything but name, id and type; a value is a text or a list of texts."""

    name: str
    type: str
    options: Mapping[str, str | list[str]]

    def words(self, key: str) -> list[str]:
        """Return an option that is a list (one text is a list of one), without blanks and repeats."""
        found = self.options.get(key, [])
        listed = [found] if isinstance(found, str) else found
        return list(dict.fromkeys(word.strip() for word in listed if word.strip()))

    def true(self, key: str, default: bool = False) -> bool:
        """Return an option that is a yes or no."""
        found = self.options.get(key)
        return default if found is None else str(found).strip().lower() == "true"


class Config(NamedTuple):
    """The session's options and the contracts, in written order."""

    session: Mapping[str, Any]
    contracts: tuple[Contract, ...]

    def tops(self) -> tuple[str, ...]:
        """Return the root packages."""
        found = self.session.get("root_packages") or self.session.get("root_package") or []
        return tuple([found] if isinstance(found, str) else found)


def reads(path: str, text: bytes) -> bool:
    """Tell whether a file holds a configuration of import-linter."""
    name = path.rpartition("/")[2]
    return (name == ".importlinter" or name.endswith((".ini", ".cfg", ".toml"))) and SECTION.encode() in text


def read(path: str, text: bytes) -> Config:
    """Read a configuration.

    Raises:
        MnemeError: it is no TOML or INI, it has no section of import-linter, or a contract has no name or type.
    """
    try:
        decoded = text.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise MnemeError(f"{path} is not UTF-8", "save it as UTF-8 first") from None
    session, contracts = _toml(path, decoded) if path.endswith(".toml") else _ini(path, decoded)
    config = Config(session, tuple(_contract(path, one) for one in contracts))
    if not config.tops():
        raise MnemeError(f"{path}: import-linter's section names no root_package", _HINT)
    if not config.contracts:
        raise MnemeError(f"{path} holds no contracts", "nothing can be imported; name the file that has them")
    return config


def _toml(path: str, text: str) -> tuple[dict[str, Any], list[Any]]:
    try:
        tool = tomllib.loads(text).get("tool", {})
    except tomllib.TOMLDecodeError as wrong:
        raise MnemeError(f"{path}: {wrong}", _HINT) from None
    session = tool.get(SECTION) if isinstance(tool, dict) else None
    if not isinstance(session, dict):
        raise MnemeError(f"{path} has no [tool.{SECTION}]", "name the file that has import-linter's contracts")
    contracts = session.pop("contracts", [])
    if not isinstance(contracts, list):
        raise MnemeError(f"{path}: contracts is no array of tables", "write [[tool.importlinter.contracts]]")
    return session, contracts


def _ini(path: str, text: str) -> tuple[dict[str, Any], list[Any]]:
    parser = configparser.ConfigParser()
    try:
        parser.read_string(text, path)
        sections = {name: dict(parser[name]) for name in parser.sections()}
    except configparser.Error as wrong:
        raise MnemeError(" ".join(str(wrong).split()), _HINT) from None
    if SECTION not in sections:
        raise MnemeError(f"{path} has no section [{SECTION}]", "name the file that has import-linter's contracts")
    contracts = [{"id": name, **_cleaned(each)} for name, each in sections.items() if name.startswith(f"{SECTION}:")]
    return _cleaned(sections[SECTION]), contracts


def _cleaned(section: dict[str, str]) -> dict[str, Any]:
    return {key: value.strip().split("\n") if "\n" in value else value for key, value in section.items()}


def _contract(path: str, given: Any) -> Contract:
    if not isinstance(given, dict):
        raise MnemeError(f"{path}: a contract is no table", _HINT)
    missing = [key for key in ("name", "type") if not isinstance(given.get(key), str) or not given[key].strip()]
    if missing:
        named = given.get("name") or given.get("id") or "one"
        raise MnemeError(f"{path}: contract '{named}' has no {missing[0]}", _HINT)
    rest = {key: value for key, value in given.items() if key not in ("name", "type", "id")}
    for key, value in rest.items():
        if not isinstance(value, (str, bool, int)) and not _texts(value):
            raise MnemeError(f"{path}: {key} of contract '{given['name']}' is no text and no list of texts", _HINT)
    options = {key: value if isinstance(value, list) else str(value) for key, value in rest.items()}
    return Contract(name=" ".join(given["name"].split()), type=given["type"].strip(), options=options)


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)
