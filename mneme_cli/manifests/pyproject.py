"""pyproject.toml: PEP 621, dependency groups (PEP 735), build requirements, and what poetry, pdm and uv add."""

from __future__ import annotations

from mneme_cli.manifests import Found, Manifest
from mneme_cli.manifests._requirement import exact, requirement
from mneme_cli.manifests._tables import table, texts
from mneme_cli.manifests._toml import Toml
from mneme_cli.model.entry import DEV, OPTIONAL, RUNTIME, Entry, normal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any


def read(text: str, path: str) -> Found:  # noqa: ARG001 (the shelf's shape)
    """Return every package that a pyproject.toml asks for."""
    toml = Toml(text)
    return Found(entries=(*_standard(toml), *_poetry(toml), *_tools(toml)))


def _standard(toml: Toml) -> Iterator[Entry]:
    yield from _listed(toml, ("project", "dependencies"), RUNTIME, "")
    for name in table(toml.data, "project", "optional-dependencies"):
        yield from _listed(toml, ("project", "optional-dependencies", name), OPTIONAL, name)
    for name in table(toml.data, "dependency-groups"):
        yield from _listed(toml, ("dependency-groups", name), DEV, name)
    yield from _listed(toml, ("build-system", "requires"), DEV, "build-system")


def _tools(toml: Toml) -> Iterator[Entry]:
    yield from _listed(toml, ("tool", "uv", "dev-dependencies"), DEV, "dev")
    for name in table(toml.data, "tool", "pdm", "dev-dependencies"):
        yield from _listed(toml, ("tool", "pdm", "dev-dependencies", name), DEV, name)


def _listed(toml: Toml, keys: tuple[str, ...], group: str, label: str) -> Iterator[Entry]:
    """Yield the requirements of a list; `{include-group = …}` names a group that has its own place."""
    for at, text in texts(table(toml.data, *keys[:-1]).get(keys[-1])):
        found = requirement(text, *toml.place(*keys, at), group, label)
        if found:
            yield found


def _poetry(toml: Toml) -> Iterator[Entry]:
    above = ("tool", "poetry")
    yield from _named(toml, (*above, "dependencies"), RUNTIME, "")
    yield from _named(toml, (*above, "dev-dependencies"), DEV, "dev")
    for name in table(toml.data, *above, "group"):
        yield from _named(toml, (*above, "group", name, "dependencies"), DEV, name)


def _named(toml: Toml, keys: tuple[str, ...], group: str, label: str) -> Iterator[Entry]:
    for name, said in table(toml.data, *keys).items():
        if name.lower() != "python":
            wants = _range(said)
            optional = isinstance(said, dict) and said.get("optional") is True and group == RUNTIME
            line, column = toml.place(*keys, name)
            yield Entry(
                ecosystem="pypi",
                name=normal(name),
                line=line,
                column=column,
                group=OPTIONAL if optional else group,
                label=label,
                wants=wants,
                version=exact(wants),
                written=name,
            )


def _range(said: Any) -> str:
    """Return the range of an entry as poetry writes it: a text, a table with `version`, or a list of such tables."""
    if isinstance(said, list):
        ranges = {_range(each) for each in said}
        return ranges.pop() if len(ranges) == 1 else ""
    wants = said.get("version", "") if isinstance(said, dict) else said
    return wants if isinstance(wants, str) and wants != "*" else ""


MANIFEST = Manifest(files=("pyproject.toml",), ecosystem="pypi", read=read)
