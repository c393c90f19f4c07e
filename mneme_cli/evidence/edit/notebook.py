"""A Jupyter notebook after the edit of one cell, written as the clients write it: keys in order, indented by one."""

from __future__ import annotations

from mneme_cli.model.scan import loads, quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from mneme_cli.model.event import Edit

_EMPTY: dict[str, Any] = {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def edited(edit: Edit, text: bytes) -> tuple[bytes, bool]:
    """Return the notebook with a cell replaced, inserted behind another (first, if none is named) or deleted.

    A cell that cannot be found is appended, so that it is judged.
    """
    book = _book(text)
    sure = book is not None and bool(text)
    book = book if book is not None else _EMPTY
    cells = list(book["cells"])
    at = _at(cells, edit.old)
    if edit.mode == "insert" and not edit.old:
        cells.insert(0, _new(edit))
    elif at == len(cells):
        sure = sure and edit.mode != "delete" and edit.old == f"cell-{at}"  # as clients append: one behind the last
        cells += [_new(edit)] * (edit.mode != "delete")
    elif edit.mode == "delete":
        del cells[at]
    elif edit.mode == "insert":
        cells.insert(at + 1, _new(edit))
    else:
        cells[at] = _changed(cells[at], edit)
    return "".join(_written({**book, "cells": cells}, "\n")).encode("utf-8", "surrogatepass") + b"\n", sure


def _book(text: bytes) -> dict[str, Any] | None:
    """Read a notebook, None if it is none: its cells must be there."""
    try:
        book = loads(text.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    whole = isinstance(book, dict) and isinstance(book.get("cells"), list)
    return book if whole and all(isinstance(cell, dict) for cell in book["cells"]) else None


def _at(cells: list[Any], name: str) -> int:
    """Return the place of a cell by its id, else by its number; the length if it is not there."""
    for at, cell in enumerate(cells):
        if cell.get("id") == name and name:
            return at
    number = name.removeprefix("cell-")
    at = int(number) if number.isascii() and number.isdigit() and len(number) < 9 else len(cells)
    return min(at, len(cells))


def _new(edit: Edit) -> dict[str, Any]:
    kind = edit.kind or "code"
    return {"cell_type": kind, "metadata": {}, **_fresh(kind), "source": edit.text}


def _changed(cell: dict[str, Any], edit: Edit) -> dict[str, Any]:
    kind = edit.kind or cell.get("cell_type", "code")
    kept = {key: value for key, value in cell.items() if key not in ("execution_count", "outputs")}
    return {**kept, "cell_type": kind, **_fresh(kind), "source": edit.text}


def _fresh(kind: str) -> dict[str, Any]:
    """Return what a cell of code has before it is run."""
    return {"execution_count": None, "outputs": []} if kind == "code" else {}


def _written(value: Any, end: str) -> Iterator[str]:
    """Yield JSON with every item on a line of its own; end: the line feed and the indentation of the value."""
    inner = end + " "
    if isinstance(value, dict) and value:
        for count, key in enumerate(value):
            yield ("," if count else "{") + inner + _said(key) + ": "
            yield from _written(value[key], inner)
        yield end + "}"
    elif isinstance(value, list) and value:
        for count, item in enumerate(value):
            yield ("," if count else "[") + inner
            yield from _written(item, inner)
        yield end + "]"
    else:
        yield _said(value)


def _said(value: Any) -> str:
    """Write what holds nothing else."""
    if isinstance(value, str):
        return _unescaped(value)
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return repr(value) if isinstance(value, int | float) else "[]" if isinstance(value, list) else "{}"


def _unescaped(text: str) -> str:
    """Write a string with the letters of every language as they are, which clients do, too."""
    if text.isascii():
        return quoted(text)
    from _json import encode_basestring

    return encode_basestring(text)
