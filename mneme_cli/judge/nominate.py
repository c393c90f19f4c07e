"""Which rules can bite here? Scope first, then bytes: the question every hook asks, answered without a parse.

A nominator may be generous and never wrong: it only says which file must be read for which rule. Every finding is
then read from the bytes, so by_bytes, by_change and "everybody" come to the same verdict (a property test says so).
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from mneme_cli.model.policy import Place, Policy

    Demand = Mapping[str, tuple[int, ...]]

_WORD = bytes(
    char if char > 127 or chr(char).isalnum() or char == 95 else 32  # 95: underscore
    for char in range(256)
)


def by_scope(policy: Policy, path: str) -> tuple[int, ...]:
    """Return the rules that speak at a path, whatever its bytes."""
    out: set[int] = set()
    for part in "hbc":
        for prefix in prefixes(path):
            if place := policy.place(part, prefix):
                out.update(place.always, place.through, *(ids for _, ids in place.tokens))
                if place.many:
                    return tuple(range(len(policy)))
    return tuple(sorted(out))


def by_bytes(policy: Policy, path: str, text: bytes, parts: str = "hbc", barrels: bool = True) -> tuple[int, ...]:
    """Return the rules that can find something in these bytes.

    parts: which rules (see `Policy`): `hb` before an edit, `b` if the edit leaves the imports as they were.
    barrels: a name may come through a re-export, so rules that see through one cannot be cleared by their tokens.
    """
    words = _Words(text)
    out: set[int] = set()
    for part in parts:
        for prefix in prefixes(path):
            if place := policy.place(part, prefix):
                out.update(place.always)
                if barrels and part == "h":
                    out.update(place.through)
                out.update(_by_tokens(policy, place, part, prefix, words))
    return tuple(sorted(out))


def by_change(policy: Policy, paths: Iterable[str], read: Callable[[str], bytes | None]) -> Demand:
    """Return the rules that can find something in the files of a change, by path; files of no interest are left out."""
    out = {}
    for path in sorted(set(paths)):
        if not (numbers := by_scope(policy, path)):
            continue
        text = read(path)
        if kept := numbers if text is None else by_bytes(policy, path, text):
            out[path] = kept
    return out


def prefixes(path: str) -> tuple[str, ...]:
    """Return the root, every folder above a path with its slash, and the path."""
    cuts = [at + 1 for at, char in enumerate(path) if char == "/"]
    return ("", *(path[:cut] for cut in cuts), path)


class _Words:
    """The bytes of a file, cut into words only if a place has too many tokens to look for one by one."""

    def __init__(self, text: bytes) -> None:
        self.text, self.plain = text, text.isascii()
        self._cut: list[bytes] | None = None

    def cut(self) -> list[bytes]:
        if self._cut is None:
            self._cut = sorted(set(self.text.translate(_WORD).split()))
        return self._cut


def _by_tokens(policy: Policy, place: Place, part: str, prefix: str, words: _Words) -> set[int]:
    """Look for the tokens of a place; a file with non-ASCII identifiers could spell them otherwise (NFKC)."""
    if place.many:
        if not words.plain:
            return set(range(len(policy)))
        return {number for word in words.cut() for number in policy.word(part, prefix, word)}
    return {number for token, ids in place.tokens if not words.plain or token in words.text for number in ids}
