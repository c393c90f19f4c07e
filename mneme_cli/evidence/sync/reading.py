"""Content keys of all files, and raw imports of those that are wanted: parsed once per content, in batches.

A batch that is done is stored, so a deadline never loses work.
"""

from __future__ import annotations

from mneme_cli.evidence.blobs import blob_id
from mneme_cli.evidence.workers import MUCH, spread
from mneme_cli.store.facts import pack

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from mneme_cli.evidence.sync.inputs import Inputs
    from mneme_cli.store.facts import Archive
    from mneme_cli.store.graph import Known

BATCH = 500


def keys(inputs: Inputs, known: Known | None, since: int) -> dict[str, str]:
    """Return path → content key of every file there is; since: when the known ones were written down (ns)."""
    out = {path: key for path, key in inputs.listing().items() if path not in inputs.dirty}
    for path, loose in inputs.dirty.items():
        if loose is None:
            continue
        said = known.loose.get(path) if known else None
        if known and said == (loose.changed, loose.size) and 0 < loose.changed < since:
            out[path] = known.keys[path]
        else:
            out[path] = blob_id(loose.read())
    return out


def raws(
    inputs: Inputs, at: dict[str, str], paths: Iterable[str], archive: Archive, progress: Callable[[int, int], None]
) -> Iterable[dict[str, bytes] | None]:
    """Yield None after every batch, so that the caller may give up, and at the end path → what it says, packed.

    The keys in `at` are corrected where a file turns out to hold other bytes than were announced.
    """
    kinds = {path: inputs.kind(path) for path in sorted(paths)}
    found = _stored(archive, kinds, at)
    missing = [path for path in kinds if path not in found]
    much = False
    for done in range(0, len(missing), BATCH):
        progress(done, len(missing))
        texts = _read(inputs, missing[done : done + BATCH])
        much = much or sum(len(text) for _, text in texts) * (len(missing) - done) // len(texts) > MUCH
        rows = spread(texts, lambda item: pack(inputs.extract(*item)), lambda item: len(item[1]), much=much)
        found |= {path: row for (path, _), row in zip(texts, rows, strict=True)}
        at |= {path: blob_id(text, len(at[path])) for path, text in texts}
        for kind in sorted({kinds[path] for path, _ in texts}):
            fresh = {at[path]: row for (path, _), row in zip(texts, rows, strict=True) if kinds[path] == kind}
            archive.write(kind, fresh)
        yield None
    progress(len(missing), len(missing))
    yield found


def _stored(archive: Archive, kinds: Mapping[str, str], at: Mapping[str, str]) -> dict[str, bytes]:
    out: dict[str, bytes] = {}
    for kind in sorted(set(kinds.values())):
        mine = [path for path in kinds if kinds[path] == kind]
        rows = archive.read(kind, (at[path] for path in mine))
        out |= {path: rows[at[path]] for path in mine if at[path] in rows}
    return out


def _read(inputs: Inputs, paths: list[str]) -> list[tuple[str, bytes]]:
    inputs.tree.prefetch(paths)  # a tree that asks git is asked once for the batch
    loose = {path: inputs.dirty.get(path) for path in paths}
    return [(path, inputs.tree.read(path) if (one := loose[path]) is None else one.read()) for path in paths]
