"""A decision → its YAML, as a careful person writes it: block lists, prose behind `|`, quotes where YAML needs them.

`mneme new` and the importers use it. Law, tested: loading what is written gives the decision back, places aside.
"""

from __future__ import annotations

import re

from mneme_cli.model import day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from mneme_cli.model.corpus import Clause, Decision, Link

_BARE = re.compile(r"[A-Za-z_.][A-Za-z0-9_./+@*()-]*(?: [A-Za-z0-9_./+*(>=-][A-Za-z0-9_./+@*()=>-]*)*")
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_./+@*(),;'-]*(?: [A-Za-z0-9_./+*(>=-][A-Za-z0-9_./+@*(),;'=>-]*)*")
_TYPED = ("true", "false", "null")
_BLOCK = re.compile("[\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]*")
_PROSE = ("context", "decision", "consequences", "alternatives")
_DAYS = ("date", "effective", "expires", "review_by")


def render(decision: Decision) -> str:
    """Write a decision as the text of its file."""
    return "".join(f"{line}\n" for line in _decision(decision))


def _decision(one: Decision) -> Iterator[str]:
    yield f"id: {text(_own(one.id, one.pack))}"
    yield f"title: {text(one.title, prose=True)}"
    yield f"status: {one.status}"
    for key in _DAYS:
        if getattr(one, key):
            yield f"{key}: {day.show(getattr(one, key))}"
    yield from _value("by", one.by)
    yield from _value("scope", one.scope)
    for kind in ("supersedes", "amends", "overrides", "relates"):
        yield from _value(kind, [_link(link, one.pack) for link in one.links if link.kind == kind])
    for key, given in one.extra.items():
        yield from _value(key, given, keep=True)
    if one.clauses:
        yield "rules:"
    for clause in one.clauses:
        yield f"  {text(clause.id.partition('#')[2])}:"
        yield from _indented(_clause(clause), "    ")
    for key in _PROSE:
        yield from _prose(key, getattr(one, key))


def _clause(one: Clause) -> Iterator[str]:
    yield from _value(one.verb, one.params, keep=True)
    yield from _value("in", one.inside)
    yield from _excuses(one)
    yield from _value("when", one.when)
    if one.begins:
        yield f"begins: {day.show(one.begins)}"
    if one.level != "normal":
        yield f"level: {one.level}"
    yield from _value("waivable_by", one.waivable_by)
    if one.may_be_empty:
        yield "may_be_empty: true"
    yield from _prose("say", one.say)


def _excuses(one: Clause) -> Iterator[str]:
    if one.excuses:
        yield "except:"
    for what, why, hide in one.excuses:
        if hide:
            yield from (f"  {text(what)}:", f"    because: {text(why, prose=True)}", "    hide: true")
        else:
            yield f"  {text(what)}: {text(why, prose=True)}"


def _link(link: Link, pack: str) -> Any:
    target = _own(link.target, pack)
    return {"rule": target, "in": link.inside, "because": link.because} if link.kind == "overrides" else target


def _own(name: str, pack: str) -> str:
    return name.removeprefix(f"{pack}:") if pack else name


def _prose(key: str, words: str) -> Iterator[str]:
    """Write prose: on its line if it is one plain line, behind `|` if it has several."""
    if "\n" in words and _BLOCK.fullmatch(words):
        yield f"{key}: |"
        yield from (f"  {line}" if line else "" for line in words.split("\n"))
    elif words:
        yield f"{key}: {text(words, prose=True)}"


def _value(key: str, value: Any, keep: bool = False) -> Iterator[str]:
    """Write `key: value` in block style; what is empty is left out, unless it has to be kept."""
    if isinstance(value, (dict, list, tuple)) and value:
        yield f"{text(key)}:"
        yield from _indented(_entries(value), "  ")
    elif keep or value:
        yield f"{text(key)}: {_scalar(value)}"


def _entries(value: Mapping[str, Any] | list[Any] | tuple[Any, ...]) -> Iterator[str]:
    if isinstance(value, dict):
        for key, given in value.items():
            yield from _value(key, given, keep=True)
        return
    for entry in value:
        if isinstance(entry, (dict, list, tuple)) and entry:
            first, *rest = _entries(entry)
            yield f"- {first}"
            yield from _indented(iter(rest), "  ")
        else:
            yield f"- {_scalar(entry)}"


def _indented(lines: Iterator[str], by: str) -> Iterator[str]:
    return (by + line if line else "" for line in lines)


def _scalar(value: Any) -> str:
    if isinstance(value, str):
        return text(value)
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    return str(value) if isinstance(value, int) else "[]" if isinstance(value, (list, tuple)) else "{}"


def text(words: str, prose: bool = False) -> str:
    """Write one text on one line: bare where it is read back as it is (commas only in prose), else in quotes."""
    if (_PLAIN if prose else _BARE).fullmatch(words) and words not in _TYPED and not words.startswith(("...", "- ")):
        return words
    return '"' + "".join(_escaped(char) for char in words) + '"'


def _escaped(char: str) -> str:
    if char in '"\\':
        return "\\" + char
    if char == "\n":
        return "\\n"
    if char.isprintable() and char != "\ufeff":
        return char
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"
