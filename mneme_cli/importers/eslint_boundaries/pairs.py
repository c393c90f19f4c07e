"""Which type may depend on which: the last rule that speaks of a pair decides, and in one rule `disallow` does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from mneme_cli.errors import MnemeError
from mneme_cli.importers import ABOUT, EXACT, NOT, Row
from mneme_cli.importers._draft import clause, slug
from mneme_cli.importers.eslint_boundaries.elements import HINT
from mneme_cli.importers.eslint_boundaries.entries import entries, hinted, read, shown, types

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mneme_cli.model.corpus import Clause

    Pair = tuple[str, str]

SAME = "two elements of one type cannot be told apart by a component; say it with a captured name"
_KNOWN = ("from", "to", "allow", "disallow", "deny", "message")
_STRICTER, _LAXER = "mneme bans what it lets in", "mneme lets in what it bans"
_ALIKE = "it is about elements of one type, and no rule here is"


class Gap(NamedTuple):
    """What of a rule is not read. errs: which way.  pairs: of types that it may be about.  whole: all of it."""

    what: str
    errs: str
    pairs: list[Pair]
    whole: bool = False


class Law(NamedTuple):
    """barred: pairs of types.  said: type → a message.  doubts: pair → what was left out that may speak of it."""

    barred: Mapping[Pair, bool]
    said: Mapping[str, str]
    doubts: Mapping[Pair, str]
    rows: tuple[Row, ...]


def law(path: str, key: str, options: Mapping[str, Any], names: list[str]) -> Law:
    """Work out each pair of types.

    Raises:
        MnemeError: the rules are no list of rules.
    """
    rules = options.get("rules", [])
    if not isinstance(rules, list) or not all(isinstance(each, dict) for each in rules):
        raise MnemeError(f"{path}: the rules of {key} are no list", HINT)
    default = options.get("default", "disallow") == "disallow"
    barred = {(one, two): default for one in names for two in names}
    said = dict.fromkeys(names, _plain(options.get("message")))
    doubts: dict[Pair, str] = {}
    rows = []
    for number, each in enumerate(rules, 1):
        for gap in _gaps(each, names):
            told = f"rule {number}: {gap.what} is left out"
            rows.append(Row("", key, NOT if gap.whole else ABOUT, f"{told}: {gap.errs}"))
            doubts |= dict.fromkeys(gap.pairs, told)
        decided, message = _decided(each, names), _plain(each.get("message"))
        barred |= decided
        said |= {one: message for one, _ in decided if message}
    rows = rows or [Row("", key, EXACT)]
    rows += [Row(one, "elements of the same type", NOT, SAME) for one in names if barred[one, one]]
    return Law(barred, said, doubts, tuple(rows))


def clauses(found: Law, names: list[str], level: str) -> list[Clause]:
    """Say what each type may not depend on."""
    out = []
    for one in names:
        if far := [slug(two) for two in names if found.barred[one, two] and two != one]:
            params = {"imports": far, "through": False}
            out.append(clause(one, "forbid", params, inside=(slug(one),), say=found.said.get(one, ""), level=level))
    return out


def _plain(message: Any) -> str:
    text = str(message or "")
    return "" if "{" in text else text


def _sides(each: Mapping[str, Any]) -> tuple[str, bool]:
    """Return the key that a rule is about, and whether what it allows is what imports."""
    return ("to", True) if "to" in each and "from" not in each else ("from", False)


def _decided(each: Mapping[str, Any], names: list[str]) -> dict[Pair, bool]:
    """Return what one rule decides, of what can be read of it."""
    side, turned = _sides(each)
    if _whole(each):
        return {}
    mine = types(each.get(side, "*"), names)
    out: dict[Pair, bool] = {}
    for word in ("allow", "deny" if each.get("deny") else "disallow"):
        for other in types(each.get(word, []), names):
            out |= {(other, one) if turned else (one, other): word != "allow" for one in mine}
    return out


def _whole(each: Mapping[str, Any]) -> str:
    """Return what makes a whole rule unreadable, "" if nothing does."""
    both = "from" in each and "to" in each
    return next((key for key in each if key not in _KNOWN), "") or ("from with to" if both else "")


def _gaps(each: Mapping[str, Any], names: list[str]) -> Iterator[Gap]:
    """Yield what of a rule is not read."""
    side, turned = _sides(each)
    words = [word for word in ("allow", "disallow", "deny") if each.get(word)]
    every = [(one, two) for one in names for two in names]
    if odd := _whole(each):
        said = f"only types of elements are known here, and {_errs(words, every)}"
        yield Gap(f"it is about `{odd}` and", said, every, whole=True)
        return
    mine = entries(each.get(side, "*"))
    gone = [one for one in mine if read(one, names) is None]
    for one in gone:
        pairs = [pair for pair in every if pair[turned] in hinted(one, names)]
        yield Gap(f"{shown(one)} in `{side}`", _errs(words, pairs), pairs, whole=len(gone) == len(mine))
    about = types(each.get(side, "*"), names)
    far = [(word, one) for word in words if about for one in entries(each[word])]
    for word, one in far:
        if read(one, names) is None:
            pairs = [pair for pair in every if pair[turned] in about and pair[not turned] in hinted(one, names)]
            yield Gap(f"{shown(one)} in `{word}`", _errs([word], pairs), pairs)


def _errs(words: list[str], pairs: list[Pair]) -> str:
    """Say which way it errs that something is not read."""
    if pairs and all(one == two for one, two in pairs):
        return _ALIKE
    laxer, stricter = any(word != "allow" for word in words), "allow" in words
    return " and ".join([_STRICTER] * stricter + [_LAXER] * laxer)
