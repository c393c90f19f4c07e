"""Whether a version lies in a range, as npm reads ranges: so that each gets the package it asks for."""

from __future__ import annotations

Version = tuple[int, int, int]
_OPERATORS = (">=", "<=", ">", "<", "=", "^", "~")
_TOP = 1 << 40


def holds(said: str, version: str) -> bool:
    """Tell whether a version satisfies a range (https://docs.npmjs.com/cli/using-npm/semver); tags satisfy nothing."""
    numbers = _numbers(version)
    if numbers is None or len(numbers) < 3:
        return said.strip() in ("", "*", version) or not version
    exact = (numbers[0], numbers[1], numbers[2])
    return any(_all(each.split(), exact) for each in said.split("||"))


def _all(words: list[str], version: Version) -> bool:
    """Tell whether a version satisfies every word of one alternative: `>= 1 < 2`, `1 - 2`, `^1.2`."""
    if len(words) == 3 and words[1] == "-":
        return _one(">=", words[0], version) and _one("<=", words[2], version)
    operator = ""
    for word in words:
        mark = next((each for each in _OPERATORS if word.startswith(each)), "")
        rest = word[len(mark) :]
        if mark and not rest:
            operator = mark
        elif not _one(mark or operator, rest, version):
            return False
        else:
            operator = ""
    return True


def _one(operator: str, written: str, version: Version) -> bool:
    numbers = _numbers(written)
    if numbers is None:
        return False
    low, high = _bounds(operator, numbers)
    return low <= version < high


def _bounds(operator: str, numbers: tuple[int, ...]) -> tuple[Version, Version]:
    """Return the first version of a range and the first behind it."""
    start, behind = _filled(numbers), _next(numbers, len(numbers))
    if operator in (">=", ">"):
        return (start if operator == ">=" else behind), (_TOP, 0, 0)
    if operator in ("<", "<="):
        return (0, 0, 0), (start if operator == "<" else behind)
    if operator == "~":
        return start, _next(numbers, min(2, len(numbers)))
    if operator == "^":
        zeros = next((at for at, number in enumerate(numbers) if number), len(numbers) - 1)
        return start, _next(numbers, zeros + 1)
    return start, behind


def _next(numbers: tuple[int, ...], size: int) -> Version:
    """Return the first version that differs in the first numbers."""
    return _filled((*numbers[: size - 1], numbers[size - 1] + 1)) if size else (_TOP, 0, 0)


def _filled(numbers: tuple[int, ...]) -> Version:
    first, second, third = (*numbers, 0, 0, 0)[:3]
    return first, second, third


def _numbers(written: str) -> tuple[int, ...] | None:
    """Read `1.2.3`, `v1.2`, `1.x`, `*`; None if it is no version."""
    out: list[int] = []
    plain = written.strip().removeprefix("v").partition("+")[0].partition("-")[0]
    for part in plain.split(".") if plain else ():
        if part in ("x", "X", "*"):
            break
        if not part.isascii() or not part.isdigit():
            return None
        out.append(int(part))
    return tuple(out[:3])
