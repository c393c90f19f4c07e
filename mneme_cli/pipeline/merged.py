"""Shares of one check joined into one: only what belongs together, all of it, and each once."""

from __future__ import annotations

from mneme_cli import VERSION
from mneme_cli.errors import MnemeError
from mneme_cli.model.day import show
from mneme_cli.model.share import Stamp, join
from mneme_cli.pipeline.graphs import flat
from mneme_cli.pipeline.sources import without

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from mneme_cli.evidence.gather import Sources
    from mneme_cli.graph.flat import Graph
    from mneme_cli.pipeline.fresh import Law
    from mneme_cli.pipeline.sources import Ends
    from mneme_cli.store.share import Part

SUFFIX = ".facts"
_READERS = ("tree-sitter", "tree-sitter-python", "tree-sitter-javascript", "tree-sitter-typescript")


def apart(ends: Ends) -> Ends:
    """Return the tree without the files of facts that lie in it and are nobody's work: they are no part of it."""
    paths = [path for path in ends.after.list() if path.endswith(SUFFIX)]
    new = {change.path for change in ends.changed.local if change.op == "add"}
    named = [path for path in paths if path in new or not ends.repository.gitdir]
    return without(ends, named) if named else ends


def stamp(ends: Ends, law: Law, day: int) -> Stamp:
    """Say what the facts of a tree depend on."""
    from mneme_cli.pipeline.inputs import of_blobs

    return Stamp(
        engine=engine(), tree=of_blobs(ends.after), policy=law.policy.digest, layout=law.layout.digest, as_of=day
    )


def engine() -> str:
    """Return the versions of everything that turns bytes into facts."""
    from importlib.metadata import version
    from sys import version_info

    readers = " ".join(f"{name} {version(name)}" for name in _READERS)
    return f"mneme {VERSION} python {version_info[0]}.{version_info[1]} {readers}"


def merged(parts: Mapping[str, Part], sources: Sources, here: Stamp) -> Sources:
    """Let a check be fed by the facts in some files, by name.

    Raises:
        MnemeError: they do not belong together, or to this tree, or one is missing.
    """
    for name, part in parts.items():
        _fits(name, part, here)
    _all(parts)
    share = join(part.share for _, part in sorted(parts.items()))
    graph: list[Graph] = []

    def asked() -> Graph:
        if not graph:
            graph.append(flat(share.ends, share.whys))
        return graph[0]

    return sources._replace(share=share, graph=asked if share.ends else sources.graph, stored=lambda: bool(share.ends))


_ASK = {
    "engine": ("were gathered by another engine", "run every shard and the merge with one mneme, Python and grammars"),
    "tree": ("are of another tree", "check out what the shards were run on, without other changes, and merge there"),
    "policy": ("are of another policy", "judge by their day, with one mneme.yaml: --as-of"),
    "layout": ("are of another layout", "run every shard and the merge on one tree with one mneme.yaml"),
}


def _fits(name: str, part: Part, here: Stamp) -> None:
    for field, (said, fix) in _ASK.items():
        if getattr(part.stamp, field) != getattr(here, field):
            seen = {"engine": part.stamp.engine, "policy": f"that of {show(part.stamp.as_of)}"}
            more = f" ({seen[field]})" if field in seen else ""
            raise MnemeError(f"the facts in {name} {said}{more}", fix)


def _all(parts: Mapping[str, Part]) -> None:
    """See to it that every share is there, once."""
    counts = {part.of: name for name, part in sorted(parts.items())}
    if len(counts) > 1:
        (one, first), (other, second) = sorted(counts.items())[:2]
        said = f"{first} is one of {one} shards and {second} one of {other}"
        raise MnemeError(said, "merge the shards of one division: the same number behind the slash")
    of = next(iter(counts))
    seen: dict[int, str] = {}
    for name, part in parts.items():
        if part.number in seen:
            said = f"{seen[part.number]} and {name} are both shard {part.number} of {of}"
            raise MnemeError(said, "name each shard once")
        seen[part.number] = name
    missing = [number for number in range(1, of + 1) if number not in seen]
    if missing:
        word = "shard" if len(missing) == 1 else "shards"
        said = f"{word} {', '.join(map(str, missing))} of {of} {'is' if len(missing) == 1 else 'are'} missing"
        fix = f"mneme check --all --shard {missing[0]}/{of} --output shard-{missing[0]}{SUFFIX}, then merge all of them"
        raise MnemeError(said, fix)
