"""The payment vendor."""

from decimal import Decimal

import requests


def pay(amount: Decimal) -> str:
    answer = requests.post("https://vendor.example/pay", json={"amount": str(amount)}, timeout=10)
    return answer.json()["receipt"]
