"""The parts of the standard library a file imports.

Says:
    An entry is a module of the standard library, `dataclasses`, with everything below it. `std:python/dataclasses`
    says the language as well.

Holds:
    Without `std` the whole standard library stays open, and an empty list closes it.

Example:
    only:
      std:
        - dataclasses
        - decimal
        - typing
    in:
      - src/shop/domain/**

Code:
    # src/shop/domain/order.py
    from decimal import Decimal
    import os  # breaks
    import requests

    # src/shop/infra/files.py
    import os
"""

from __future__ import annotations

from mneme_cli import shelf

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def spoken(listed: list[Any]) -> list[Any]:
    """Read a bare name as that of every language, since only one of them can be the importing file's."""
    names, out = shelf.names("mneme_cli.languages"), []
    for text in listed:
        bare = isinstance(text, str) and ":" not in text and "/" not in text
        out += [f"{name}/{text}" for name in names] if bare else [text]
    return out
