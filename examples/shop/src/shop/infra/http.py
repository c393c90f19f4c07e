"""The one HTTP client, with timeouts and retries."""

import httpx


def client() -> httpx.Client:
    return httpx.Client(timeout=5, transport=httpx.HTTPTransport(retries=3))
