"""Which bytes an import of a file must contain."""

from __future__ import annotations


def token(path: str) -> bytes:
    """Return the last name of the module: the file's stem, or its folder for `__init__`; b"" = any bytes may do."""
    stem = path[: path.rfind(".")] if "." in path[path.rfind("/") + 1 :] else path
    if stem == "__init__":
        return b""
    return stem.removesuffix("/__init__").rpartition("/")[2].encode()
