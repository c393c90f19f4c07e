"""The text of a new record: YAML as a person would write it, that our own strict reader reads back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from unicodedata import combining, normalize

import yaml

from mneme_cli.model.day import show
from mneme_cli.model.rule import written

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mneme_cli.model.corpus import Clause, Corpus

PROSE = {
    "context": "What made this decision necessary? What was tried, what went wrong, what is at stake?",
    "decision": "What do we do from now on?",
    "consequences": "What becomes easier, what becomes harder, what has to be done?",
}
_SLUG = 60


class _Dumper(yaml.SafeDumper):
    """Block lists indented below their key, and several lines as a literal block."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002 (PyYAML's protocol)
        super().increase_indent(flow=flow, indentless=False)

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 (PyYAML's protocol)
        return True


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)


def dump(data: Mapping[str, Any]) -> str:
    """Write plain data as block YAML in its own order; anchors never appear.

    PyYAML would quote the key `on`, which YAML 1.1 takes for a boolean; our reader takes it for the word it is.
    """
    text = yaml.dump(dict(data), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10_000)
    return re.sub(r"^( *)'on':", r"\1on:", text, flags=re.MULTILINE)


def day(key: str, number: int) -> str:
    """Write a date unquoted, as people do; the reader takes dates as text anyway."""
    return f"{key}: {show(number)}\n"


def prose(given: Mapping[str, str]) -> str:
    """Write the prose blocks, with a question where nothing was given."""
    return dump({key: (given.get(key) or asked).rstrip("\n") + "\n" for key, asked in PROSE.items()})


def asked(key: str, said: str) -> bool:
    """Tell whether prose is still the question that it should answer."""
    return said.strip() == PROSE.get(key)


def slug(title: str) -> str:
    """Make the part of a file name that tells people what is in it; accents fall, other scripts stay."""
    bare = "".join(char for char in normalize("NFKD", title.casefold()) if not combining(char))
    words = "".join(char if char.isalnum() else " " for char in normalize("NFC", bare)).split()
    made = ""
    for word in words:
        if len(made) + len(word) >= _SLUG:
            break
        made += f"-{word}"
    return made[1:] or "-".join(words)[:_SLUG]


def next_id(used: Iterable[str], prefix: str = "ADR-", digits: int = 4) -> str:
    """Return the id behind the highest of this repository, in the spelling that most of them have."""
    numbers: list[tuple[str, str]] = []
    for name in map(written, used):
        front = name.rstrip("0123456789")
        if ":" not in name and front != name:
            numbers.append((front, name[len(front) :]))
    if numbers:
        fronts = [front for front, _ in numbers]
        prefix = max(sorted(set(fronts)), key=fronts.count)
        digits = max(len(number) for front, number in numbers if front == prefix)
    highest = max((int(number) for front, number in numbers if front == prefix), default=0)
    return f"{prefix}{highest + 1:0{digits}}"


def folder(corpus: Corpus) -> str:
    """Return the folder that new records go to."""
    return corpus.settings.decisions[0].strip("/") if corpus.settings.decisions else "docs/decisions"


def clause(one: Clause) -> dict[str, Any]:
    """Write a rule as it was written: verb first, then modifiers that are not the default."""
    made: dict[str, Any] = {one.verb: one.params}
    made |= {"in": list(one.inside)} if one.inside else {}
    made |= {"except": _excuses(one)} if one.excuses else {}
    made |= {"when": dict(one.when)} if one.when else {}
    made |= {"level": one.level} if one.level != "normal" else {}
    made |= {"waivable_by": list(one.waivable_by)} if one.waivable_by else {}
    made |= {"may_be_empty": True} if one.may_be_empty else {}
    return made | ({"say": one.say} if one.say else {})


def _excuses(one: Clause) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for what, why, hide in one.excuses:
        more = {"hide": hide, "may_be_empty": what in one.standing}
        out[what] = {"because": why} | {key: True for key, on in more.items() if on} if any(more.values()) else why
    return out


def copied(one: Clause, as_of: int) -> dict[str, Any]:
    """Write a rule for a record that takes its place: a day that is still to come stays the day on which it begins."""
    return clause(one) | ({"begins": show(one.begins)} if one.begins > as_of else {})
