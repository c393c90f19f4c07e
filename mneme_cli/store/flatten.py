"""The compiled policy as bytes: flattened once by the compiler, read as it lies by every hook (`policy`)."""

from __future__ import annotations

import sys

from mneme_cli.model.policy import HEAD, INLINE, MAGIC
from mneme_cli.model.scan import dumps, mark, quoted
from mneme_cli.store.policy import digest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from mneme_cli.model.rule import Rule, Texts

_LAST = 9_999_999_999
"""A day that is far enough away to stand for all later ones: ten digits of a header."""


def flatten(
    rules: Sequence[Rule],
    texts: Mapping[str, Texts],
    settings: Mapping[str, Any],
    stamp: bytes,
    days: tuple[int, int],
    session: str = "",
) -> bytes:
    """Make the buffer of a policy: equal arguments, equal bytes."""
    from mneme_cli.model.line import write_rule

    places, marks, words = _places(rules)
    rule_at, lines = _table(dumps(write_rule(rule)) for rule in rules)
    text_at, said = _table(dumps(list(texts[rule.id])) for rule in rules)
    plain = dumps(settings).encode()
    sections = (stamp, plain, session.encode(), _barrels(rules), places, marks, words, rule_at, lines, text_at, said)
    starts, at = [], HEAD
    for section in sections:
        starts.append(at)
        at += len(section)
    since, until = (min(day, _LAST) for day in days)
    head = MAGIC + b"\t" + b"".join(b"%010d\t" % number for number in (since, until, *starts, at))
    told = digest((since, until), b"".join(sections[1:]))
    return head + told.encode() + b"\n" + b"".join(sections)


def _table(lines: Iterable[str]) -> tuple[bytes, bytes]:
    offsets, out, at = bytearray(), [], 0
    for line in lines:
        offsets += at.to_bytes(4, "little")
        out.append(line.encode() + b"\n")
        at += len(out[-1])
    return bytes(offsets), b"".join(out)


def _places(rules: Sequence[Rule]) -> tuple[bytes, bytes, bytes]:
    """Index the rules by the folder under which they speak and by the bytes that they need."""
    always: dict[str, set[int]] = {}
    through: dict[str, set[int]] = {}
    tokens: dict[str, dict[bytes, set[int]]] = {}
    for number, rule in enumerate(rules):
        for stem in stems(rule):
            for letter, needed, seen in _parts(rule):
                key = letter + quoted(stem)
                always.setdefault(key, set()).update(() if needed else (number,))
                through.setdefault(key, set()).update((number,) if needed and seen else ())
                words = tokens.setdefault(key, {})
                for token in needed:
                    words.setdefault(token, set()).add(number)
    places = {key: _place(always[key], through[key], tokens[key]) for key in always}
    many = {
        f"{key} ".encode() + token: _ids(ids)
        for key, words in tokens.items()
        if len(words) > INLINE
        for token, ids in words.items()
    }
    return _sorted({key.encode(): line for key, line in places.items()}), _marks(many), _sorted(many)


def _marks(many: Iterable[bytes]) -> bytes:
    """Return the marks of tokens, sorted, as the machine writes numbers of four bytes."""
    marks = {mark(key.rpartition(b" ")[2]) for key in many}
    return b"".join(each.to_bytes(4, sys.byteorder) for each in sorted(marks))


def _barrels(rules: Iterable[Rule]) -> bytes:
    through = [rule for rule in rules if rule.through]
    tokens = {token for rule in through for token in rule.tokens}
    return b"\n".join(sorted(tokens | ({b"*"} if any(not rule.tokens for rule in through) else set())))


def part(rule: Rule) -> str:
    """Return `h` if equal heads clear the rule, `c` if only a whole change can be judged, else `b`."""
    if rule.reads and set(rule.reads) <= {"imports", "graph"}:
        return "h" if rule.moment == "edit" or "graph" in rule.reads else "c"
    return "b" if rule.moment == "edit" else "c"


def _parts(rule: Rule) -> tuple[tuple[str, tuple[bytes, ...], bool], ...]:
    """Return where a rule stands, by which bytes, and whether it sees through re-exports: code, then manifests."""
    code = (part(rule), rule.tokens, rule.through)
    if not rule.declared:
        return (code,)
    return code, ("m", () if rule.declared == (b"*",) else rule.declared, False)


def stems(rule: Rule) -> tuple[str, ...]:
    """Return the folders under which a rule must be found: the narrower of `in` and `scope`; the root for chains."""
    if rule.everywhere:
        return ("",)
    candidates = [rule.near.stems(), *(more.stems() for more in rule.near.allof)]
    return max(candidates, key=lambda found: (min(map(len, found), default=0), -len(found)))


def _place(always: set[int], through: set[int], tokens: dict[bytes, set[int]]) -> bytes:
    shown = b" ".join(token + b"=" + _ids(ids) for token, ids in sorted(tokens.items()))
    return b"\t".join((_ids(always), _ids(through), b"*" if len(tokens) > INLINE else shown))


def _ids(ids: set[int]) -> bytes:
    return ",".join(map(str, sorted(ids))).encode()


def _sorted(lines: Mapping[bytes, bytes]) -> bytes:
    return b"".join(key + b"\t" + lines[key] + b"\n" for key in sorted(lines))
