"""What an entry of a rule selects: types of elements, or more than a component can say."""

from __future__ import annotations

import json
from typing import Any

from mneme_cli.model.glob import matches


def shown(entry: Any) -> str:
    """Show an entry as it is written."""
    return f"'{entry}'" if isinstance(entry, str) else json.dumps(entry, ensure_ascii=False)


def entries(found: Any) -> list[Any]:
    """Return the entries of a selector; a type with what it captured is one entry."""
    if not isinstance(found, list):
        return [found]
    captured = len(found) == 2 and isinstance(found[0], str) and isinstance(found[1], dict)
    return [found] if captured and not {"type", "element", "to"} & set(found[1]) else found


def types(found: Any, names: list[str]) -> list[str]:
    """Return the types that a selector selects, of what can be read of it."""
    return [name for one in entries(found) for name in read(one, names) or ()]


def read(one: Any, names: list[str]) -> list[str] | None:
    """Return the types that an entry selects, None if it is about more than types."""
    if isinstance(one, str):
        odd = one.startswith("!") or any(char in one for char in "${}()[]?+@")
        return None if odd and one not in names else [name for name in names if matches(one, name)]
    if isinstance(one, dict) and len(one) == 1:
        return next((_list(one[key], names) for key in ("type", "element", "to") if key in one), None)
    return read(one[0], names) if isinstance(one, list) and len(one) == 1 else None


def _list(found: Any, names: list[str]) -> list[str] | None:
    each = [read(one, names) for one in (found if isinstance(found, list) else [found])]
    return None if None in each else [name for one in each for name in one or ()]


def hinted(one: Any, names: list[str]) -> list[str]:
    """Return the types that an unreadable entry may be about."""
    first = one[0] if isinstance(one, list) and one else one.get("type") if isinstance(one, dict) else None
    return names if first is None else read(first, names) or names
