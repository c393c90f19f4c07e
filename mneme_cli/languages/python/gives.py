"""Which names a package's own file can give: what `from package import name` finds there, if it is no submodule."""

from __future__ import annotations

from mneme_cli.languages._nodes import Columns
from mneme_cli.languages.python.plain import without_lazy
from mneme_cli.languages.python.uses import named
from mneme_cli.languages.python.walk import Walk

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_INIT = "/__init__.py"
_ALWAYS = (
    *("__name__", "__doc__", "__file__", "__path__", "__package__", "__loader__", "__spec__", "__cached__"),
    *("__dict__", "__class__", "__builtins__", "__annotations__"),
)
"""What every package has."""
_TRICKS = frozenset(
    (
        *("__getattr__", "__dict__", "__path__", "__class__", "__package__", "__spec__", "f_globals", "modules"),
        *("globals", "vars", "locals", "exec", "execfile", "eval", "setattr", "__setattr__", "ModuleType"),
    )
)
"""Names with which a module gives itself others that nobody can read there; `modules` is that of `sys`."""
_PLAIN = (b"getLogger(__name__)", b"get_logger(__name__)", b".__name__", b"__name__ ==", b"version(__name__)")
"""What does nothing with a module that hears its name; whatever else is told the name may fill the module."""


def gives(path: str, text: bytes, parse: Callable[[bytes], Any]) -> frozenset[str] | None:
    """Return every name that a package has besides its submodules; None = the file does not tell, or is no package's.

    A name that is bound by `from . import name` alone is none: that asks the package for what it has to have already.
    """
    if not f"/{path}".endswith(_INIT) or _told(text):
        return None
    plain, _ = without_lazy(text)
    tree = parse(plain)
    walk = Walk(tree)
    if walk.stars or tree.root_node.has_error or _tricky(walk, Columns(plain)):
        return None
    scope = walk.module
    circular = {name for name, met in scope.bound.items() if met == (f".{name}",) and scope.times[name] == 1}
    return frozenset({*scope.bound, *_ALWAYS} - circular)


def _tricky(walk: Walk, columns: Columns) -> bool:
    """Tell whether a module uses or binds one of the tricks."""
    used = {part for use in named(walk, columns) for part in use.name.split(".")}
    return not _TRICKS.isdisjoint(used | walk.module.bound.keys())


def _told(text: bytes) -> bool:
    """Tell whether something is told the name of the module, and may fill it."""
    for plain in _PLAIN:
        text = text.replace(plain, b"")
    return b"__name__" in text
