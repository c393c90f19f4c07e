"""JSON files of other tools, as data or as a clear error. JavaScript is never evaluated."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from mneme_cli.errors import MnemeError

if TYPE_CHECKING:
    from typing import Any


def read(path: str, text: bytes) -> Any:
    """Read one JSON document.

    Raises:
        MnemeError: it is none.
    """
    try:
        return json.loads(text.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise MnemeError(f"{path} is not UTF-8", "save it as UTF-8 first") from None
    except json.JSONDecodeError as wrong:
        said = f"{path}:{wrong.lineno}:{wrong.colno} is no JSON: {wrong.msg}"
        raise MnemeError(said, "give JSON without comments; let the tool itself write it") from None
    except RecursionError:
        raise MnemeError(f"{path} nests too deep", "let the tool itself write it") from None


def quiet(path: str, text: bytes) -> Any:
    """Read one JSON document, None if it is none."""
    try:
        return read(path, text)
    except MnemeError:
        return None
