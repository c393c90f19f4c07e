"""`.mneme/baseline.json`: committed, reviewed like code, written only by `mneme baseline`."""

from __future__ import annotations

from mneme_cli.errors import MnemeError
from mneme_cli.model.baseline import Baseline, covers
from mneme_cli.model.scan import dumps, loads

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from mneme_cli.model.baseline import Identity

PATH = ".mneme/baseline.json"
_HEAD = 3
"""Lines in front of the first entry."""
_KEYS = ("rule", "source", "target", "symbol", "edge")


def read(text: bytes) -> Baseline:
    """Make a baseline of its file's bytes; an absent file is b"" and accepts nothing.

    Raises:
        MnemeError: the file is not one that we wrote (a merge conflict, an edit by hand).
    """
    if not text.strip():
        return Baseline()
    try:
        plain = loads(text.decode())
        rows = {tuple(str(row[key]) for key in _KEYS): row for row in _rows(plain)}
        counts = {identity: int(row["times"]) for identity, row in rows.items()}
        numbers = {identity: number for identity, row in rows.items() if (number := _number(row))}
    except (ValueError, KeyError, TypeError) as wrong:
        hint = "restore it from git, or write it anew with `mneme baseline`"
        raise MnemeError(f"{PATH} is not a baseline ({wrong})", hint) from None
    return Baseline(counts=counts, numbers=numbers)  # type: ignore[arg-type]  # five keys, hence five fields


def _rows(plain: Any) -> list[dict[str, Any]]:
    if plain["version"] != 1:
        raise ValueError(f"its version is {plain['version']}, and this mneme reads 1")
    rows: list[dict[str, Any]] = plain["findings"]
    return rows


def _number(row: Mapping[str, Any]) -> int:
    return int(row["at_most"]) if "at_most" in row else -int(row.get("at_least", 0))


def row(baseline: Baseline, identity: Identity) -> dict[str, Any]:
    """Return one entry as plain data; a number is said as the bound that it is: no worse than this is accepted."""
    number = baseline.numbers.get(identity, 0)
    bound = {"at_most": number} if number > 0 else {"at_least": -number} if number else {}
    return {**dict(zip(_KEYS, identity, strict=True)), "times": baseline.counts[identity], **bound}


def write(baseline: Baseline) -> bytes:
    """Make the bytes of a baseline: one finding a line, sorted, so that merges and reviews stay small."""
    rows = [dumps(row(baseline, identity)) for identity in sorted(baseline.counts)]
    inner = ",\n    ".join(rows)
    listed = f"[\n    {inner}\n  ]" if rows else "[]"
    return f'{{\n  "version": 1,\n  "findings": {listed}\n}}\n'.encode()


def lines(baseline: Baseline) -> dict[Identity, int]:
    """Return the line on which each entry stands in the file, by the name that it has today."""
    rows = sorted((baseline.was.get(each, each), each) for each in baseline.counts)
    return {each: at for at, (_, each) in enumerate(rows, _HEAD + 1)}


def stricter(one: Baseline, other: Baseline) -> Baseline:
    """Return what both accept: a change cannot grow the baseline that judges it."""
    there = [each for each in sorted(one.counts) if each in other.counts]
    numbers = {each: (one.numbers.get(each, 0), other.numbers.get(each, 0)) for each in there}
    both = [each for each in there if covers(max(numbers[each]), min(numbers[each]))]
    return Baseline(
        counts={each: min(one.counts[each], other.counts[each]) for each in both},
        numbers={each: min(numbers[each]) for each in both if min(numbers[each])},
    )
