"""`mneme imports` as text, JSON lines, dot and mermaid."""

from __future__ import annotations

from json import dumps
from typing import TYPE_CHECKING

from mneme_cli.cli.words.graph import entity, quoted
from mneme_cli.commands.imports import LOOSE
from mneme_cli.model.visible import visible
from mneme_cli.reports.text.finding import place
from mneme_cli.reports.text.spans import flow, measure
from mneme_cli.reports.text.summary import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mneme_cli.commands.imports import Arrow, Imports, Row
    from mneme_cli.reports.text.spans import Line

_TARGET = 30
"""Columns from which on the meaning of an import is written."""


def text(found: Imports, by: str, width: int) -> list[Line]:
    """Write rows by file, else arrows between parts."""
    return table(found, width) if by == "file" else arrows(found, width)


def table(found: Imports, width: int) -> list[Line]:
    """Write every import below its file."""
    made: list[Line] = []
    last = ""
    for row in found.rows:
        if row.file != last:
            made += [*([()] if made else []), ((visible(row.file), "place"),)]
            last = row.file
        made += _row(row, width)
    return made + _sum(found, len(found.rows))


def _row(row: Row, width: int) -> list[Line]:
    """Write place, what is written, what it means, and its kinds unless it is a plain runtime import."""
    names = f" ({', '.join(row.names)})" if row.names else ""
    at = f"{row.line}:{row.column}"
    said = f"{at:>9}  {visible(row.specifier + names)}"
    kinds = [kind for kind in row.kinds if kind != "runtime"]
    target = "not there" if row.target == "?" else visible(row.target)
    parts = [(target, "warn" if row.target == "?" else "dim" if row.external else "")]
    parts += [(f"({', '.join(kinds)})", "dim")] if kinds else []
    if measure(said) + 2 <= _TARGET + 11:
        return flow([(said + " " * (_TARGET + 9 - measure(said)), ""), *parts], width, _TARGET + 11)
    first: list[Line] = [((line, ""),) for line in _wrapped(said, width)]
    return [*first, *(((" " * 13, ""), *line) for line in flow(parts, width - 13, 0))]


def _wrapped(said: str, width: int) -> Iterator[str]:
    """Break a long list of names behind a comma."""
    while measure(said) > width and (cut := said.rfind(", ", 12, width)) > 0:
        yield said[: cut + 1]
        said = " " * 13 + said[cut + 2 :]
    yield said


def arrows(found: Imports, width: int) -> list[Line]:
    """Write which part imports which, and how often."""
    size = max((measure(visible(one.source)) for one in found.arrows), default=0)
    made: list[Line] = []
    for one in found.arrows:
        name = visible(one.source)
        parts = [(f"{name}{' ' * (size - measure(name))}  →  {visible(one.target)}", "")]
        parts += [(count(one.imports, "import"), "dim")]
        parts += [(f"({', '.join(kinds)})", "dim")] if (kinds := _told(one)) else []
        made += flow(parts, width, 6)
    ends = {name for one in found.arrows for name in (one.source, one.target)}
    alone = [name for name in found.nodes if name not in ends]
    if alone:
        made += [*([()] if made else []), (("by themselves: ", "dim"), (visible(", ".join(alone)), ""))]
    return made + _sum(found, sum(one.imports for one in found.arrows))


def _told(one: Arrow) -> list[str]:
    """Name the kinds that tell a part's imports from plain ones."""
    if "runtime" not in one.kinds:
        return ["type only"]
    return [kind for kind in one.kinds if kind in ("type", "dynamic", "lazy")]


def _sum(found: Imports, imports: int) -> list[Line]:
    left = f"; {count(found.left, 'file')} left alone (excluded, generated or vendored)" if found.left else ""
    made: list[Line] = [(), ((f"{count(imports, 'import')} in {count(found.files, 'file')}{left}", ""),)]
    told = [f"{place(one.path, one.line)}: {visible(one.why)}, so some may be missing" for one in found.skipped]
    return made + [((line, "warn"),) for line in told]


def lines(found: Imports, by: str) -> str:
    """Write one JSON object a line: rows by file, else arrows."""
    rows = found.rows if by == "file" else found.arrows
    return "".join(dumps(row._asdict(), sort_keys=False) + "\n" for row in rows)


def dot(found: Imports) -> str:
    """Write a digraph for graphviz."""
    made = ["digraph imports {", "  rankdir=LR;", '  node [shape=box, style=rounded, fontname="sans-serif"];']
    for name in found.nodes:
        style = " [style=dashed]" if _foreign(name) else ""
        made.append(f"  {quoted(name)}{style};")
    for one in found.arrows:
        style = "" if "runtime" in one.kinds else ", style=dashed"
        ends = f"{quoted(one.source)} -> {quoted(one.target)}"
        made.append(f"  {ends} [label={quoted(str(one.imports))}{style}];")
    return "\n".join([*made, "}"]) + "\n"


def mermaid(found: Imports) -> str:
    """Write a flowchart that Markdown viewers draw (https://mermaid.js.org); dotted arrows are type-only."""
    names = {name: f"n{at}" for at, name in enumerate(found.nodes)}
    made = ["flowchart LR"]
    made += [f'  {names[name]}["{entity(name)}"]{":::other" if _foreign(name) else ""}' for name in found.nodes]
    for one in found.arrows:
        line = "-->" if "runtime" in one.kinds else "-.->"
        made.append(f"  {names[one.source]} {line}|{one.imports}| {names[one.target]}")
    if any(map(_foreign, found.nodes)):
        made.append("  classDef other stroke-dasharray:4")
    return "\n".join(made) + "\n"


def _foreign(name: str) -> bool:
    return name == LOOSE or name.startswith("pkg:")
