"""Raw imports → edges: what a specifier means, pure over the set of files and the layout.

The order is the compiler's: built in, relative, `#imports`, `paths` and `baseUrl` of the nearest tsconfig, packages of
this repository under their names, and at last somebody else's package.
"""

from __future__ import annotations

from mneme_cli.languages.typescript.patterns import matching
from mneme_cli.languages.typescript.probe import bare, file, joined, probe
from mneme_cli.languages.typescript.std import target as built_in
from mneme_cli.languages.typescript.tables import BASE_URL, INTERNAL, OWN, tables
from mneme_cli.model.fact import RUNTIME, TEST, TYPE, UNRESOLVED, Edge

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.languages.typescript.tables import Tables
    from mneme_cli.model.fact import Import
    from mneme_cli.model.layout import Layout
    from mneme_cli.model.tree import Tree

_DECLARATIONS = (".d.ts", ".d.mts", ".d.cts")


def resolve(path: str, found: Import, tree: Tree, layout: Layout) -> tuple[Edge, ...]:
    """Return one edge for each name asked for, all to the file or package that the specifier means."""
    table = tables(layout)
    target, module, spelled = meant(path, found.written, tree, table)
    kinds = found.kinds | (TEST if table.test(path) else 0)
    if path.endswith(_DECLARATIONS):  # nothing of a declaration file is run
        kinds = kinds & ~RUNTIME | TYPE
    out = []
    for name in found.names or ("",):
        member = "" if name == "*" else name
        asked = f"{module}.{member}" if member else module
        place = (path, target, asked, found.line, found.column, kinds)
        out.append(Edge(*place, written=found.written, member=member, spelled=spelled))
    return tuple(out)


def absolute(path: str, name: str, tree: Tree, layout: Layout) -> str:
    """Make a name whole that `uses` left as a specifier, NUL, and what hangs from it."""
    written, mark, rest = name.partition("\0")
    if not mark:
        return name
    _, module, _ = meant(path, written, tree, tables(layout))
    return ".".join(filter(None, (module, rest)))


def meant(path: str, written: str, tree: Tree, table: Tables) -> tuple[str, str, str]:
    """Return the target of a specifier, its name as others may write it (without suffix), and how it is spelled."""
    said = written.rpartition("!")[2]
    hit, spelled = _target(path, said, tree, table)
    if (not hit or hit == UNRESOLVED) and ("?" in said or ("#" in said and said[0] != "#")):
        hit, spelled = _target(path, said.partition("?")[0].partition("#")[0] or said, tree, table)
    if hit.startswith(("std:", "pkg:")):
        return hit, hit[4:].partition("/")[2], spelled
    if hit and hit != UNRESOLVED:
        return hit, bare(hit), spelled
    if hit:
        near = joined(path.rpartition("/")[0], said) if said.startswith(".") else ""
        return hit, near or said, spelled
    return (*_outside(said.partition("?")[0]), spelled)


def _outside(written: str) -> tuple[str, str]:
    scheme, colon, rest = written.partition(":")
    if colon and scheme in ("http", "https", "data", "file"):
        return f"pkg:generic/{written}", written
    if colon and scheme in ("npm", "jsr"):
        name = rest.lstrip("/")
        at = name.find("@", 1)
        name = name if at < 0 else name[:at] + (name[name.find("/", at) :] if "/" in name[at:] else "")
        return f"pkg:{scheme}/{name}", name
    return f"pkg:npm/{written.rstrip('/')}", written.rstrip("/")


def _target(path: str, written: str, tree: Tree, table: Tables) -> tuple[str, str]:
    """Return a path, `std:…`, `?` for what is ours and not there, "" for somebody else's package; and the spelling."""
    if written.startswith((".", "/")) and not written.startswith("..."):
        return _by_path(path, written, tree, table), ""
    found = built_in(written)
    if found:
        return found, ""
    if written.startswith("#"):
        return _internal(path, written, tree, table), "alias"
    hit, spelled = _by_config(path, written, tree, table)
    if hit:
        return hit, spelled
    hit = _by_package(path, written, tree, table)
    if hit or _name(written) in table.declared:
        return hit, ""
    if "/" in written and (found := probe(written, tree, table)):
        return found, "base_url"  # as bundlers read it: nobody declares such a package, and the file is there
    return (UNRESOLVED, spelled) if spelled else ("", "")


def _by_path(path: str, written: str, tree: Tree, table: Tables) -> str:
    folder = path.rpartition("/")[0]
    if written.startswith("/"):  # of the server's root: the package's folder, its public files, the repository
        places = [*_packages(path, tree), ""]
        stems = [place + inner + written.strip("/") for place in places for inner in ("", "public/", "static/")]
        return next((hit for stem in stems if stem and (hit := probe(stem, tree, table))), UNRESOLVED)
    stem = joined(folder, written)
    return (probe(stem, tree, table) if stem is not None else "") or UNRESOLVED


def _packages(path: str, tree: Tree) -> list[str]:
    """Return the folders around a file that have a manifest, nearest first."""
    ends = [at + 1 for at, char in enumerate(path) if char == "/"]
    return [path[:end] for end in (*reversed(ends), 0) if tree.has(path[:end] + "package.json")]


def _internal(path: str, written: str, tree: Tree, table: Tables) -> str:
    """Follow the `imports` of the nearest package.json; tsconfig paths may begin with `#` as well."""
    folder = next(iter(_packages(path, tree)), "")
    for target in matching(table.sets.get(INTERNAL + folder, {}), written):
        if target.startswith(":"):
            return _target(path, target[1:], tree, table)[0] or _outside(target[1:])[0]
        hit = probe(target, tree, table)
        if hit:
            return hit
    return _by_config(path, written, tree, table)[0] or UNRESOLVED


def _by_config(path: str, written: str, tree: Tree, table: Tables) -> tuple[str, str]:
    """Return what the tsconfig's aliases mean, and by what; ("", alias) = one other than `*` claims the name."""
    entries = table.sets.get(table.config(path), {})
    if not entries:
        return "", ""
    targets = matching(entries, written)
    for target in targets:
        hit = probe(target, tree, table)
        if hit:
            return hit, "alias"
    for base in entries.get(BASE_URL, ()):
        hit = probe(base + written, tree, table)
        if hit:
            return hit, "base_url"
    return "", "alias" if targets and targets != matching({"*": entries.get("*", [])}, written) else ""


def _by_package(path: str, written: str, tree: Tree, table: Tables) -> str:
    """Follow the name of a package of ours to its source; "" if the package is none of ours."""
    name = _name(written)
    folder = table.package(path, name)
    if folder is None:
        return ""
    entries = table.sets.get(OWN + folder, {})
    rest = written[len(name) :].strip("/")
    said = matching(entries, f"./{rest}" if rest else ".")
    if any(entries) and not any(said):  # its `exports` leave this out
        return UNRESOLVED
    if not rest:
        mains = (*said, *entries.get("", ()))
        return _first(mains, tree, table) or probe(f"{folder}src/", tree, table) or probe(folder, tree, table) or "?"
    return _first((*said, folder + rest, f"{folder}src/{rest}"), tree, table) or UNRESOLVED


def _first(targets: tuple[str, ...], tree: Tree, table: Tables) -> str:
    return next((hit for target in targets if (hit := file(target, tree) or probe(target + "/", tree, table))), "")


def _name(written: str) -> str:
    """Return the package that a specifier names."""
    parts = written.split("/", 2)
    return "/".join(parts[:2]) if written.startswith("@") else parts[0]
