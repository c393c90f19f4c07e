"""Calendar days as integers, so that the fast path compares dates without importing datetime.

A day is the number of days since 1970-01-01, UTC; 0 stands for "no day". The two conversions are Howard Hinnant's
civil-calendar algorithms (https://howardhinnant.github.io/date_algorithms.html).
"""

from __future__ import annotations

_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
SOON = 14
"""Days ahead that are told of: what ends within them ends soon, whoever says it."""
NEVER = 1 << 40
"""A day after every other: the end of a policy in which nothing more begins or ends."""


def parse(text: str) -> int:
    """Read `YYYY-MM-DD`.

    Raises:
        ValueError: the text is not the date of a real calendar day.
    """
    year, month, day = _digits(text)
    if not (1 <= month <= 12 and 1 <= day <= _MONTHS[month - 1]) or (month == 2 and day == 29 and not _leap(year)):
        raise ValueError(text)
    year -= month <= 2
    era, of_era = divmod(year, 400)
    of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719468


def show(day: int) -> str:
    """Write a day as `YYYY-MM-DD`."""
    era, of_era = divmod(day + 719468, 146097)
    year = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    turned = (5 * of_year + 2) // 153
    month = turned + (3 if turned < 10 else -9)
    return f"{year + era * 400 + (month <= 2):04}-{month:02}-{of_year - (153 * turned + 2) // 5 + 1:02}"


def over(last: int, today: int) -> str:
    """Say on which day something ended, and how long ago that is."""
    days = today - last
    return f"ended {show(last)}, {days} day{'s' if days != 1 else ''} before {show(today)}"


def _digits(text: str) -> tuple[int, int, int]:
    if len(text) != 10 or text[4] != "-" or text[7] != "-" or not text.isascii():
        raise ValueError(text)
    parts = text[:4], text[5:7], text[8:]
    if not all(part.isdigit() for part in parts):
        raise ValueError(text)
    return int(parts[0]), int(parts[1]), int(parts[2])


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
