"""The cart, as the browser sees it."""

from shop.app.checkout import checkout


def post(form: dict[str, int], prices) -> dict[str, str]:
    return {"receipt": checkout(form, prices)}
