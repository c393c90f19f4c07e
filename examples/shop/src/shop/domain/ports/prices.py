"""Where prices come from, as the domain sees it."""

from decimal import Decimal
from typing import Protocol


class Prices(Protocol):
    def price(self, sku: str) -> Decimal: ...
