"""Which element of the plugin a file belongs to.

The plugin holds its patterns against ever more of the end of a path and takes the first that fits: the one that needs
the fewest folders, and of those the one that stands first. So no file has two elements, whatever patterns it matches.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from mneme_cli.errors import MnemeError
from mneme_cli.model.glob import escape, matches

if TYPE_CHECKING:
    from collections.abc import Iterable

HINT = "let eslint write it: eslint --print-config src/index.ts > rules.json"
_KEYS = ("type", "pattern", "mode", "capture", "basePattern", "baseCapture", "category")
_TOLD_APART = "two elements of one type are told apart by what they capture there; here a type is one component"
_LOSSES = {
    "capture": _TOLD_APART,
    "basePattern": "what stands above the pattern is not looked at here",
    "baseCapture": _TOLD_APART,
    "category": "elements are told apart by their type alone here",
}
_LIST = re.compile(r"\{([^{}]*,[^{}]*)\}")


class Pattern(NamedTuple):
    """One pattern. glob: from the root.  tail: what is held against the end of a path, "" = the whole path."""

    glob: str
    tail: str


class Element(NamedTuple):
    """One type of element. loss: in which ways its files are others here."""

    type: str
    patterns: tuple[Pattern, ...]
    loss: str = ""


def element(path: str, one: Any) -> Element:
    """Read one element.

    Raises:
        MnemeError: it has no type, or no pattern.
    """
    patterns = one.get("pattern") if isinstance(one, dict) else None
    patterns = [patterns] if isinstance(patterns, str) else patterns
    if not isinstance(patterns, list) or not patterns or not isinstance(one.get("type"), str):
        raise MnemeError(f"{path}: an element has no type or no pattern", HINT)
    texts = [str(each).replace("\\", "/").removeprefix("./").rstrip("/") for each in patterns]
    lost = [f"'{each}' has a pattern that is text here" for each in texts if _odd(each)][:1]
    lost += [f"{key}: {why}" for key, why in _LOSSES.items() if one.get(key)]
    lost += [f"{key}: no element has it, or mneme does not know it" for key in one if key not in _KEYS]
    read = [_pattern(text, one.get("mode", "folder")) for each in texts for text in _spread(each)]
    return Element(one["type"], tuple(dict.fromkeys(read)), "; ".join(lost))


def _odd(text: str) -> bool:
    left = _LIST.sub("", text)
    return text.startswith("!") or any(char in left for char in "()[]?+{")


def _spread(text: str) -> list[str]:
    """Spell out lists in braces; a brace that is no list is text."""
    found = _LIST.search(text)
    if found is None:
        return ["*".join(escape(part) for part in text.split("*"))]
    return [one for word in found[1].split(",") for one in _spread(text[: found.start()] + word + text[found.end() :])]


def _pattern(text: str, mode: str) -> Pattern:
    if mode == "full":
        return Pattern(text if "/" in text else f"./{text}", "")
    tail = text if mode == "file" else f"{text}/**"
    return Pattern(tail if tail.startswith("**/") else f"**/{tail}", tail)


def fits(pattern: Pattern, path: str) -> bool:
    """Tell whether a pattern selects a file, whoever else does."""
    return matches(pattern.glob.removeprefix("./"), path)


def home(elements: Iterable[Element], path: str) -> str:
    """Return the type that the plugin gives a file, "" if it gives none."""
    listed = tuple(one for one in elements if any(fits(each, path) for each in one.patterns))
    parts = path.split("/")
    for number in range(1, len(parts) + 1) if listed else ():
        end = "/".join(parts[-number:])
        for one in listed:
            if any(matches(each.tail, end) if each.tail else fits(each, path) for each in one.patterns):
                return one.type
    return ""
