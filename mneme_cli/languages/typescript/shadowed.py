"""A `require` that is the file's own: other tools take each for node's, and we do not."""

from __future__ import annotations

import re

_OWN = re.compile(
    r"\b(?:const|let|var|function|class)\s+require\b|\bfunction\b[^(]*\([^)]*\brequire\b|\brequire\b[^()=;]*\)?\s*=>"
)
"""A variable, a function, a parameter."""


def own(text: str) -> bool:
    """Tell whether something of the file's own is called `require`."""
    return _OWN.search(text) is not None
