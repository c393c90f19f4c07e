"""Settings of a person's own, below HOME and of no repository: hooks that an agent could switch off for all of them."""

from __future__ import annotations

from posix import environ

from mneme_cli.harnesses import _wiring
from mneme_cli.model.event import YOURS

VARIABLES = ("CLAUDE_CONFIG_DIR", "CODEX_HOME", "XDG_CONFIG_HOME")
"""What tells a client of another folder than below HOME: most paths are known by these to be none of its own."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mneme_cli.harnesses._wiring import Wiring


def yours(paths: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return what is got round by writing these absolute paths, as a command says it; whole folders go with them."""
    roots = [f"{_told('HOME').rstrip('/')}/.", *filter(None, map(_told, VARIABLES))]
    paths = [path for path in paths if any(each.startswith(path + "/") or path.startswith(each) for each in roots)]
    if not paths:
        return ()
    files = {file: shown for name in _wiring.names() for file, shown in _files(_wiring.take(name))}
    said = (shown for path in paths for file, shown in files.items() if file == path or file.startswith(path + "/"))
    return tuple((YOURS, shown) for shown in sorted({*said}))


def _files(wiring: Wiring) -> Iterator[tuple[str, str]]:
    """Yield where a client keeps what switches its hooks on and off, and how that is shown."""
    variable, folder = wiring.moved
    moved = _told(variable) if variable else ""
    for file in {wiring.user, *(off.path[2:] for off in wiring.off if off.path.startswith("~/"))} - {""}:
        if moved and file.startswith(folder):
            yield moved.rstrip("/") + file.removeprefix(folder), f"${variable}{file.removeprefix(folder)}"
        elif _told("HOME"):
            yield f"{_told('HOME').rstrip('/')}/{file}", f"~/{file}"


def _told(variable: str) -> str:
    return environ.get(variable.encode(), b"").decode("utf-8", "surrogateescape")
