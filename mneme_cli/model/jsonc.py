"""JSON as editors write it in tsconfig files: comments and trailing commas are blanked out, then it is plain JSON."""

from __future__ import annotations

from mneme_cli.model.flaw import flaw
from mneme_cli.model.scan import loads

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def read(raw: bytes) -> dict[str, Any]:
    """Return an object; {} if the text is none, which `wrong` tells from an empty one."""
    try:
        found = loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        found = _lenient(raw.decode("utf-8-sig", "replace"))
    return found if isinstance(found, dict) else {}


def _lenient(text: str) -> Any:
    try:
        return loads(plain(text))
    except (ValueError, RecursionError):
        return {}


def wrong(raw: bytes) -> tuple[str, int, int]:
    """Say why a text is no object, and at which line and column; "" if it is one, or holds nothing at all."""
    text = plain(raw.decode("utf-8-sig", "replace"))
    if not text.strip():
        return "", 0, 0
    try:
        return ("", 0, 0) if isinstance(loads(text), dict) else ("is not a JSON object", 1, 0)
    except RecursionError:
        return "nests too deep to be read", 0, 0
    except ValueError:
        return ("is not JSON", *flaw(text))


def plain(text: str) -> str:
    """Blank comments and trailing commas out; strings and every place in the text stay."""
    out: list[str] = []
    at, size = 0, len(text)
    while at < size:
        char = text[at]
        if char == '"':
            end = string_end(text, at)
            out.append(text[at:end])
            at = end
        elif text.startswith("//", at):
            at = _blank(text, at, _until(text, "\n", at), out)
        elif text.startswith("/*", at):
            at = _blank(text, at, _until(text, "*/", at) + 2, out)
        else:
            if char in "]}":
                _drop_comma(out)
            out.append(char)
            at += 1
    return "".join(out)


def _drop_comma(out: list[str]) -> None:
    place = len(out) - 1
    while place >= 0 and out[place].isspace():
        place -= 1
    if place >= 0 and out[place] == ",":
        out[place] = " "


def _blank(text: str, start: int, end: int, out: list[str]) -> int:
    out.extend("\n" if char == "\n" else " " for char in text[start:end])
    return end


def _until(text: str, mark: str, at: int) -> int:
    end = text.find(mark, at)
    return end if end >= 0 else len(text)


def string_end(text: str, at: int) -> int:
    """Return the offset behind the string that begins here."""
    at += 1
    while at < len(text) and text[at] != '"':
        at += 2 if text[at] == "\\" else 1
    return at + 1
