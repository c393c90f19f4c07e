"""What is taken of a commit: the decisions of a pack and its mneme.yaml, as data, in bounds, under honest names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.decisions import documents
from mneme_cli.decisions.ground import CONFIG
from mneme_cli.errors import MnemeError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Row = tuple[str, str, int]
    """Mode, blob id, size."""

FILES, BYTES = 2_000, 8_000_000
"""More than any organisation has decided, in files and in bytes."""
_ODD = ("", ".", "..")


def taken(name: str, listed: bytes, read: Callable[[str], bytes]) -> dict[str, bytes]:
    """Return the data files of a pack: path → content. listed: by `ls-tree -r -z -l`.  read: a blob by its id.

    Raises:
        MnemeError: there is none, there is too much, or one of them is no plain file with a plain path.
    """
    rows = _rows(listed)
    config = rows.get(CONFIG)
    found = {CONFIG: config} if config else {}
    _plain(name, found)
    found |= _decisions(rows, _folders(read(config[1]) if config else None))
    if not found.keys() - {CONFIG}:
        fix = "name a commit that has docs/decisions/*.yaml, or a mneme.yaml whose `decisions` says where they are"
        raise MnemeError(f"the pack {name} holds no decisions", fix)
    _plain(name, found)
    return {path: read(found[path][1]) for path in sorted(found)}


def _rows(listed: bytes) -> dict[str, Row]:
    out = {}
    for row in listed.split(b"\0")[:-1]:
        head, _, raw = row.partition(b"\t")
        mode, _, oid, size = head.decode("ascii").split()
        try:
            out[raw.decode("utf-8")] = (mode, oid, int(size) if size.isdecimal() else 0)
        except UnicodeDecodeError:
            continue  # a decision's name is UTF-8; what else lies there is not taken
    return out


def _folders(config: bytes | None) -> tuple[str, ...]:
    """Return where the pack's decisions are, () if its mneme.yaml does not say."""
    settings, _ = documents.settings(CONFIG, config)
    return settings.decisions if any(key.partition(".")[0] == "decisions" for key in settings.places) else ()


def _decisions(rows: Mapping[str, Row], folders: tuple[str, ...]) -> dict[str, Row]:
    """Return the decisions in the folders that the pack names; by default in the usual one, else at its top."""
    yaml = {path: row for path, row in rows.items() if path.endswith(documents.SUFFIXES) and path != CONFIG}
    top = {path: row for path, row in yaml.items() if "/" not in path and not path.startswith(".")}
    places = tuple(f"{folder.strip('/')}/" for folder in folders or ("docs/decisions",))
    found = {path: row for path, row in yaml.items() if path.startswith(places)}
    return found if found or (folders and "./" not in places) else top


def _plain(name: str, found: Mapping[str, Row]) -> None:
    """Refuse what is more than data.

    Raises:
        MnemeError: there is a link, a path that leads elsewhere, two that some disks take for one, or too much.
    """
    fix = "have whoever keeps the pack mend it, or take an older commit"
    for path, (mode, _, _) in found.items():
        if mode not in ("100644", "100755"):
            raise MnemeError(f"{path} of the pack {name} is no plain file but a link", fix)
        parts = path.split("/")
        if any(part in _ODD or part.casefold() == ".git" for part in parts) or not _honest(path):
            raise MnemeError(f"{path!r} of the pack {name} is no path that can be written anywhere", fix)
    if len({path.casefold() for path in found}) < len(found):
        raise MnemeError(f"two files of the pack {name} differ in case alone", fix)
    size = sum(row[2] for row in found.values())
    if len(found) > FILES or size > BYTES:
        said = f"the pack {name} has {len(found)} files and {size / 1e6:.1f} MB"
        raise MnemeError(f"{said}; {FILES} files and {BYTES / 1e6:.0f} MB are the most", fix)


def _honest(path: str) -> bool:
    return path.isprintable() and not set(path) & set('\\:*?"<>|')
