"""W-NEAR: a word that nothing declares, nearly one that something does: everybody obeys a ban on a slip of the pen.

A target outside this repository need not be there (a ban that is obeyed selects nothing), so it cannot be an error. A
name with its reading (`mod:billin`, `pkg:pypi/reqests`) is meant as it stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.decisions.modules import tops
from mneme_cli.languages import take
from mneme_cli.model.entry import normal
from mneme_cli.shelf import names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mneme_cli.decisions.selectors import Words
    from mneme_cli.languages import Language
    from mneme_cli.model.selector import Selector

_FEW, _SHORT, _LONG = 3, 5, 8
"""Shorter words are near too many others; from so many letters on two slips count as near."""


def near(selector: Selector, words: Words, *, asked: bool = False) -> str:
    """Return the declared name that an undeclared one is nearly, "" if it is declared, unlike any, or explicit.

    asked: somebody waits for the answer and can ask again, so that short words are compared with names of ours.
    """
    word = _word(selector)
    if len(word) < (_FEW if asked else _SHORT) or _there(word, words):
        return ""
    known = {*words.components, *tops(words.layout)} if len(word) < _SHORT else _declared(words).like(word)
    most = 1 + (len(word) >= _LONG)
    found = sorted((slips, each) for each in known if (slips := distance(word, each)) <= most)
    return found[0][1] if found else ""


def named(selector: Selector, words: Words) -> bool:
    """Tell whether something here, a standard library or a manifest has what a selector names."""
    word = _word(selector)
    return not word or _there(word, words)


def _there(word: str, words: Words) -> bool:
    """Tell whether something declares a word, or a standard library has it."""
    if normal(word) in _declared(words).normal:
        return True
    return any(take(name).std(word) for name in names("mneme_cli.languages"))


def _word(selector: Selector) -> str:
    """Return the bare word of a selector that names nothing of ours, "" if it is none."""
    reading, colon, rest = selector.text.partition(":")
    if selector.region.inside or selector.form not in ("module", "package") or (colon and reading != "pkg"):
        return ""
    name = rest if colon else selector.text
    return "" if "/" in name or "*" in name else name.partition(".")[0]


class _Names:
    """Names by what is left of each without up to two letters: two words that are two slips apart share such a rest.

    That is how SymSpell looks for slips (https://github.com/wolfgarbe/SymSpell); to measure every pair of a thousand
    bans and a thousand packages takes ten times as long as all else of compiling them.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self.normal = {normal(each) for each in known}
        self._rests: dict[str, list[str]] = {}
        for each in known:
            for rest in _rests(each):
                self._rests.setdefault(rest, []).append(each)

    def like(self, word: str) -> set[str]:
        """Return the names that may be up to two slips away."""
        return {each for rest in _rests(word) for each in self._rests.get(rest, ())}


def _rests(word: str) -> set[str]:
    """Return a word, and what is left of it without one letter or two."""
    one = {word[:at] + word[at + 1 :] for at in range(len(word))}
    return {word, *one, *(rest[:at] + rest[at + 1 :] for rest in one for at in range(len(rest)))}


_KEPT: list[tuple[Words, _Names]] = []
"""What was declared when it was last asked: one compilation asks for every selector."""


def _declared(words: Words) -> _Names:
    if not _KEPT or (_KEPT[0][0].layout, _KEPT[0][0].components) != (words.layout, words.components):
        known = {*words.components, *tops(words.layout), *words.layout.called()} - {""}
        _KEPT[:] = [(words, _Names(known))]
    return _KEPT[0][1]


def distance(one: str, other: str) -> int:
    """Count the slips between two words: a letter too many, too few, wrong, or two in the wrong order.

    Digits are versions, not slips: boto and boto3 are two packages.
    """
    if one.strip("0123456789") == other.strip("0123456789") or abs(len(one) - len(other)) > 2:
        return len(one)
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, char in enumerate(one, 1):
        now = [at]
        for to, letter in enumerate(other, 1):
            cost = min(row[to] + 1, now[-1] + 1, row[to - 1] + (char != letter))
            if at > 1 < to and char == other[to - 2] and one[at - 2] == letter:
                cost = min(cost, before[to - 2] + 1)
            now.append(cost)
        before, row = row, now
    return row[-1]


def strange(selectors: Iterable[Selector]) -> tuple[tuple[Selector, str], ...]:
    """Return modules that are named as the standard library's and are in none, each with its name.

    A bare name stands once for every language, and is known if one of them has it. A name of a runtime whose
    modules nobody has written down (`std:bun/sqlite`) is not asked about.
    """
    asked: dict[str, list[Selector]] = {}
    for one in selectors:
        name = one.names[0].partition("/")[2] if one.form == "std" and one.names else ""
        if name and "*" not in name:
            asked.setdefault(name, []).append(one)
    entries = [take(name) for name in names("mneme_cli.languages")]
    plain = {entry.name for entry in entries if not entry.runtimes}
    plain |= {entry.runtimes[0] for entry in entries if entry.runtimes and entry.modules()}
    out = []
    for name, some in asked.items():
        spoken = some[0].names[0].partition("/")[0] if len(some) == 1 else ""
        known = _known(name, [entry for entry in entries if spoken in ("", entry.name, *entry.runtimes[:1])])
        if not known and (not spoken or spoken in plain):
            out.append((some[0], name))
    return tuple(out)


def _known(name: str, asking: Iterable[Language]) -> bool:
    top = name.partition(".")[0]
    return any(entry.std(name) or entry.std(top) or name in entry.modules() for entry in asking)


def told(selectors: Iterable[Selector], words: Words) -> tuple[tuple[Selector, str], ...]:
    """Return the selectors that are nearly something else, each with that."""
    return tuple((one, other) for one in selectors if (other := near(one, words)))
