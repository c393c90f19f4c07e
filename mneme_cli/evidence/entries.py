"""Manifests and locks of one side of a change: what each says, what speaks for a file, what is installed for a project.

They are found by the layout, or by their name; which formats there are is the shelf's affair.
"""

from __future__ import annotations

from mneme_cli import manifests
from mneme_cli.model.entry import LOCKED, LOCKS, UNREAD, Entry, manifest, project
from mneme_cli.model.fact import Skipped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mneme_cli.evidence.gather import End
    from mneme_cli.manifests import Found
    from mneme_cli.model.tree import Tree

    Row = tuple[str, str, str]
    """Path, format, folder that it speaks for."""

MOST = 500
"""How many manifests of one tree are known: the topmost first."""


def survey(tree: Tree, paths: Iterable[str]) -> tuple[Row, ...]:
    """Return the manifests and locks of a tree, those that others take in (`-r base.txt`) included; sorted."""
    named = [path for path in paths if manifest(path) and "node_modules/" not in path]
    rows = {path: (path, manifest(path), project(path)) for path in sorted(named, key=_by_depth)[:MOST]}
    left = [path for path, (_, name, _) in rows.items() if name == "requirements"]
    while left:
        path = left.pop()
        for inner, how in manifests.read(path, tree.read(path), "requirements").includes:
            if inner not in rows and tree.has(inner) and len(rows) < 2 * MOST:
                rows[inner] = (inner, how, rows[path][2])
                left += [inner] if how == "requirements" else []
    return tuple(sorted(rows.values()))


def entries(path: str, end: End, skipped: set[Skipped]) -> tuple[Entry, ...]:
    """Return what one file says, () if it is no manifest."""
    row = _rows(end).get(path) or (path, manifest(path), project(path))
    return tuple(each for each in _said(row, end, skipped) if each.group != UNREAD)


def _said(row: Row, end: End, skipped: set[Skipped]) -> tuple[Entry, ...]:
    """Return what one file says, and that it may say more if it cannot be read."""
    path, name, _ = row
    if not name or not end.tree.has(path):
        return ()
    found = _read(row, end.tree)
    if not found.why:
        return found.entries
    skipped.add(Skipped(path, found.why, found.line, column=found.column))
    ecosystem = manifests.take("requirements" if name == "constraints" else name).ecosystem
    return (*found.entries, Entry(ecosystem=ecosystem, name="", path=path, group=UNREAD))


def declared(path: str, end: End, skipped: set[Skipped]) -> tuple[Entry, ...]:
    """Return what is declared for a file: by every manifest above it; for a lock: by every one that it may lock."""
    lock = _rows(end).get(path, ("", "", ""))[1] in LOCKS or manifest(path) in LOCKS
    folder = project(path)
    rows = [row for row in _sorted(end) if (row[2].startswith(folder) if lock else path.startswith(row[2]))]
    every = (each for row in rows if row[1] not in LOCKS for each in _said(row, end, skipped))
    return tuple(each if each.group == UNREAD else named(each, end) for each in every if each.direct)


def locked(path: str, end: End, skipped: set[Skipped]) -> tuple[Entry, ...]:
    """Return what is installed for the project of a manifest: by the nearest lock above it, and by constraints."""
    above = [row for row in _sorted(end) if project(path).startswith(row[2]) and row[0] != path]
    asked = manifests.take(_format(path, end)).ecosystem if _format(path, end) else ""
    locks = [row for row in above if row[1] in LOCKS and manifests.take(row[1]).ecosystem == asked]
    deepest = max((row[2] for row in locks), key=len, default="")
    held = [row for row in above if row[1] == "constraints" and asked == "pypi"]
    rows = [row for row in locks if row[2] == deepest] + held
    return tuple(each for row in rows for each in entries(row[0], end, skipped) if not each.direct)


def _format(path: str, end: End) -> str:
    return _rows(end).get(path, ("", manifest(path), ""))[1]


def _read(row: Row, tree: Tree) -> Found:
    path, name, _ = row
    if name != "constraints":
        return manifests.read(path, tree.read(path), name)
    found = manifests.read(path, tree.read(path), "requirements")
    return found._replace(entries=tuple(each._replace(group=LOCKED) for each in found.entries))


def _rows(end: End) -> dict[str, Row]:
    """Return the manifests of a side: the layout's, and those that only the change knows."""
    known: dict[str, Row] | None = end.bound.get(_KEY)
    if known is None:
        fresh = {path: (path, manifest(path), project(path)) for path in end.more if manifest(path)}
        known = end.bound[_KEY] = fresh | {row[0]: row for row in end.layout.manifests}
    return known


_KEY = ("manifests",)


def _sorted(end: End) -> Iterator[Row]:
    return (row for _, row in sorted(_rows(end).items()) if end.tree.has(row[0]))


def named(entry: Entry, end: End) -> Entry:
    """Return an entry with the names under which code imports it."""
    if entry.ecosystem != "pypi":
        return entry if entry.imported else entry._replace(imported=(entry.name,))
    thumb = {entry.name.replace("-", "_"), entry.name.replace("-", "."), entry.written.replace("-", "_")}
    names = _imports(end).get(entry.name, ())
    return entry._replace(imported=tuple(sorted({*names, *thumb})))


def _imports(end: End) -> dict[str, list[str]]:
    """Return distribution → import names, as the layout knows them."""
    known: dict[str, list[str]] | None = end.bound.get(_NAMES)
    if known is None:
        known = end.bound[_NAMES] = {}
        for name, owner in end.layout.packages:
            known.setdefault(owner, []).append(name)
    return known


_NAMES = ("names",)


def _by_depth(path: str) -> tuple[int, str]:
    return path.count("/"), path
