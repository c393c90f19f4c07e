"""The packet inside a file that people write too: between two marks, and not a byte outside of them is touched."""

from __future__ import annotations

from mneme_cli.errors import MnemeError
from mneme_cli.model.packet import Style

BEGIN, END = "<!-- mneme:begin -->", "<!-- mneme:end -->"
_OURS = "<!-- written by `mneme packet --write`: change the decisions, not this block -->"
_MARK = b"<!-- mneme:"
AGENTS = Style(before=f"{BEGIN}\n{_OURS}\n\n", after=f"\n{END}\n", depth=2, steady=True)


def kept(file: bytes, block: str, path: str) -> bytes:
    """Return a file with its block replaced, or with the block behind everything else if it has none.

    Raises:
        MnemeError: the marks are not one beginning and, below it, one end.
    """
    lines = file.splitlines(keepends=True)
    ours = _ending(block, file)
    marks = [(at, line.strip()) for at, line in enumerate(lines) if line.strip().startswith(_MARK)]
    if not marks:
        gap = b"" if not file else _end(file) if file.endswith((b"\n", b"\r")) else 2 * _end(file)
        return file + gap + ours
    if [mark for _, mark in marks] != [BEGIN.encode(), END.encode()]:
        raise _broken([at + 1 for at, _ in marks], path)
    first, last = (at for at, _ in marks)
    rest = lines[last][len(lines[last].rstrip(b"\r\n")) :]
    return b"".join(lines[:first]) + ours.rstrip(b"\r\n") + rest + b"".join(lines[last + 1 :])


def marked(file: bytes) -> bool:
    """Tell whether a file has our block."""
    return any(line.strip() == BEGIN.encode() for line in file.splitlines())


def whole(file: bytes, text: str) -> bytes:
    """Return a file that is ours alone, with the line ends that it has now."""
    return _ending(text, file)


def _ending(text: str, file: bytes) -> bytes:
    return text.encode().replace(b"\n", _end(file))


def _end(file: bytes) -> bytes:
    """Return the line end of a file: that of its first line; a lone CR at its end will be one with what follows."""
    first = file[: file.find(b"\n") + 1] or (file + b"\n" if file.endswith(b"\r") else b"")
    return b"\r\n" if first.endswith(b"\r\n") else b"\n"


def _broken(lines: list[int], path: str) -> MnemeError:
    where = ", ".join(map(str, lines))
    said = f"{path}: the marks of our block are broken (line{'s' * (len(lines) > 1)} {where}); nothing was written"
    return MnemeError(said, f"leave one line {BEGIN} and below it one line {END}, or take all of them out")
