"""What Python manifests say about source roots: one reading for each build tool."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from mneme_cli.model.tree import Tree

MOST = 200
"""How many manifests of one repository are read: the topmost first."""


def manifests(paths: tuple[str, ...], name: str) -> tuple[str, ...]:
    """Return the manifests of this name, the repository's own first, then by depth and name."""
    found = [path for path in paths if path.endswith(name) and path[: -len(name)][-1:] in ("", "/")]
    return tuple(sorted(found, key=_by_depth))[:MOST]


def toml(tree: Tree, path: str) -> Mapping[str, Any]:
    """Return a TOML file as plain data; {} if it is absent or broken (its own tools complain about it)."""
    from tomllib import TOMLDecodeError, loads

    try:
        return loads(tree.read(path).decode("utf-8-sig", "replace"))
    except TOMLDecodeError:
        return {}


def at(data: Any, *keys: str) -> Any:
    """Return what lies under a path of keys, {} where the path ends early."""
    for key in keys:
        data = data.get(key, {}) if isinstance(data, dict) else {}
    return data


def roots_of(tree: Tree, paths: tuple[str, ...], folders: Mapping[str, set[str]]) -> tuple[str, ...]:
    """Return the source roots of every project in the repository, as manifests declare them, else its `src/`."""
    out: dict[str, None] = {}
    projects = dict.fromkeys(path[: path.rfind("/") + 1] for path in _projects(paths))
    for project in sorted({"": None, **projects}, key=_by_depth):
        said = [_clean(project + root) for root in _said(tree, project) if isinstance(root, str)]
        here = [root for root in said if root in folders]
        out |= dict.fromkeys(here or ([project + "src/"] if project + "src/" in folders else [project]))
        out |= dict.fromkeys(
            root for root in (_clean(project + each) for each in _tested(tree, project)) if root in folders
        )
    return tuple(out)


def _projects(paths: tuple[str, ...]) -> Iterator[str]:
    for name in ("pyproject.toml", "setup.cfg", "setup.py"):
        yield from manifests(paths, name)


def _said(tree: Tree, project: str) -> Iterator[Any]:
    tool = at(toml(tree, project + "pyproject.toml"), "tool")
    yield from _setuptools(at(tool, "setuptools"))
    yield from _hatch(at(tool, "hatch", "build"))
    for package in listed(at(tool, "poetry", "packages")):
        yield at(package, "from") or "."
    yield from listed(at(tool, "maturin", "python-source"))
    yield from listed(at(tool, "pdm", "build", "package-dir"))
    yield from listed(at(tool, "uv", "build-backend", "module-root"))
    for package in listed(at(tool, "scikit-build", "wheel", "packages")):
        yield _parent(package)
    yield from _config(tree.read(project + "setup.cfg").decode("utf-8", "replace"))


def _tested(tree: Tree, project: str) -> Iterator[str]:
    """Yield where pytest is told to find modules."""
    said = at(toml(tree, project + "pyproject.toml"), "tool", "pytest", "ini_options", "pythonpath")
    for place in listed(said.split() if isinstance(said, str) else said):
        yield str(place)


def _setuptools(data: Any) -> Iterator[Any]:
    yield from listed(at(data, "packages", "find", "where"))
    for package, folder in sorted(table(data, "package-dir").items()):
        if package == "":
            yield folder
        elif str(folder).rstrip("/").endswith(package.replace(".", "/")):
            yield str(folder).rstrip("/").removesuffix(package.replace(".", "/")) or "."


def _hatch(data: Any) -> Iterator[Any]:
    for target in (at(data, "targets", "wheel"), data):
        yield from listed(at(target, "sources")) + sorted(table(target, "sources"))
        for package in listed(at(target, "packages")):
            yield _parent(package)


def _config(text: str) -> Iterator[str]:
    """Read `package_dir` and `where` of a setup.cfg."""
    from configparser import ConfigParser, Error

    parser = ConfigParser(interpolation=None, strict=False)
    try:
        parser.read_string(text)
    except Error:
        return
    for line in parser.get("options", "package_dir", fallback="").splitlines():
        package, equals, folder = line.partition("=")
        if equals and not package.strip():
            yield folder.strip()
    yield from parser.get("options.packages.find", "where", fallback="").split()


def table(data: Any, *keys: str) -> dict[str, Any]:
    """Return the table under a path of keys, {} if there is none."""
    found = at(data, *keys)
    return found if isinstance(found, dict) else {}


def listed(value: Any) -> list[Any]:
    """Return a list as it is, a text as a list of one, anything else as none."""
    if isinstance(value, list):
        return value
    return [value] if isinstance(value, str) else []


def _parent(package: Any) -> str:
    return str(package).rstrip("/").rpartition("/")[0] or "."


def _clean(folder: str) -> str:
    """Return a folder with its slash, without `.` and `..`."""
    out: list[str] = []
    for part in folder.split("/"):
        if part == "..":
            out = out[:-1]
        elif part not in ("", "."):
            out.append(part)
    return "".join(part + "/" for part in out)


def _by_depth(path: str) -> tuple[int, str]:
    return path.count("/"), path
