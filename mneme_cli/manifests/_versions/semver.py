"""Versions and ranges of npm packages, as the `semver` package reads them with `includePrerelease`."""

from __future__ import annotations

from mneme_cli.manifests._versions.spans import EVERYTHING, Span, meet

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.manifests._versions.spans import Spans

    Key = tuple[int, int, int, int, tuple[tuple[int, int | str], ...]]
    """Major, minor, patch, 1 for a release and 0 for a pre-release, and the parts of the pre-release."""

_WILD = ("x", "X", "*", "")
_SIGNS = ("<=", ">=", "=", "<", ">", "^", "~>", "~")


def key(text: str) -> Key:
    """Return what versions are compared by.

    Raises:
        ValueError: it is no version.
    """
    numbers, pre = _partial(text.strip())
    if None in numbers:
        raise ValueError(f"'{text}' is no version")
    major, minor, patch = (number or 0 for number in numbers)
    return _key(major, minor, patch, pre)


def _key(major: int, minor: int, patch: int, pre: str = "") -> Key:
    parts = tuple(_part(each) for each in pre.split(".")) if pre else ()
    return major, minor, patch, 0 if pre else 1, parts


def _part(text: str) -> tuple[int, int | str]:
    return (0, int(text)) if text.isdigit() else (1, text)


def _floor(major: int, minor: int, patch: int) -> Key:
    """Return the lowest pre-release of a version."""
    return major, minor, patch, 0, ()


def spans(text: str) -> Spans:
    """Return the spans of a range: `^1.2.0 || >=3 <4`; a comma joins as a blank does.

    Raises:
        ValueError: it is no range.
    """
    out: list[Span] = []
    text = text.removeprefix("workspace:")
    for choice in text.split("||"):
        found = EVERYTHING
        low, hyphen, high = choice.partition(" - ")
        parts = _hyphen(low, high) if hyphen else [_comparator(part) for part in _comparators(choice)]
        for part in parts:
            found = meet(found, (part,))
        out += found
    return tuple(out)


def _hyphen(low: str, high: str) -> list[Span]:
    """Read `1.2.3 - 2.3.4`: the pre-releases of its lower end belong to it, too."""
    (major, minor, patch), pre = _partial(low.strip())
    start = Span()
    if major is not None:
        start = Span(_key(major, minor or 0, patch or 0, pre) if pre else _floor(major, minor or 0, patch or 0))
    (major, minor, patch), pre = _partial(high.strip())
    if major is None or minor is None or patch is None or pre:
        return [start, _comparator(f"<={high.strip()}")]
    return [start, Span(high=_floor(major, minor, patch + 1), high_in=False)]


def _comparators(text: str) -> list[str]:
    """Split what must hold together; a blank may stand behind a sign."""
    out: list[str] = []
    for word in text.replace(",", " ").split():
        if out and out[-1] in _SIGNS:
            out[-1] += word
        else:
            out.append(word)
    return out


def _comparator(text: str) -> Span:
    sign = next((each for each in _SIGNS if text.startswith(each)), "")
    (major, minor, patch), pre = _partial(text[len(sign) :].strip())
    if major is None:
        return Span(low=_floor(0, 0, 0), high=_floor(0, 0, 0), high_in=False) if sign in ("<", ">") else Span()
    low = _key(major, minor or 0, patch or 0, pre)
    if minor is None or patch is None:
        low = _floor(major, minor or 0, 0)
    if sign in ("^", "~", "~>"):
        return Span(low, True, _caret(major, minor, patch) if sign == "^" else _next(major, minor), False)
    if minor is not None and patch is not None:
        return _exactly(sign, low)
    above = _next(major, minor)
    return {
        "<": Span(high=low, high_in=False),
        ">=": Span(low),
        ">": Span(above),
        "<=": Span(high=above, high_in=False),
    }.get(sign, Span(low, True, above, False))


def _exactly(sign: str, at: Key) -> Span:
    return {
        "<": Span(high=at, high_in=False),
        "<=": Span(high=at),
        ">": Span(at, False),
        ">=": Span(at),
    }.get(sign, Span(at, True, at, True))


def _next(major: int, minor: int | None) -> Key:
    """Return where what begins with these numbers ends."""
    return _floor(major + 1, 0, 0) if minor is None else _floor(major, minor + 1, 0)


def _caret(major: int, minor: int | None, patch: int | None) -> Key:
    if major or minor is None:
        return _floor(major + 1, 0, 0)
    if minor or patch is None:
        return _floor(0, minor + 1, 0)
    return _floor(0, 0, patch + 1)


def _partial(text: str) -> tuple[tuple[int | None, ...], str]:
    """Read `1`, `1.x`, `v1.2.3-rc.1+build`; an absent number is None, and so are all behind it."""
    plain = text.partition("+")[0].lstrip("=v ")
    main, _, pre = plain.partition("-")
    words = main.split(".")
    if len(words) > 3:
        raise ValueError(f"'{text}' is no version")
    numbers: list[int | None] = []
    for word in [*words, "", ""][:3]:
        wild = word in _WILD or (bool(numbers) and numbers[-1] is None)
        if not wild and not word.isdigit():
            raise ValueError(f"'{text}' is no version")
        numbers.append(None if wild else int(word))
    return tuple(numbers), "" if None in numbers else pre
