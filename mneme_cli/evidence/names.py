r"""Raw file names and the paths we show: git stores bytes, decisions are written in NFC, and the two must meet.

A path is the name in NFC with `/`. Bytes that are no UTF-8 are shown as `\xff`. A file is always opened by its raw
name; the pair is kept wherever a name came from git or from the disk.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def spell(raw: bytes) -> str:
    """Spell one raw name as a path."""
    if raw.isascii():
        return raw.decode("ascii")
    from unicodedata import normalize

    return normalize("NFC", raw.decode("utf-8", "backslashreplace"))


def pairs(raws: Iterable[bytes]) -> Mapping[str, bytes]:
    """Map paths to raw names; of two names that differ in normalisation only, the NFC one has the path.

    The other keeps its own spelling, so that no file hides another.
    """
    found: dict[str, bytes] = {}
    for raw in sorted(raws):
        path = spell(raw)
        if path in found and found[path] != raw:
            exact = path.encode("utf-8", "surrogateescape")
            loser = found[path] if raw == exact else raw
            found[path] = raw if raw == exact else found[path]
            found[loser.decode("utf-8", "backslashreplace")] = loser
        else:
            found[path] = raw
    return found


def spellings(path: str) -> tuple[bytes, ...]:
    r"""List the raw names a path may have on disk: as written, decomposed (old macOS disks), with `\xff` as a byte."""
    exact = path.encode("utf-8", "surrogateescape")
    if exact.isascii():
        return (exact, _bytes(exact)) if b"\\x" in exact else (exact,)
    from unicodedata import normalize

    loose = normalize("NFD", path).encode("utf-8", "surrogateescape")
    return tuple(dict.fromkeys((exact, loose, _bytes(exact), _bytes(loose))))


def _bytes(shown: bytes) -> bytes:
    """Undo what `spell` did to bytes that are no UTF-8."""
    first, *rest = shown.split(b"\\x")
    out = first
    for part in rest:
        high = len(part) > 1 and part[:1] in b"89abcdef" and part[1:2] in b"0123456789abcdef"
        out += bytes.fromhex(part[:2].decode("ascii")) + part[2:] if high else b"\\x" + part
    return out


def below(path: str, tops: Iterable[str]) -> bool:
    """Tell whether a path is one of the given ones or lies below one; "" is the root."""
    return any(not top or path == top or path.startswith(f"{top}/") for top in tops)


def tidy(path: str) -> str:
    """Take `.`, `..`, doubled and trailing slashes out of a path; a `..` above the start stays."""
    out: list[str] = []
    for part in path.split("/"):
        if part == ".." and out and out[-1] != "..":
            out.pop()
        elif part == ".." and path.startswith("/"):
            continue
        elif part not in ("", "."):
            out.append(part)
    return ("/" if path.startswith("/") else "") + "/".join(out)
