"""Python modules by name: which are ours, where their files lie, and what children they have."""

from __future__ import annotations

from mneme_cli import languages

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import NamedTuple

    from mneme_cli.model.tree import Tree
else:
    from mneme_cli.model.noun import NamedTuple

_SUFFIXES = (".py", ".pyi")


class Modules(NamedTuple):
    """names: module → its file, for every module under the roots.  roots: source roots that must be said, () = found.

    children: module → names of those right below it, sorted.
    """

    names: Mapping[str, str]
    roots: tuple[str, ...]
    children: Mapping[str, tuple[str, ...]]

    def ours(self, name: str) -> bool:
        """Tell whether a name is a module of ours (or lies in one)."""
        return name in self.names or name in self.children or name.partition(".")[0] in self.children

    def folder(self, name: str) -> str:
        """Return the folder of a package, "" if the name is none."""
        path = self.names.get(name, "")
        return path.rpartition("/")[0] if path.rpartition("/")[2].startswith("__init__.") else ""


def modules(tree: Tree, tops: Iterable[str], said: tuple[str, ...] = ()) -> Modules:
    """Find the modules below some top-level names. said: source roots that the foreign file names.

    Roots are said in mneme.yaml only if our own look at the manifests finds other ones.
    """
    wanted = tuple(sorted(set(tops)))
    layout = languages.take("python").layout(tree, (), {})
    found = {top: root for _, top, root in reversed(layout.own)}
    where = {top: _root(tree, top, said) for top in wanted}
    odd = {top for top, root in where.items() if root is not None and found.get(top) != root}
    roots = tuple(sorted({_folder(root) for root in where.values() if root is not None})) if odd else ()
    names: dict[str, str] = {}
    for top, root in where.items():
        if root is not None:
            names |= _below(tree, root, top)
    return Modules(names=names, roots=roots, children=_children(names))


def _root(tree: Tree, top: str, said: tuple[str, ...]) -> str | None:
    """Return the source root in which a top-level name lies, the one nearest to the repository's root."""
    folders = [f"{root.strip('/')}/" if root.strip("./") else "" for root in said]
    for folder in folders:
        if tree.folder(folder + top) or tree.has(f"{folder}{top}.py"):
            return folder
    ends = (f"/{top}/__init__.py", f"/{top}.py")
    there = [f"/{path}" for path in tree.list() if f"/{path}".endswith(ends)]
    best = sorted(path[1 : path.rindex(f"/{top}") + 1] for path in there)
    return min(best, key=lambda folder: (folder.count("/"), folder)) if best else _bare(tree, top)


def _bare(tree: Tree, top: str) -> str | None:
    """Return the root of a package without an `__init__`."""
    there = [f"/{path}" for path in tree.list() if path.endswith(_SUFFIXES) and f"/{top}/" in f"/{path}"]
    best = [path[1 : path.index(f"/{top}/") + 1] for path in there]
    return min(best, key=lambda folder: (folder.count("/"), folder)) if best else None


def _folder(root: str) -> str:
    return root.rstrip("/") or "."


def _below(tree: Tree, root: str, top: str) -> dict[str, str]:
    out = {}
    for path in tree.list(root + top):
        stem, dot, end = path.rpartition(".")
        if dot + end in _SUFFIXES and (stem == root + top or path.startswith(f"{root}{top}/")):
            name = stem[len(root) :].replace("/", ".").removesuffix(".__init__")
            if name not in out or path.endswith(".py"):
                out[name] = path
    return out


def _children(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    out: dict[str, set[str]] = {}
    for name in names:
        out.setdefault(name.partition(".")[0], set())
        parts = name.split(".")
        for at in range(1, len(parts)):
            out.setdefault(".".join(parts[:at]), set()).add(parts[at])
    return {name: tuple(sorted(below)) for name, below in sorted(out.items())}


def module_of(path: str, roots: Iterable[str]) -> str:
    """Turn a target of ours (a path, `pkg:…`, `std:…`) into a module's name; what is not ours is its top-level name."""
    if path.startswith(("pkg:", "std:")):
        return path.partition("/")[2].partition(".")[0]
    for root in sorted(roots, key=len, reverse=True):
        prefix = "" if root in ("", ".") else f"{root.rstrip('/')}/"
        if path.startswith(prefix):
            return path[len(prefix) :].rpartition(".")[0].removesuffix("/__init__").replace("/", ".")
    return path
