"""Facts in a file, for another machine: plain lines of JSON under a header that says what they depend on.

The header counts and digests the rest, so a file that was cut short or changed on its way is noticed. Nothing of it is
run, and what has not the form that is written here is not read.
"""

from __future__ import annotations

from mneme_cli.model.fact import Edge, Skipped, Use
from mneme_cli.model.scan import dumps, loads
from mneme_cli.model.share import Share, Stamp

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, NamedTuple

    from mneme_cli.model.share import Rows
else:
    from mneme_cli.model.noun import NamedTuple

FORM = 1
"""Version of the form; a file of another one is refused."""
MAGIC = b'{"mneme-facts":'
_ROWS: dict[str, Any] = {"imports": Edge, "uses": Use}


class Part(NamedTuple):
    """One file of facts. number, of: which share it is.  stamp: what it depends on."""

    number: int
    of: int
    stamp: Stamp
    share: Share


def write(part: Part) -> bytes:
    """Write facts; equal facts are equal bytes."""
    body = "".join(f"{dumps(each)}\n" for each in _lines(part.share)).encode("ascii")
    stamp = {name: getattr(part.stamp, name) for name in Stamp._fields}
    parts = sorted(part.share.demand)
    head = {"form": FORM, "number": part.number, "of": part.of, "parts": parts, "sha256": _digest(body), "stamp": stamp}
    return MAGIC + f"{dumps(head)}}}\n".encode("ascii") + body


def read(data: bytes) -> Part:
    """Read facts.

    Raises:
        ValueError: these are no whole facts, or ones of another version; the text says which.
    """
    if not data.startswith(MAGIC):
        raise ValueError("it holds no facts of mneme")
    first, _, body = data.partition(b"\n")
    try:
        head = loads(first.decode("ascii"))["mneme-facts"]
        if head["form"] != FORM:
            raise ValueError(f"it has form {head['form']}, and this mneme reads form {FORM}")
        whole = _digest(body) == head["sha256"]
        stamp = Stamp(**_typed(head["stamp"], Stamp, str, as_of=int))
        number, of = _int(head["number"]), _int(head["of"])
        parts = [_str(each) for each in head["parts"]]
        if whole:
            return Part(number=number, of=of, stamp=stamp, share=_share(body, parts))
    except (KeyError, TypeError, IndexError, UnicodeDecodeError, AttributeError) as wrong:
        raise ValueError("it was changed") from wrong
    raise ValueError("it was cut short or changed")


def _digest(body: bytes) -> str:
    from hashlib import sha256

    return sha256(body).hexdigest()


def _lines(share: Share) -> Iterator[dict[str, Any]]:
    paths = {path for told in (*share.rows.values(), *share.demand.values(), share.ends) for path in told}
    for path in sorted(paths):
        line: dict[str, Any] = {"path": path}
        line |= {what: rows[path] for what, rows in share.rows.items() if path in rows}
        numbers = {parts: found[path] for parts, found in share.demand.items() if path in found}
        line |= {"demand": numbers} if numbers else {}
        line |= {"ends": share.ends[path]} if path in share.ends else {}
        yield line | ({"why": share.whys[path]} if path in share.whys else {})


def _share(body: bytes, parts: list[str]) -> Share:
    """Read the lines; every value has the type that is said, or the file is not read."""
    rows: dict[str, dict[str, Rows]] = {}
    demand: dict[str, dict[str, tuple[int, ...]]] = {each: {} for each in parts}
    ends: dict[str, tuple[tuple[str, int], ...]] = {}
    whys: dict[str, tuple[str, int]] = {}
    for text in body.decode("ascii").splitlines():
        line = loads(text)
        path = _str(line.pop("path"))
        for which, numbers in line.pop("demand", {}).items():
            demand[which][path] = tuple(_int(each) for each in numbers)
        if "ends" in line:
            ends[path] = tuple((_str(target), _int(kinds)) for target, kinds in line.pop("ends"))
        if "why" in line:
            why, at = line.pop("why")
            whys[path] = _str(why), _int(at)
        for what, (found, left) in line.items():
            skipped = tuple(_noun(Skipped, each) for each in left)
            rows.setdefault(what, {})[path] = tuple(_row(what, each) for each in found), skipped
    return Share(rows=rows, demand=demand, ends=ends, whys=whys)


def _row(what: str, value: Any) -> Any:
    return _int(value) if what == "lines" else _noun(_ROWS[what], value)


def _noun(noun: Any, row: list[Any]) -> Any:
    """Make a noun of a row with the types of its empty one."""
    like = _LIKE[noun]
    if len(row) != len(like) or any(type(given) is not type(one) for given, one in zip(row, like, strict=True)):
        raise TypeError(noun.__name__)
    return noun(*row)


_LIKE: dict[Any, tuple[Any, ...]] = {
    Edge: tuple(Edge(source="", target="", name="")),
    Use: tuple(Use(line=0, column=0, name="", call=False)),
    Skipped: tuple(Skipped(path="", why="")),
}


def _typed(given: dict[str, Any], noun: Any, usual: type, **other: type) -> dict[str, Any]:
    if set(given) != set(noun._fields):
        raise KeyError(noun.__name__)
    if any(type(value) is not other.get(name, usual) for name, value in given.items()):
        raise TypeError(noun.__name__)
    return given


def _int(value: Any) -> int:
    if type(value) is not int:
        raise TypeError("int")
    return value


def _str(value: Any) -> str:
    if type(value) is not str:
        raise TypeError("str")
    return value
