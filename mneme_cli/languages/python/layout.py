"""Where Python code lies: from settings, else manifests, else where the `__init__.py` chains begin.

Compile side: it may import what it needs; a hook reads the result beside the policy.
"""

from __future__ import annotations

from mneme_cli.languages.python.distributions import KNOWN, declared
from mneme_cli.languages.python.manifest import roots_of
from mneme_cli.languages.python.std import std
from mneme_cli.model.glob import matches
from mneme_cli.model.layout import Layout

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from mneme_cli.model.tree import Tree

TESTS = ("**/tests/**", "test/**", "**/test_*.py", "**/*_test.py", "**/conftest.py")
LANGUAGE = "python"
_SUFFIXES = (".py", ".pyi")
_INITS = ("__init__.py", "__init__.pyi")


def layout(tree: Tree, source_roots: tuple[str, ...], imports: Mapping[str, str]) -> Layout:
    """Return the Python part of the layout.

    source_roots: folders (or single files) that the settings add in front.  imports: import name → distribution.
    roots: declared ones first, then "" for the repository's root, then those inferred (see `places`).
    What settings say is added to what manifests say, so that nobody hides code by naming another folder.
    """
    paths = tuple(tree.list())
    folders = _folders(paths)
    named = declared(tree, paths)
    given = tuple(_folder(root, tree) for root in source_roots)
    said = (*given, *roots_of(tree, paths, folders))
    first = tuple(dict.fromkeys(root for root in said if root and (root in given or not _beside(root, folders))))
    inferred = {root for root in (*said, *_above_packages(folders)) if root and not root.startswith(first)}
    roots = (*first, "", *sorted(inferred))
    only = {_folder(root, tree): root for root in source_roots if tree.has(root)}
    own = tuple(
        (LANGUAGE, name, root)
        for place, root in enumerate(roots)
        for name in _names(root, folders, named, inferred=place > roots.index(""))
        if root not in only or only[root].startswith(f"{root}{name}.")
    )
    packages = _packages(imports, named)
    return _sealed(Layout(roots=tuple((LANGUAGE, root) for root in roots), packages=packages, own=own, tests=TESTS))


def _folders(paths: tuple[str, ...]) -> dict[str, set[str]]:
    """Return folder (with slash, "" = root) → what lies in it that leads to Python files; folders end in a slash."""
    out: dict[str, set[str]] = {}
    for path in paths:
        if not path.endswith(_SUFFIXES):
            continue
        at = path.rfind("/") + 1
        folder, name = path[:at], path[at:]
        known = folder in out
        out.setdefault(folder, set()).add(name)
        while folder and not known:
            at = folder.rfind("/", 0, -1) + 1
            folder, name = folder[:at], folder[at:]
            known = folder in out
            out.setdefault(folder, set()).add(name)
    return out


def _above_packages(folders: Mapping[str, set[str]]) -> tuple[str, ...]:
    """Return the folders in which a package begins: its own has an `__init__`, none above it has."""
    regular = {folder for folder, names in folders.items() if names & set(_INITS)}
    parents = {folder[: folder.rfind("/", 0, -1) + 1] for folder in regular if folder}
    return tuple(parent for parent in parents if not any(above in regular for above in _up(parent)))


def _beside(root: str, folders: Mapping[str, set[str]]) -> bool:
    """Tell whether a project is test data or lies inside a package (a template): no place to look for our modules."""
    return _test(root + "x") or any(folders.get(above, set()) & set(_INITS) for above in _up(root))


def _up(folder: str) -> list[str]:
    """Return a folder and those above it, but not the repository's root."""
    return [folder[: at + 1] for at, char in enumerate(folder) if char == "/"]


def _names(root: str, folders: Mapping[str, set[str]], named: Mapping[str, str], *, inferred: bool) -> tuple[str, ...]:
    """Return the top-level names of a root. A folder without `__init__` is one unless it could be somebody else's."""
    out = set()
    for entry in folders.get(root, ()):
        name = entry[:-1] if entry.endswith("/") else entry.rpartition(".")[0]
        if not name.isidentifier() or name == "__init__":
            continue
        regular = not entry.endswith("/") or folders[root + entry] & set(_INITS)
        if regular or not (inferred or std(name) or name in named):
            out.add(name)
    return tuple(sorted(out))


def _packages(imports: Mapping[str, str], named: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return import name → distribution: settings, then what manifests and locks name, then what is well known."""
    distributions = set(named.values())
    known = {name: distribution for name, distribution in KNOWN.items() if distribution in distributions}
    return tuple(sorted((KNOWN | dict(named) | known | dict(imports)).items()))


def _test(path: str) -> bool:
    return any(matches(glob, path) for glob in TESTS)


def _folder(root: str, tree: Tree) -> str:
    """Return a source root as a folder with its slash; a root that is one file is the folder it lies in."""
    plain = root.removeprefix("./").rstrip("/")
    if tree.has(plain):
        return plain[: plain.rfind("/") + 1]
    return plain + "/" if plain not in ("", ".") else ""


def _sealed(found: Layout) -> Layout:
    """Add the digest of everything else."""
    from mneme_cli.model.digest import sha256

    return found._replace(digest=sha256(repr(tuple(found)).encode()))
