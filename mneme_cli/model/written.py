"""Which lines of a text a change wrote: a finding is told at a line that is new, not at one that reads like it."""

from __future__ import annotations


def written(before: bytes, after: bytes) -> frozenset[int]:
    """Return the lines of the second text, from 1, that do not come from the first."""
    old, new = before.splitlines(), after.splitlines()
    start, end = 0, 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    left = old[start : len(old) - end]
    out = set()
    for line in range(start, len(new) - end):
        if new[line] in left:
            left.remove(new[line])
        else:
            out.add(line + 1)
    return frozenset(out)
