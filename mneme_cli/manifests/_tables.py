"""Plain data of a manifest, asked without fear: what is absent or of the wrong kind is empty."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def table(data: Any, *keys: str) -> dict[str, Any]:
    """Return the table under a path of keys, {} if there is none."""
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    return data if isinstance(data, dict) else {}


def texts(value: Any) -> list[tuple[int, str]]:
    """Return the texts of a list with their places."""
    return [(at, each) for at, each in enumerate(value) if isinstance(each, str)] if isinstance(value, list) else []


def own(said: Any) -> bool:
    """Tell whether a dependency lies in this repository."""
    return isinstance(said, dict) and any(key in said for key in ("path", "editable", "workspace"))
