"""What `mneme rules` shows: the table of verbs and objects, and the page of one, laid out for the width there is."""

from __future__ import annotations

import re
from textwrap import dedent
from typing import TYPE_CHECKING

from mneme_cli.reports.text.spans import wrap

if TYPE_CHECKING:
    from mneme_cli.commands.rules import Leaf
    from mneme_cli.reports.text.spans import Line

SHELVES = {"kinds": "Verbs: what can be wrong", "relations": "Objects: what a verb speaks of"}
_SECTION = re.compile(r"^([A-Z][a-z ]+):\n((?:(?: {4}.*)?(?:\n|\Z))+)", re.MULTILINE)
_HEADS = {
    "Says": "What it says",
    "Breaks": "What breaks it",
    "Holds": "What holds",
    "Instead": "What to do instead",
    "Example": "As YAML, in a decision",
    "Code": "In code: what breaks is marked, all else holds",
    "Beside it": "Keys beside it",
}
_MARK = "# breaks"
_FILE = re.compile(r"# [\w./]+\.\w+")


def leaves(all_of_them: tuple[Leaf, ...], width: int) -> list[Line]:
    """Write the table of verbs and objects."""
    made: list[Line] = []
    size = max((len(leaf.name) for leaf in all_of_them), default=0) + 2
    for shelf, head in SHELVES.items():
        entries = [leaf for leaf in all_of_them if leaf.shelf == shelf]
        made += [*([()] if made else []), ((head, "title"),)] if entries else []
        for leaf in entries:
            told = wrap(leaf.says, width - size - 2) or [""]
            made.append(((f"  {leaf.name:<{size}}", "rule"), (told[0], "")))
            made += [((" " * (size + 2) + line, ""),) for line in told[1:]]
    told = wrap("mneme rules NAME shows the page, with an example that holds and one that breaks.", width)
    return [*made, (), *(((line, "dim"),) for line in told)]


def page(leaf: Leaf, width: int) -> list[Line]:
    """Write one page: what it says, why, an example of it as YAML, and code that breaks it and code that holds."""
    made: list[Line] = [((leaf.name, "rule"), ("  a verb" if leaf.shelf == "kinds" else "  an object", "dim"))]
    made += [((line, "title"),) for line in wrap(leaf.says, width)]
    for found in _SECTION.finditer(leaf.page):
        text = dedent(found[2]).strip("\n")
        made += [(), ((_HEADS.get(found[1], found[1]), "title"),)]
        if found[1] == "Example":
            made += [((f"    {line}".rstrip(), "command"),) for line in _rule(leaf.name, text)]
        elif found[1] == "Code":
            made += [((f"    {line}".rstrip(), _style(line)),) for line in text.splitlines()]
        else:
            made += [((f"  {line}", ""),) for line in wrap(text, width - 2)]
    return made


def _rule(name: str, text: str) -> list[str]:
    """Put an example where it stands in a decision: under `rules`, with a name of its own."""
    return ["rules:", f"  my-{name}:", *(f"    {line}" for line in text.splitlines())]


def _style(line: str) -> str:
    return "block" if _MARK in line else "place" if _FILE.fullmatch(line) else ""
