"""What an order is and what it costs."""

from decimal import Decimal

from shop.domain.ports.prices import Prices


class Order:
    def __init__(self, items: dict[str, int]) -> None:
        self.items = items

    def total(self, prices: Prices) -> Decimal:
        return sum((prices.price(sku) * count for sku, count in self.items.items()), Decimal(0))
