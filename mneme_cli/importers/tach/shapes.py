"""What a configuration of tach holds: modules, interfaces, layers, and the questions that all rules ask of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = "<root>"


class Module(NamedTuple):
    """One module. depends: None = anything; else (path, deprecated) pairs.  keys: what was written, for the table."""

    path: str
    layer: str = ""
    depends: tuple[tuple[str, bool], ...] | None = None
    cannot: tuple[str, ...] = ()
    visibility: tuple[str, ...] = ("*",)
    utility: bool = False
    unchecked: bool = False
    external: tuple[str, ...] | None = None
    cannot_external: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()


class Interface(NamedTuple):
    """One interface. of, expose: regular expressions, over module paths and over member paths."""

    expose: tuple[str, ...]
    of: tuple[str, ...]
    visibility: tuple[str, ...] = ()
    exclusive: bool = False
    data_types: str = "all"


class Config(NamedTuple):
    """layers: (name, closed), high to low.  options: the other keys of tach.toml.  domains: files that were read."""

    modules: tuple[Module, ...]
    interfaces: tuple[Interface, ...]
    layers: tuple[tuple[str, bool], ...]
    options: Mapping[str, Any]
    domains: tuple[str, ...]

    def roots(self) -> tuple[str, ...]:
        """Return the source roots; by default the folder of tach.toml."""
        return tuple(self.options.get("source_roots") or ["."])

    def paths(self) -> tuple[str, ...]:
        """Return the paths of all modules, sorted."""
        return tuple(sorted(one.path for one in self.modules))

    def home(self, name: str) -> str:
        """Return the module that a dotted name lies in, the longest that fits; "" if none does."""
        fit = [path for path in self.paths() if f"{name}.".startswith(f"{path}.")]
        return max(fit, key=len, default="")

    def below(self, path: str) -> tuple[str, ...]:
        """Return the modules that lie in another."""
        return tuple(each for each in self.paths() if each.startswith(f"{path}."))
