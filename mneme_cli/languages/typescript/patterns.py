"""Patterns with one star, as tsconfig `paths` and the `exports` of a package have them."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def matching(entries: Mapping[str, Sequence[str]], written: str) -> tuple[str, ...]:
    """Return the targets of the pattern that fits best, the star filled in: exact, else the longest prefix."""
    exact = entries.get(written)
    if exact and "*" not in written:
        return tuple(exact)
    best, part = "", ""
    for pattern in entries:
        head, star, tail = pattern.partition("*")
        if not star or len(written) < len(head) + len(tail):
            continue
        if written.startswith(head) and written.endswith(tail):
            better = not best or (len(head), len(tail)) > (best.index("*"), len(best) - best.index("*") - 1)
            if better:
                best, part = pattern, written[len(head) : len(written) - len(tail)]
    return tuple(target.replace("*", part) for target in entries[best]) if best else ()
