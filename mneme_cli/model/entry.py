"""What a manifest or a lock file says: one package, in which group and range, at which line.

It is evidence of its own kind beside imports and uses: of a file that no language reads, on both sides of a change.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import NamedTuple
else:
    from mneme_cli.model.noun import NamedTuple

RUNTIME, DEV, OPTIONAL, PEER, LOCKED, UNREAD = "runtime", "dev", "optional", "peer", "locked", "unread"
GROUPS = (RUNTIME, DEV, OPTIONAL, PEER)
"""What a declaration is for; LOCKED is what only a lock file names (of a constraints file: what it holds down).

UNREAD stands for all that a manifest may declare which cannot be read: whoever misses a declaration has to know.
"""
FILES = {
    "pyproject.toml": "pyproject",
    "setup.cfg": "setup_cfg",
    "setup.py": "setup_py",
    "Pipfile": "pipfile",
    "uv.lock": "uv_lock",
    "poetry.lock": "poetry_lock",
    "pdm.lock": "pdm_lock",
    "pylock.toml": "pylock",
    "Pipfile.lock": "pipfile_lock",
    "package.json": "package_json",
    "package-lock.json": "package_lock",
    "npm-shrinkwrap.json": "package_lock",
    "yarn.lock": "yarn_lock",
    "pnpm-lock.yaml": "pnpm_lock",
    "bun.lock": "bun_lock",
}
"""File → its reader: a hook must import none to know that a file has one. A house test compares this with the shelf."""
LOCKS = frozenset(name for name in FILES.values() if name.endswith("lock"))


class Entry(NamedTuple):
    """One package that one manifest names.

    name: normalised (PEP 503; as written for npm, scope included), of an `alias` the package behind it.
    imported: the names under which code imports it: aliases that a manifest gives, and what the layout knows.
    group: one of GROUPS, LOCKED, or UNREAD (without a name).
    label: its own name of the group (an extra, `docs`, `build-system`), else "".
    wants: the range as written, "" = any.  version: the exact version, "" = not known.  written: the name as written.
    path, line, column: where it stands.
    """

    ecosystem: str
    name: str
    path: str = ""
    line: int = 0
    column: int = 1
    group: str = RUNTIME
    label: str = ""
    wants: str = ""
    version: str = ""
    imported: tuple[str, ...] = ()
    written: str = ""

    @property
    def direct(self) -> bool:
        """Tell whether somebody declared it, rather than a lock file alone."""
        return self.group != LOCKED


def unread(entries: Iterable[Entry], ecosystem: str) -> bool:
    """Tell whether somebody may have declared more than can be read."""
    return any(each.group == UNREAD and each.ecosystem == ecosystem for each in entries)


def manifest(path: str) -> str:
    """Return the shelf's entry that reads a file, by its name alone; "" if it is neither manifest nor lock."""
    name = path[path.rfind("/") + 1 :]
    found = FILES.get(name, "")
    if found or not name.endswith(_LISTS):
        return "pylock" if not found and name.startswith("pylock.") and name.endswith(".toml") else found
    listed = "requirements" in name or name.startswith("constraints") or f"/{path}".find(_LISTING) >= 0
    return "requirements" if listed else ""


_LISTS = (".txt", ".in", ".pip")
_LISTING = "/requirements/"
"""A folder whose lists are requirements, however deep below it they lie: `requirements/extras/redis.txt`."""


def project(path: str) -> str:
    """Return the folder that a manifest speaks for, with its slash; "" is the root."""
    folder = path[: path.rfind("/") + 1]
    at = f"/{folder}".find(_LISTING)
    if at < 0:
        return folder
    beside = at + len(_LISTING) > len(folder)  # `requirements/tool/pyproject.toml` speaks for the tool
    return folder[:at] if beside or manifest(path) == "requirements" else folder


def normal(name: str) -> str:
    """Return the name of a Python distribution as PEP 503 compares it."""
    plain = name.lower().replace("_", "-").replace(".", "-")
    while "--" in plain:
        plain = plain.replace("--", "-")
    return plain


def squeezed(name: str) -> str:
    """Return what is left of a name without case and separators: a registry takes no two names that differ in these."""
    return name.lower().replace("-", "").replace("_", "").replace(".", "")
