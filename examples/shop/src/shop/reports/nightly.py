"""Yesterday's takings."""

from decimal import Decimal

from shop.billing import ledger


def takings() -> Decimal:
    return sum((amount for _, amount in ledger.rows()), Decimal(0))
