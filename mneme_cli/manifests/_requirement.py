"""One requirement as Python writes it (PEP 508): name, extras, range, marker or address; `packaging` is its witness."""

from __future__ import annotations

from mneme_cli.model.entry import Entry, normal

_RANGE = "<>=!~"
_NAME = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.")


def requirement(text: str, line: int = 0, column: int = 1, group: str = "runtime", label: str = "") -> Entry | None:
    """Return what a requirement asks for; None if the text is none."""
    text = text.strip()
    size = next((at for at, char in enumerate(text) if char not in _NAME), len(text))
    name, rest = text[:size], text[size:].strip()
    if not name or not name[0].isalnum() or not name[-1].isalnum():
        return None
    if rest.startswith("["):
        rest = rest.partition("]")[2].strip()
    if rest[:1] not in ("", "@", ";", "(", *_RANGE):
        return None
    wants = "" if rest.startswith("@") else _range(rest)
    return Entry(
        ecosystem="pypi",
        name=normal(name),
        line=line,
        column=column,
        group=group,
        label=label,
        wants=wants,
        version=exact(wants),
        written=name,
    )


def exact(wants: str) -> str:
    """Return the one version that a range allows, "" if it allows more."""
    bare = wants.removeprefix("===").removeprefix("==").strip()
    return bare if wants.startswith("==") and "," not in bare and "*" not in bare else ""


def _range(rest: str) -> str:
    wants = rest.partition(";")[0].strip()
    if wants.startswith("("):
        wants = wants[1:].partition(")")[0]
    return ",".join(part.strip() for part in wants.split(",") if part.strip())
