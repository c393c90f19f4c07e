"""What the rest of the shop may ask of billing."""

from decimal import Decimal

from shop.billing.gateway import pay
from shop.billing.ledger import write


def charge(amount: Decimal) -> str:
    receipt = pay(amount)
    write(receipt, amount)
    return receipt
