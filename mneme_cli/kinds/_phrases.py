"""The far side of a rule in words, from its parameters as written: what people and agents read in a packet line."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_PLAIN = ("imports", "packages")
"""Objects that a line means where it names none."""


def names(value: Any) -> str:
    """Write one value, or several in a row."""
    if isinstance(value, dict):
        return matchers(value)
    if isinstance(value, (list, tuple)):
        return ", ".join(names(each) for each in value)
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def matchers(params: Mapping[str, Any] | list[Any]) -> str:
    """Write what forbid, require and ratchet look for: names, with the word of their object where it is not imports."""
    named = params if isinstance(params, dict) else {"imports": params}
    plain = [names(named[word]) for word in _PLAIN if word in named]
    return ", ".join([*plain, *(_other(word, value) for word, value in named.items() if word not in _PLAIN)])


def _other(word: str, value: Any) -> str:
    return word if value is True else f"{word} ({names(value)})"


def order(params: Mapping[str, Any] | list[Any]) -> str:
    """Write layers; in brackets what shares one, with a bar between those that must not know each other."""
    levels = params["order"] if isinstance(params, dict) else params
    return ", ".join(each if isinstance(each, str) else f"({_level(each)})" for each in levels)


def _level(several: Mapping[str, Any] | list[Any]) -> str:
    return " | ".join(map(names, several["peers"])) if isinstance(several, dict) else names(several)


def units(params: Mapping[str, Any] | list[Any]) -> str:
    """Write the parts that are independent."""
    if isinstance(params, dict) and "each_child_of" in params:
        return f"the children of {names(params['each_child_of'])}"
    return names(params["units"] if isinstance(params, dict) else params)


def guarded(params: Mapping[str, Any] | list[Any]) -> str:
    """Write what is protected, and who may import it all the same."""
    if not isinstance(params, dict):
        return names(params)
    only = f", but from {names(params['allow'])}" if params.get("allow") else ""
    return names(params["what"]) + only


def bounds(params: Mapping[str, Any]) -> str:
    """Write a metric and its bounds."""
    ends = [f"{word.replace('_', ' ')} {params[word]}" for word in ("at_least", "at_most") if word in params]
    return f"{params['metric'].replace('_', '-')} {', '.join(ends)}"
