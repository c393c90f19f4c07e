"""Where TypeScript code lies and under which names it is imported: from tsconfig, package.json and workspace files.

Compile side: one pass over the listing, and every manifest read once; a hook reads the result beside the policy.
"""

from __future__ import annotations

from mneme_cli.languages.typescript import manifest
from mneme_cli.languages.typescript.asked import meant, renamed
from mneme_cli.languages.typescript.faults import faults, torn
from mneme_cli.languages.typescript.probe import file
from mneme_cli.languages.typescript.tables import BASE_URL, INSTALLED, INTERNAL, LANGUAGE, OWN
from mneme_cli.languages.typescript.tsconfig import NAMES, Configs
from mneme_cli.model.jsonc import read
from mneme_cli.model.layout import Layout

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mneme_cli.model.tree import Tree

TESTS = (
    *("**/__tests__/**", "**/__mocks__/**", "**/*.test.*", "**/*.spec.*", "**/*.cy.*", "**/*.e2e.*"),
    *("**/*.test-d.*", "test/**", "tests/**", "**/test/**", "**/tests/**", "e2e/**"),
)
_SUFFIXES = (".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".vue", ".svelte")


def layout(tree: Tree) -> Layout:
    """Return the TypeScript part of the layout, nothing if the tree holds no such file."""
    paths = [path for path in tree.list() if "node_modules/" not in path]
    if not any(path.endswith(_SUFFIXES) for path in paths):
        return Layout()
    return _Maker(tree, paths).layout()


class _Maker:
    """One tree on its way to a layout."""

    def __init__(self, tree: Tree, paths: list[str]) -> None:
        self.tree, self.paths = tree, paths
        names = [path for path in paths if path.endswith("package.json") and _name(path) == "package.json"]
        self.packages = {path[:-12]: read(tree.read(path)) for path in names}
        self.workspaces = tuple(sorted(self._workspaces()))
        self.configs = Configs(tree, self._config_of_package)

    def layout(self) -> Layout:
        """Put everything together."""
        sets: dict[str, tuple[tuple[str, str], ...]] = {}
        scopes, outs = self._scopes(sets)
        for folder, package in sorted(self.packages.items()):
            built = (*outs.get(folder, ("", "")), self.configs.conditions)
            sets[OWN + folder] = tuple(dict.fromkeys(manifest.exports(folder, package, *built)))
            sets[INTERNAL + folder] = tuple(dict.fromkeys(manifest.internals(folder, package, *built)))
        aliases = tuple((LANGUAGE, name, *pair) for name in sorted(sets) for pair in sets[name])
        names = meant(self.tree, self._manifests())
        return Layout(
            roots=tuple((LANGUAGE, root) for root in self._roots(sets)),
            scopes=tuple(scopes),
            aliases=aliases,
            workspaces=self.workspaces,
            declared=tuple(("npm", name) for name in sorted(names)),
            inputs=self._inputs(),
            broken=(*faults(self.configs), *torn(self.tree, self.packages)),
            tests=TESTS,
            renamed=renamed(names),
        )

    def _scopes(
        self, sets: dict[str, tuple[tuple[str, str], ...]]
    ) -> tuple[list[tuple[str, str, str, str, str]], dict[str, tuple[str, str]]]:
        """Return which alias set holds where, innermost folder first, and (output, sources) of every project."""
        scopes, outs, known = [], dict[str, tuple[str, str]](), dict[tuple[tuple[str, str], ...], str]()
        for path in sorted(self._tsconfigs(), key=_by_depth):
            for config in self.configs.around(path):
                name = known.setdefault(config.aliases, config.path)
                sets[name] = config.aliases
                scopes.append((LANGUAGE, config.folder, "\n".join(config.inside), "\n".join(config.outside), name))
                if config.out:
                    outs.setdefault(config.folder, (config.out, config.root))
        return scopes, outs

    def _tsconfigs(self) -> list[str]:
        """Return the configuration of every folder that has one, tsconfig before jsconfig."""
        out: dict[str, str] = {}
        for name in reversed(NAMES):
            out |= {path[: -len(name)]: path for path in self.paths if path.endswith(name) and _name(path) == name}
        return [*out.values()]

    def _workspaces(self) -> set[tuple[str, str, str, str]]:
        """Return which package is seen under which name from where: members of a workspace, links, and itself."""
        out: set[tuple[str, str, str, str]] = set()
        for folder, package in self.packages.items():
            name = package.get("name")
            if isinstance(name, str) and name:
                out.add((LANGUAGE, name, folder, folder))
            for linked, place in manifest.linked(folder, package):
                out |= {(LANGUAGE, linked, place, folder)} if place in self.packages else set()
        for folder, package in self.packages.items():
            globs = manifest.members(self.tree, folder, package)
            inner = [each for each in self.packages if globs and each.startswith(folder)]
            taken = {each for each in inner if each == folder or manifest.belongs(each[len(folder) : -1], globs)}
            named = {name: each for each in sorted(taken) if isinstance(name := self.packages[each].get("name"), str)}
            out |= {(LANGUAGE, name, each, folder) for name, each in named.items() if name}
            out |= {row for each in inner for row in self._installed(each, named, member=each in taken)}
            out |= {row for each in taken for row in self._aliased(each, named)}
        return out

    def _installed(self, folder: str, named: Mapping[str, str], *, member: bool) -> Iterator[tuple[str, str, str, str]]:
        """Yield the names under which a folder has a published package installed, although one of ours has the name.

        Who is no member of the workspace installs for itself; a member is given ours if the version is what it asks.
        """
        for name, asked in manifest.wanted(self.packages[folder]).items():
            own = self.packages[named[name]].get("version") if name in named else None
            if name in named and manifest.published(asked, own if member else None):
                yield LANGUAGE, name, f"{folder}{INSTALLED}{name}/", folder

    def _aliased(self, folder: str, named: Mapping[str, str]) -> Iterator[tuple[str, str, str, str]]:
        """Yield the members of a workspace that a member has under names of its own."""
        for name, asked in manifest.wanted(self.packages[folder]).items():
            if place := named.get(manifest.other_name(asked)):
                yield LANGUAGE, name, place, folder

    def _config_of_package(self, said: str) -> str:
        """Return the file of this tree that `extends: "@acme/tsconfig/base"` means, "" if there is none."""
        parts = said.split("/")
        size = 2 if said.startswith("@") else 1
        name, rest = "/".join(parts[:size]), "/".join(parts[size:])
        for _, known, folder, _ in self.workspaces:
            if known == name and INSTALLED not in folder:
                stem = folder + (rest or "tsconfig.json")
                return next(
                    (each for each in (stem, f"{stem}.json", f"{stem}/tsconfig.json") if self.tree.has(each)), ""
                )
        return ""

    def _roots(self, sets: Mapping[str, tuple[tuple[str, str], ...]]) -> tuple[str, ...]:
        """Return the folders and files that an import may mean without writing their names."""
        out = {""}
        for name, pairs in sets.items():
            for pattern, target in pairs:
                folder, star, _ = target.partition("*")
                if pattern == BASE_URL and not name.startswith(OWN):
                    out.add(target)
                elif not target:
                    continue
                elif star:
                    out.add(folder[: folder.rfind("/") + 1])
                else:
                    out |= _lead(target, self.tree)
        ours = {folder for _, _, folder, _ in self.workspaces if INSTALLED not in folder}
        return tuple(sorted({*out, *ours}))

    def _manifests(self) -> list[str]:
        return [f"{folder}package.json" for folder in sorted(self.packages)]

    def _inputs(self) -> tuple[str, ...]:
        """Return the manifests that were read; a folder that has one may get another."""
        beside = [f"{folder}{name}" for folder in self.packages for name in ("pnpm-workspace.yaml", "lerna.json")]
        there = [path for path in beside if self.tree.has(path)]
        return tuple(sorted({*there, *self.configs.seen, *self._manifests()}))


def _lead(target: str, tree: Tree) -> set[str]:
    """Return the file that a target without a star means, and its folder if it stands for that."""
    hit = file(target, tree)
    stem = _name(hit).partition(".")[0]
    folder = hit[: hit.rfind("/") + 1]
    return {folder, hit} if stem == "index" else {hit} if hit else {target.rstrip("/") + "/"}


def _name(path: str) -> str:
    return path[path.rfind("/") + 1 :]


def _by_depth(path: str) -> tuple[int, str]:
    return -path.count("/"), path
