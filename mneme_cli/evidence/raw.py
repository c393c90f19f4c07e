"""The rows of `git diff --raw -z` as changes: what is a file, what is only said, what cannot be looked at."""

from __future__ import annotations

from mneme_cli.evidence.names import pairs
from mneme_cli.model.fact import Blob, Change, Skipped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import NamedTuple
else:
    from mneme_cli.model.noun import NamedTuple

LINK, MODULE = "120000", "160000"
SAID = {LINK: "symbolic link, not followed", MODULE: "submodule, judged in its own repository"}
CONFLICT = "merge conflict: resolve it and `git add` the file"


class Row(NamedTuple):
    """One row as git says it. status: A | C | D | M | R | T | U, without its score."""

    modes: tuple[str, str]
    oids: tuple[str, str]
    status: str
    raw: bytes


class Rows(NamedTuple):
    """Rows made ours; every sequence sorted by path."""

    changes: tuple[Change, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    noted: tuple[Skipped, ...] = ()


def read(said: bytes) -> tuple[Row, ...]:
    """Split what git said (renames off, so one name a row)."""
    parts = said.split(b"\0")
    return tuple(_row(head, raw) for head, raw in zip(parts[:-1:2], parts[1::2], strict=False))


def changes(rows: Iterable[Row]) -> Rows:
    """Make changes of rows; the after side of a path in conflict lies in the work tree."""
    given = tuple(rows)
    names = {raw: path for path, raw in pairs(row.raw for row in given).items()}
    torn = {row.raw for row in given if row.status == "U"}
    found = [_change(row, names[row.raw], torn=row.raw in torn) for row in given]
    single = {change.path: change for change in found if change.op}
    noted = {names[row.raw]: SAID[row.modes[1]] for row in given if row.modes[1] in SAID}
    return Rows(
        changes=tuple(single[path] for path in sorted(single)),
        skipped=tuple(Skipped(path=path, why=CONFLICT) for path in sorted(names[raw] for raw in torn)),
        noted=tuple(Skipped(path=path, why=noted[path]) for path in sorted(noted)),
    )


def op(before: Blob, after: Blob) -> str:
    """Name what happens between two sides; "" = nothing, or no file on either."""
    if not (before.there() and after.there()):
        return "add" if after.there() else "delete" if before.there() else ""
    if before.oid == after.oid:
        return "" if before.mode == after.mode else "mode"
    return "edit"


def side(mode: str, oid: str, *, work: bool = False) -> Blob:
    """Make one side: only a regular file is there; an id of zeros is an id not known."""
    if not mode.startswith("100"):
        return Blob()
    return Blob(oid=oid if oid.strip("0") else "", mode=mode, work=work)


def _row(head: bytes, raw: bytes) -> Row:
    one, other, before, after, status = head.decode("ascii").removeprefix(":").split(" ")
    return Row(modes=(one, other), oids=(before, after), status=status[:1], raw=raw)


def _change(row: Row, path: str, *, torn: bool) -> Change:
    before = side(row.modes[0], row.oids[0])
    mended = row.modes[0] if row.modes[0].startswith("100") else "100644"
    after = Blob(mode=mended, work=True) if torn else side(row.modes[1], row.oids[1])
    return Change(path=path, op=op(before, after), before=before, after=after)
