"""`mneme imports` as text, JSON lines, dot and mermaid."""

from __future__ import annotations

from itertools import groupby
from json import dumps
from typing import TYPE_CHECKING

from mneme_cli.cli.words.graph import entity, quoted
from mneme_cli.commands.imports import LOOSE
from mneme_cli.model.visible import visible
from mneme_cli.reports._tally import count
from mneme_cli.reports.text.finding import place
from mneme_cli.reports.text.spans import flow, measure, wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from mneme_cli.commands.imports import Arrow, Imports, Row
    from mneme_cli.reports.text.spans import Line, Span

_ROOM = 28
"""Columns for what stands beside the two names."""
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
    return made + _sum(found, len(found.rows), width)


def _row(row: Row, width: int) -> list[Line]:
    """Write place, what is written, what it means, and its kinds unless it is a plain runtime import."""
    names = f" ({', '.join(row.names)})" if row.names else ""
    at = f"{row.line}:{row.column}"
    said = f"{at:>9}  {visible(row.specifier + names)}"
    kinds = [kind for kind in row.kinds if kind != "runtime"]
    target = "not there" if row.target == "?" else visible(row.target)
    parts = [(target, "warn" if row.target == "?" else "dim" if row.external else "")]
    parts += [(f"({', '.join(kinds)})", "dim")] if kinds else []
    if measure(said) + 2 <= _TARGET + 11 and _TARGET + 11 + measure(target) <= width:
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
    """Write which part imports which, and how often: in one line each where that fits, else below the part."""
    sizes = [max((measure(visible(end(one))) for one in found.arrows), default=0) for end in (_source, _target)]
    if sum(sizes) + _ROOM <= width:
        made = [line for one in found.arrows for line in _flat(one, sizes, width)]
    else:
        made = _grouped(found.arrows, width)
    ends = {name for one in found.arrows for name in (one.source, one.target)}
    alone = ", ".join(name for name in found.nodes if name not in ends)
    if alone:
        made += [
            *([()] if made else []),
            *(((line, "dim"),) for line in wrap(f"by themselves: {visible(alone)}", width)),
        ]
    return made + _sum(found, sum(one.imports for one in found.arrows), width)


def _source(one: Arrow) -> str:
    return one.source


def _target(one: Arrow) -> str:
    return one.target


def _flat(one: Arrow, sizes: list[int], width: int) -> list[Line]:
    ends = [visible(end) + " " * (size - measure(visible(end))) for end, size in zip(_ends(one), sizes, strict=True)]
    return flow([("  →  ".join(ends), ""), *_counted(one)], width, 6)


def _grouped(some: Iterable[Arrow], width: int) -> list[Line]:
    made: list[Line] = []
    for name, of_one in groupby(some, _source):
        made += [*([()] if made else []), ((visible(name), "place"),)]
        for one in of_one:
            made += flow([(f"  →  {visible(one.target)}", ""), *_counted(one)], width, 6)
    return made


def _ends(one: Arrow) -> tuple[str, str]:
    return one.source, one.target


def _counted(one: Arrow) -> list[Span]:
    kinds = _told(one)
    return [(count(one.imports, "import"), "dim"), *([(f"({', '.join(kinds)})", "dim")] if kinds else [])]


def _told(one: Arrow) -> list[str]:
    """Name the kinds that tell a part's imports from plain ones."""
    if "runtime" not in one.kinds:
        return ["type only"]
    return [kind for kind in one.kinds if kind in ("type", "dynamic", "lazy")]


def _sum(found: Imports, imports: int, width: int) -> list[Line]:
    left = f"; {count(found.left, 'file')} left alone (excluded, generated or vendored)" if found.left else ""
    told = f"{count(imports, 'import')} in {count(found.files, 'file')}{left}"
    return [(), *(((line, ""),) for line in wrap(told, width)), *unread(found, width)]


def unread(found: Imports, width: int) -> list[Line]:
    """Write which files could not be read well, so that some of their imports may be missing."""
    told = [(place(one.path, one.line), f"{visible(one.why)}: some imports may be missing") for one in found.skipped]
    return [line for at, why in told for line in flow([(at, "place"), (why, "warn")], width, 6)]


def lines(found: Imports, by: str) -> str:
    """Write one JSON object a line: rows by file, else arrows."""
    rows = found.rows if by == "file" else found.arrows
    return "".join(dumps(row._asdict(), sort_keys=False) + "\n" for row in rows)


def dot(found: Imports, _: str) -> str:
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


def mermaid(found: Imports, _: str) -> str:
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


DATA: dict[str, Callable[[Imports, str], str]] = {"jsonl": lines, "dot": dot, "mermaid": mermaid}
"""Formats for machines, by name: what was found, and `--by`."""
