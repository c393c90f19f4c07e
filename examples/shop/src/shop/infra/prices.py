"""Prices from the database: the adapter of the domain's port."""

from decimal import Decimal

from sqlalchemy import text
from sqlalchemy.orm import Session


class SqlPrices:
    def __init__(self, session: Session) -> None:
        self.session = session

    def price(self, sku: str) -> Decimal:
        return self.session.execute(text("select price from prices where sku = :sku"), {"sku": sku}).scalar_one()
