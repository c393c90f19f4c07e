"""The layout on disk, beside the policy: a hook reads it only when it must resolve an import."""

from __future__ import annotations

from mneme_cli.model.layout import Layout
from mneme_cli.model.scan import dumps, loads

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def load(path: str) -> Layout | None:
    """Return the layout that lies at a path; None if there is none."""
    try:
        with open(path, "rb", 0) as file:
            return read(file.read().decode())
    except (OSError, ValueError):
        return None


def read(text: str) -> Layout:
    """Make a layout of its text.

    Raises:
        ValueError: the text is not one of ours.
    """
    fields: Any = loads(text)
    if not isinstance(fields, list) or len(fields) != len(Layout._fields):
        raise ValueError("not a layout")
    pairs: dict[str, Any] = {
        name: tuple(tuple(each) if isinstance(each, list) else each for each in value)
        for name, value in zip(Layout._fields[:-1], fields, strict=False)
    }
    return Layout(**pairs, digest=str(fields[-1]))


def sound(layout: Layout) -> bool:
    """Tell whether a layout is what its digest says."""
    return digest(layout) == layout.digest


def digest(layout: Layout) -> str:
    """Return the digest of everything that a layout says."""
    from mneme_cli.model.digest import sha256

    return sha256(repr(tuple(layout[:-1])).encode("utf-8", "surrogatepass"))


def write(layout: Layout) -> str:
    """Make the text of a layout: equal layouts, equal bytes."""
    return dumps(list(layout)) + "\n"
