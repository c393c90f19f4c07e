"""A language of one line: `need a.b [mask]`, over files `*.toy`, in a tree that is a folder of git or a dict."""

from __future__ import annotations

from zlib import crc32

from mneme_cli.evidence.blobs import blob_id
from mneme_cli.evidence.sync import Inputs, Loose, Stamp, stamp, sync
from mneme_cli.graph.flat import Graph, flatten
from mneme_cli.model.fact import Edge, Import
from mneme_cli.model.tree import Texts
from mneme_cli.store.facts import Archive, Raw


def kind(path: str) -> str:
    return "toy/1" if path.endswith(".toy") else ""


def extract(path: str, data: bytes) -> Raw:
    rows, why, line = [], "", 0
    for at, text in enumerate(data.decode("utf-8", "replace").split("\n"), 1):
        words = text.split()
        if words[:1] == ["need"] and len(words) > 1:
            rows.append(Import(at, 1, words[1], (), int(words[2]) if len(words) > 2 else 1))
        elif words:
            why, line = "not toy", at
    return Raw(tuple(rows), why, line)


def resolve(path: str, found: Import, tree) -> tuple[Edge, ...]:
    """File, or what a file `*.as` says it is, or folder, or the only file below a prefix, or somebody else's."""
    stem = found.written.replace(".", "/")
    target = ""
    if tree.has(f"{stem}.toy"):
        target = f"{stem}.toy"
    elif tree.has(f"{stem}.as"):
        target = tree.read(f"{stem}.as").decode()
    elif tree.folder(stem):
        target = f"{stem}/"
    elif stem.startswith("any") and (met := list(tree.list(stem[3:]))):
        target = met[0]
    elif stem.startswith("my"):
        target = "?"
    edge = Edge(path, target or f"pkg:toy/{found.written}", found.written, found.line, 1, found.kinds)
    return edge, edge._replace(target="never", via="barrel.toy")


def truth(texts: dict[str, bytes]) -> bytes:
    """The graph made without any store, stamp left empty."""
    tree, edges, files = Texts(texts), set(), []
    for path, data in texts.items():
        if not kind(path):
            continue
        files.append(path)
        for one in extract(path, data).imports:
            edge = resolve(path, one, tree)[0]
            edges.add((path, f"?{edge.name}" if edge.target == "?" else edge.target, edge.kinds))
    return flatten(edges, files)


def same(graph: Graph, texts: dict[str, bytes]) -> bool:
    """Whether a graph says what the truth says, node by node."""
    return told(graph) == told(Graph(truth(texts)))


def told(graph: Graph):
    names = [graph.name(node) for node in range(graph.nodes)]
    return {
        name: [(names[end], mask) for end, mask in zip(graph.next(at), graph.masks(at), strict=True)]
        for at, name in enumerate(names)
    }


class World:
    """A tree in memory, part of which git knows."""

    def __init__(self, folder, texts=None) -> None:
        self.path, self.facts = str(folder / "graph"), str(folder / "facts")
        self.texts: dict[str, bytes] = dict(texts or {})
        self.staged: dict[str, bytes] = dict(self.texts)
        self.digest, self.extracted, self.asked, self.clock, self.said = "d", [], 0, 0, []
        self.times: dict[str, int] = {}
        self.resolved: list[str] = []

    def inputs(self) -> Inputs:
        dirty = {}
        for path in self.texts.keys() | self.staged.keys():
            if path not in self.texts:
                dirty[path] = None
            elif self.texts[path] != self.staged.get(path):
                dirty[path] = Loose(
                    lambda path=path: self.texts[path],
                    self.times.get(path, crc32(self.texts[path]) + 1),
                    len(self.texts[path]),
                )
        index = blob_id(repr(sorted(self.staged.items())).encode())
        return Inputs(
            stamp=Stamp(
                stamp("", dirty, self.digest).text + index, max([0, *(one.changed for one in dirty.values() if one)])
            ),
            listing=self.listing,
            dirty=dirty,
            tree=Texts(self.texts),
            kind=kind,
            extract=self.extract,
            resolve=self.resolve,
            digest=self.digest,
        )

    def listing(self) -> dict[str, str]:
        self.asked += 1
        return {path: blob_id(data) for path, data in self.staged.items()}

    def extract(self, path: str, data: bytes) -> Raw:
        self.extracted.append(path)
        return extract(path, data)

    def resolve(self, path: str, found: Import, tree) -> tuple[Edge, ...]:
        if path not in self.resolved:
            self.resolved.append(path)
        return resolve(path, found, tree)

    def sync(self, **more):
        self.extracted.clear()
        self.resolved.clear()
        archive = Archive(self.facts, self.said.append)
        try:
            return sync(self.inputs(), self.path, archive, **more)
        finally:
            archive.close()
