"""The old warehouse sync; its vendor's SDK pins requests."""

import requests


def push(payload: dict) -> None:
    requests.post("https://warehouse.example/sync", json=payload, timeout=10)
