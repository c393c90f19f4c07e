"""Programs that write, move or delete the files that their words name."""

from __future__ import annotations

from mneme_cli.evidence.edit.shell.options import options
from mneme_cli.evidence.edit.shell.said import NOTHING, Said
from mneme_cli.model.event import Edit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mneme_cli.evidence.edit.shell.walk import Walk
    from mneme_cli.evidence.edit.shell.words import Word

    Run = Callable[[Walk, list[Word], Said | None], Said | None]


def _ends(walk: Walk, words: list[Word], into: Word | None, plain: bool = False) -> Iterator[tuple[str, str]]:
    """Yield (from, to) of each file that `cp a b`, `cp a b folder/` or `cp -t folder a b` means.

    plain: the target is no folder, even if it is one.
    """
    if into is None and len(words) < 2:
        return
    *sources, target = words if into is None else [*words, into]
    to = walk.path(target)
    if not to or target.globs:
        walk.opaque.append("a path that is computed")
        return
    inside = not plain and (into is not None or len(sources) > 1 or target.text.endswith("/") or walk.folder(to))
    for source in walk.paths(sources):
        end = f"{to}/{source.rpartition('/')[2]}" if inside else to
        for path in walk.below(source):
            yield path, end + path[len(source) :]


def _copied(walk: Walk, words: list[Word], _given: Said | None, valued: str = "tS") -> Said | None:
    said, names = options(words, valued, ("target-directory", "suffix"))
    for source, to in list(_ends(walk, names, said.get("t", said.get("target-directory")), "T" in said)):
        walk.put(to, walk.of(source))
    return NOTHING


def _installed(walk: Walk, words: list[Word], given: Said | None) -> Said | None:
    return NOTHING if any(each.text == "-d" for each in words) else _copied(walk, words, given, "tSmog")


def _synced(walk: Walk, words: list[Word], _given: Said | None) -> Said | None:
    """Copy as rsync does it: a folder with a slash behind it leaves its name; other machines' files are not ours."""
    _, names = options(words, "ef", ("exclude", "include", "rsh", "files-from"))
    if len(names) < 2 or any(":" in each.text.partition("/")[0] for each in names[:-1]):
        walk.opaque.append("rsync")
        return NOTHING
    for source in names[:-1]:
        plain = source.text.endswith("/")
        for path, to in list(_ends(walk, [source, names[-1]], None, plain)):
            walk.put(to, walk.of(path))
    return NOTHING


def moved(walk: Walk, words: list[Word], _given: Said | None) -> Said | None:
    """Move files: each goes in one place and comes in another."""
    said, names = options(words, "tS", ("target-directory", "suffix"))
    for source, to in list(_ends(walk, names, said.get("t", said.get("target-directory")), "T" in said)):
        if source == to:
            continue
        text = walk.of(source)
        walk.put(to, text)
        walk.note(Edit(path=source, how="delete"), None)
    return NOTHING


def removed(walk: Walk, words: list[Word], _given: Said | None) -> Said | None:
    """Delete files."""
    _, names = options(words)
    for path in walk.paths(names):
        for each in walk.below(path):
            walk.note(Edit(path=each, how="delete"), None)
    return NOTHING


def _touched(walk: Walk, words: list[Word], _given: Said | None) -> Said | None:
    _, names = options(words, "drt")
    for path in walk.paths(names):
        walk.put(path, NOTHING, more=True)
    return NOTHING


def _emptied(walk: Walk, words: list[Word], _given: Said | None) -> Said | None:
    said, names = options(words, "sr", ("size", "reference"))
    size = said.get("s", said.get("size"))
    for path in walk.paths(names):
        walk.put(path, NOTHING if size is not None and size.text == "0" else None)
    return NOTHING


def _linked(walk: Walk, words: list[Word], _given: Said | None) -> Said | None:
    """Put a link in the place of a file: whatever it leads to."""
    _, names = options(words, "tS")
    if len(names) > 1:
        to = walk.path(names[-1])
        inside = len(names) > 2 or (to and walk.folder(to))
        ends = [f"{to}/{each.text.rpartition('/')[2]}" for each in names[:-1]] if inside else [to]
        walk.unknown([names[-1]._replace(text=end) for end in ends if end])
    return NOTHING


def _copied_raw(walk: Walk, words: list[Word], _given: Said | None) -> Said | None:
    for each in words:
        if each.text.startswith("of="):
            walk.write(each._replace(text=each.text[3:]), None)
    return NOTHING


def _fetched(walk: Walk, words: list[Word], _given: Said | None) -> Said | None:
    """Save what comes from elsewhere: `curl -o f`, `curl -O url`, `wget -O f`, `wget url`."""
    said, names = options(words, "ouHdXAeTFxPUtw", ("output", "output-document", "header", "data"))
    to = said.get("o") or said.get("output") or said.get("output-document")
    if to is not None:
        walk.write(to, None)
    elif "O" in said:
        walk.unknown([_last(each) for each in names])
    return None if to is None else NOTHING


def _got(walk: Walk, words: list[Word], _given: Said | None) -> Said | None:
    said, names = options(words, "OoPUte", ("output-document", "directory-prefix", "header"))
    to = said.get("O", said.get("output-document"))
    folder = said.get("P", said.get("directory-prefix"))
    if to is not None and to.text != "-":
        walk.write(to, None)
    elif to is None:
        ahead = f"{folder.text}/" if folder else ""
        walk.unknown([_last(each, ahead) for each in names])
    return None


def _last(address: Word, ahead: str = "") -> Word:
    """Return the name under which a file from elsewhere is saved."""
    return address._replace(text=ahead + address.text.partition("?")[0].rpartition("/")[2], globs=False)


RUN: dict[str, Run] = {
    "cp": _copied,
    "gcp": _copied,
    "mv": moved,
    "rm": removed,
    "unlink": removed,
    "shred": removed,
    "install": _installed,
    "rsync": _synced,
    "ln": _linked,
    "touch": _touched,
    "truncate": _emptied,
    "dd": _copied_raw,
    "curl": _fetched,
    "wget": _got,
}
