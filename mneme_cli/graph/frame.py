"""How a flat graph lies in its buffer: a head of eight numbers, seven arrays, the names, a stamp and notes."""

from __future__ import annotations

from zlib import crc32

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mmap import mmap

WIDTH = 0xFFFF
"""The widest mask."""
HEAD = 32
_MAGIC = 0x6D6E6701  # "mng" and the version of this layout; in another byte order it reads as another number


def arrays(nodes: int, edges: int) -> list[tuple[int, int]]:
    """List length and width of the arrays: starts and ends, both ways; places of names; masks, both ways."""
    rows = [(nodes + 1, 4), (edges, 4)]
    return [*rows, *rows, (nodes + 1, 4), (edges, 2), (edges, 2)]


def head(buf: bytes | mmap) -> list[int]:
    """Return magic, nodes, edges, bytes of names, of stamp and of notes, checksum.

    Raises:
        ValueError: the buffer is not a graph of this version, or not whole.
    """
    view = memoryview(buf)
    if len(view) < HEAD:
        raise ValueError("too short to be a graph")
    said = view[:HEAD].cast("I").tolist()
    if said[0] != _MAGIC:
        raise ValueError("not a graph of this version")
    if len(view) != HEAD + sum(count * width for count, width in arrays(said[1], said[2])) + sum(said[3:6]):
        raise ValueError("a graph of another length")
    if said[7] or said[6] != crc32(view[HEAD:], crc32(view[:24].tobytes() + bytes(8))):
        raise ValueError("a graph that is damaged")
    return said


def seal(nodes: int, edges: int, body: bytes, tail: tuple[bytes, bytes, bytes]) -> bytes:
    """Put a head before arrays (body) and texts (tail: names, stamp, notes)."""
    from array import array

    start = array("I", [_MAGIC, nodes, edges, *map(len, tail), 0, 0])
    whole = b"".join((body, *tail))
    start[6] = crc32(whole, crc32(start.tobytes()))
    return start.tobytes() + whole
