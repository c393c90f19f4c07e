"""From a path as it is written to the file it means: exact, TypeScript's rewriting, suffixes, the folder's own file."""

from __future__ import annotations

from mneme_cli.languages.typescript.tables import OWN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.languages.typescript.tables import Tables
    from mneme_cli.model.tree import Tree

SUFFIXES = (".ts", ".tsx", ".d.ts", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".json", ".vue", ".svelte")
REWRITTEN = {
    ".js": (".ts", ".tsx", ".d.ts"),
    ".jsx": (".tsx", ".d.ts"),
    ".mjs": (".mts", ".d.mts"),
    ".cjs": (".cts", ".d.cts"),
    ".ts": (".d.ts",),
    ".tsx": (".d.ts",),
    ".mts": (".d.mts",),
    ".cts": (".d.cts",),
}
"""What a specifier that names the output of the compiler may mean, or a source of which only the types are left."""
_ENDS = (".d.ts", ".d.mts", ".d.cts", *SUFFIXES)


def probe(stem: str, tree: Tree, table: Tables) -> str:
    """Return the file that a path means, "" if there is none; a path that ends in a slash means a folder."""
    if not stem.endswith("/") and stem:
        hit = file(stem, tree)
        if hit:
            return hit
    return _folder(stem.rstrip("/"), tree, table)


def file(stem: str, tree: Tree) -> str:
    """Return the file of a path without looking into a folder."""
    if tree.has(stem):
        return stem
    at = stem.rfind(".", stem.rfind("/") + 1)
    for end in REWRITTEN.get(stem[at:], ()) if at >= 0 else ():
        if tree.has(stem[:at] + end):
            return stem[:at] + end
    return next((stem + end for end in SUFFIXES if tree.has(stem + end)), "")


def bare(path: str) -> str:
    """Return a path without the suffix of a source file, and without `/index`."""
    end = next((end for end in _ENDS if path.endswith(end)), "")
    stem = path.removesuffix(end)
    return stem.removesuffix("/index") if end else path


def _folder(folder: str, tree: Tree, table: Tables) -> str:
    """Return the main file of a folder: what its package.json says, else its index."""
    inside = f"{folder}/" if folder else ""
    for main in table.sets.get(OWN + inside, {}).get("", ()):
        hit = file(main, tree) or index(main.rstrip("/") + "/", tree)
        if hit:
            return hit
    return index(inside, tree)


def index(inside: str, tree: Tree) -> str:
    """Return the index file of a folder given with its slash, "" if it has none."""
    return next((f"{inside}index{end}" for end in SUFFIXES if tree.has(f"{inside}index{end}")), "")


def joined(folder: str, written: str) -> str | None:
    """Lay a relative path over a folder; None if it leads out of the repository."""
    parts = [part for part in folder.split("/") if part]
    for part in written.split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    whole = written.endswith("/") or written.rpartition("/")[2] in (".", "..")
    return "/".join(parts) + ("/" if whole and parts else "")
