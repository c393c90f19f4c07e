"""Hashes for identity, from the interpreter's own C parts: `hashlib` loads OpenSSL, which costs milliseconds.

OpenSSL is faster once it is there, so it hashes what is large, and whatever comes after somebody has loaded it.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_LARGE = 1 << 20
_PARTS = {"sha1": ("_sha1",), "sha256": ("_sha2", "_sha256")}
"""Where each lies: `_sha256` became a part of `_sha2` in Python 3.12."""


def sha1(data: bytes) -> str:
    """Return the SHA-1 of some bytes in hex, as git names its objects by it."""
    return _hashed("sha1", data)


def sha256(data: bytes) -> str:
    """Return the SHA-256 of some bytes in hex."""
    return _hashed("sha256", data)


def _hashed(name: str, data: bytes) -> str:
    make = _found(name) if len(data) < _LARGE and "hashlib" not in sys.modules else None
    if make is None:
        make = getattr(__import__("hashlib"), name)
    made: str = make(data, usedforsecurity=False).hexdigest()
    return made


def _found(name: str) -> Any:
    """Return the interpreter's own function, None in a build that lacks it."""
    for part in _PARTS[name]:
        try:
            return getattr(__import__(part), name)
        except ImportError:
            continue
    return None
