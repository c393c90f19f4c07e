"""Where things are, in SARIF's words: relative URIs against the repository's root."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote


def uri(path: str) -> str:
    """Write a path as a relative URI; a colon is escaped, or the first folder would read as a scheme."""
    try:
        return quote(path.encode("utf-8", "surrogateescape"), safe="/")
    except UnicodeEncodeError:
        return quote(path.encode("utf-8", "surrogatepass"), safe="/")


def location(path: str, line: int = 0, column: int = 1, code: str = "", said: str = "") -> dict[str, Any]:
    """Write a location; line 0 is the whole file."""
    made: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": {"uri": uri(path), "uriBaseId": "%SRCROOT%"},
            **({"region": _region(line, column, code)} if line else {}),
        }
    }
    return {**made, "message": {"text": literal(said)}} if said else made


def literal(text: str) -> str:
    """Take the meaning from SARIF's embedded links: a decision's prose must not put links into a reviewer's page."""
    return text.replace("](", "] (")


def _region(line: int, column: int, code: str) -> dict[str, Any]:
    region: dict[str, Any] = {"startLine": line, "startColumn": max(column, 1)}
    return {**region, "snippet": {"text": code}} if code else region
