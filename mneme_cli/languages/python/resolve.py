"""Raw imports → edges: what a specifier means, pure over the set of files and the layout.

A target is a file of ours (`.py` before `.pyi`, a package before a module, as Python looks), `std:python/…`,
`pkg:pypi/…`, `?` for what is ours by name and not there, or, for an import of a namespace package itself (PEP 420),
its folder with the slash behind it: nothing of it is run, so no file is needed by it.
"""

from __future__ import annotations

from mneme_cli.languages.python.places import places
from mneme_cli.languages.python.std import std
from mneme_cli.model.fact import LOCAL, REEXPORT, TEST, UNRESOLVED, Edge, Import

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mneme_cli.languages.python.places import Places
    from mneme_cli.model.layout import Layout
    from mneme_cli.model.tree import Tree

    End = tuple[str, str, str]
    """The target, the qualified name that was asked for, and what of it is taken out of the target."""

_INITS = ("__init__.py", "__init__.pyi")
_PACKAGE = ("/__init__.py", "/__init__.pyi")
_FILES = ("/__init__.py", ".py", "/__init__.pyi", ".pyi", ".pyx")


def resolve(path: str, found: Import, tree: Tree, layout: Layout) -> tuple[Edge, ...]:
    """Return one edge for each name asked for: to the submodule of that name, else to the module that holds it."""
    table = places(layout)
    kinds = found.kinds | (TEST if table.test(path) else 0)
    if found.names and not kinds & LOCAL and path.endswith(_INITS) and found.written != "__future__":
        kinds |= REEXPORT
    line, column, written = found.line, found.column, found.written
    return tuple(
        [
            Edge(path, target, asked, line, column, kinds, "", written, member, "")
            for target, asked, member in _ends(path, found, tree, table)
        ]
    )


def _ends(path: str, found: Import, tree: Tree, table: Places) -> Iterable[End]:
    """Return the ends of an import; kept, unless which file of a root asks makes a difference."""
    top = found.written.partition(".")[0]
    known = table.candidates(top, path) if top else ()
    if not top or (known and std(top)):
        return _sought(path, found, tree, table)
    kept = table.found(tree)
    key = known, table.around(path), found.written, found.names
    if key not in kept:
        kept[key] = tuple(_sought(path, found, tree, table))
    ends: tuple[End, ...] = kept[key]
    return ends


def _sought(path: str, found: Import, tree: Tree, table: Places) -> Iterator[End]:
    base, stems = _meant(path, found.written, tree, table)
    for name in found.names or ("",):
        asked = base if name in ("", "*") else base + name if base.endswith(".") else f"{base}.{name}"
        target = _target(stems, name, asked, tree)
        yield target, asked, _member(name, asked, target, path, tree, table)


def absolute(path: str, name: str, tree: Tree, layout: Layout) -> str:
    """Make a name absolute that came by a relative import and still has its dots."""
    return resolve(path, Import(line=1, column=1, written=name), tree, layout)[0].name if name[:1] == "." else name


def _member(name: str, asked: str, target: str, path: str, tree: Tree, table: Places) -> str:
    """Return the name if it is taken out of the target, "" if it is a module of its own."""
    if name in ("", "*") or not tree.has(target):
        return ""
    base, stems = _meant(path, asked, tree, table)
    return "" if _target(stems, "", base, tree) == target else name


def _meant(path: str, written: str, tree: Tree, table: Places) -> tuple[str, tuple[str, ...]]:
    """Return the absolute name of a specifier, and the paths without suffix at which it can lie."""
    if not written.startswith("."):
        stem = written.replace(".", "/")
        return written, tuple(root + stem for root in _roots(path, written, stem, tree, table))
    rest = written.lstrip(".")
    up = len(written) - len(rest) - 1
    for root in table.around(path):
        parts = path[len(root) :].split("/")[:-1]
        if len(parts) > up:
            kept = parts[: len(parts) - up] + rest.split(".") * bool(rest)
            return ".".join(kept), (root + "/".join(kept) + ("/" if not rest else ""),)
        if root in table.walls:
            break
    else:
        if up == path.count("/") and tree.has("__init__.py"):  # the repository's root is itself a package
            return rest or ".", (rest.replace(".", "/"),)
    return written, ()


def _roots(path: str, written: str, stem: str, tree: Tree, table: Places) -> tuple[str, ...]:
    """Return the roots under which an absolute name is ours; none if it is not."""
    top = written.partition(".")[0]
    known = table.candidates(top, path)
    if std(top):
        return tuple(root for root in known if path.startswith(root) and _file(root + stem, tree) not in ("", path))
    if known or top in table.packages:
        return known
    return tuple(
        root for root in table.around(path) if _file(root + top, tree) or ("." in written and _file(root + stem, tree))
    )


def _target(stems: tuple[str, ...], name: str, asked: str, tree: Tree) -> str:
    for stem in stems:
        hit = _under(stem, name, tree)
        if hit:
            return hit
    if stems or asked.startswith("."):
        inner = "" if name in ("", "*") else f"/{name}"
        folders = (f"{stem.rstrip('/')}{inner}".lstrip("/") for stem in stems)
        return next((f"{folder}/" for folder in folders if tree.folder(folder)), UNRESOLVED)
    if std(asked.partition(".")[0]):
        return "std:python/" + asked
    return "pkg:pypi/" + asked


def _under(stem: str, name: str, tree: Tree) -> str:
    """Return the file of a name below a module, or of the module that holds it; "" if there is neither."""
    if name and name != "*" and (not stem.strip("/") or tree.folder(stem.rstrip("/"))):
        hit = _file(f"{stem.rstrip('/')}/{name}".lstrip("/"), tree)
        if hit:
            return _hiding(stem, tree) or hit
    if stem.endswith("/") or not stem:
        return next((stem[:-1] + tail for tail in _PACKAGE if tree.has((stem[:-1] + tail).lstrip("/"))), "").lstrip("/")
    return _file(stem, tree)


def _hiding(stem: str, tree: Tree) -> str:
    """Return the module that hides a folder of its name, which has no `__init__`; "" if there is none."""
    hit = _file(stem, tree) if stem and not stem.endswith("/") else ""
    return "" if hit.endswith(_PACKAGE) else hit


def _file(stem: str, tree: Tree) -> str:
    for tail in _FILES:
        if tree.has(stem + tail):
            return stem + tail
    return ""
