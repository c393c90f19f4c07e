"""Which bytes an import of a file must contain."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.model.layout import Layout


def token(path: str) -> bytes:
    """Return the file's name up to its first dot, or its folder's for `index`; b"" = any bytes may do."""
    folder, _, name = path.rpartition("/")
    stem = name.partition(".")[0] or name
    return (folder.rpartition("/")[2] if stem == "index" else stem).encode()


def names(path: str, layout: Layout) -> tuple[bytes, ...]:
    """Return what else an import of this file may say: the literal part of every alias that can mean it."""
    found = {
        name for language, name, folder, _ in layout.workspaces if language == "typescript" and path.startswith(folder)
    }
    for language, _, pattern, target in layout.aliases:
        if (
            language == "typescript"
            and pattern
            and target
            and path.startswith(target.partition("*")[0].rpartition("/")[0])
        ):
            found.add(pattern.partition("*")[0].rstrip("/") or pattern)
    return tuple(sorted(name.encode() for name in found if name not in ("", ".")))
