"""What a policy is made of, by content: equal blobs under equal names are the same decisions, in any tree."""

from __future__ import annotations

from mneme_cli.model.entry import manifest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from mneme_cli.model.tree import Tree

_SETTINGS = (".json", ".jsonc", ".yaml", ".yml", ".toml", ".cfg")
"""How files end from which languages may read a layout."""


def concerns(inputs: Iterable[str], path: str) -> bool:
    """Tell whether a change of this path makes another policy; a folder with its slash stands for all below it."""
    return any(path == each or (each.endswith("/") and path.startswith(each)) for each in inputs)


def founding(path: str) -> bool:
    """Tell by its name whether a file may say where code lies or what a name means."""
    return bool(manifest(path)) or path.endswith(_SETTINGS)


def of_tree(tree: Tree, inputs: Iterable[str]) -> str:
    """Return a digest of the inputs as they lie in a tree."""
    from mneme_cli.evidence.blobs import blob_id

    paths = {path for each in inputs for path in (tree.list(each) if each.endswith("/") else (each,))}
    return _digest((path, blob_id(tree.read(path))) for path in paths if tree.has(path))


def of_index(root: str, inputs: Iterable[str]) -> str:
    """Return the same digest of what the index holds, without reading a blob."""
    from mneme_cli.evidence.names import spell
    from mneme_cli.evidence.plumbing import run

    places = [each.rstrip("/") for each in inputs]
    rows = run(root, "ls-files", "-s", "-z", "--", *places).split(b"\0")[:-1]
    pairs = [(row.partition(b"\t")[2], row.split(b" ", 2)[1]) for row in rows]
    return _digest((spell(path), oid.decode("ascii")) for path, oid in pairs)


def of_blobs(tree: Tree) -> str:
    """Return a digest of a whole tree: which files there are, and what is in them."""
    from mneme_cli.evidence.blobs import blob_id

    known = getattr(tree, "blob", None)  # where git lists the files, it knows most of their contents
    oids = ((path, known(path).oid if known else "") for path in tree.list())
    return _digest((path, oid or blob_id(tree.read(path))) for path, oid in oids)


def of_files(paths: Iterable[str]) -> str:
    """Return a digest of which files there are."""
    return _digest((path, "") for path in paths)


def _digest(pairs: Iterable[tuple[str, str]]) -> str:
    from mneme_cli.model.digest import sha256

    text = "\n".join(f"{oid} {path}" for path, oid in sorted(pairs))
    return sha256(text.encode("utf-8", "surrogatepass"))
