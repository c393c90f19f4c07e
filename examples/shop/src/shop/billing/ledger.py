"""Every charge, once."""

from decimal import Decimal

_ROWS: list[tuple[str, Decimal]] = []


def write(receipt: str, amount: Decimal) -> None:
    _ROWS.append((receipt, amount))


def rows() -> list[tuple[str, Decimal]]:
    return list(_ROWS)
