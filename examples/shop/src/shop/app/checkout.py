"""Turning a cart into a paid order."""

from shop.billing import api as billing
from shop.domain.order import Order
from shop.domain.ports.prices import Prices


def checkout(items: dict[str, int], prices: Prices) -> str:
    order = Order(items)
    return billing.charge(order.total(prices))
