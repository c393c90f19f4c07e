r"""Globs over paths (and, with another separator, over dotted names), without `re`: the hook reads this.

`*` stays inside one segment, `**` crosses segments, `{name}` binds one segment or a part of it, `{!name}` is any
text but the one bound. `\\` takes the meaning from the next character; `[ ] ( ) ? !` never have one (Next.js names
folders `[slug]`). Alternatives `{a,b}` are expanded when a policy is compiled and never reach this module.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SPECIAL = "*{\\"


def plain(glob: str) -> bool:
    """Tell whether a glob has no special character, so that it is its own and only match."""
    return "*" not in glob and "{" not in glob and "\\" not in glob


def escape(path: str) -> str:
    """Make a glob that matches this path and nothing else."""
    return "".join("\\" + char if char in "*{}\\" else char for char in path)


def stem(glob: str) -> str:
    """Return the literal folder in front of the first special character (with its slash), or the whole literal path."""
    cut = min((at for mark in _SPECIAL if (at := glob.find(mark)) >= 0), default=-1)
    return glob if cut < 0 else glob[: glob.rfind("/", 0, cut) + 1]


def matches(glob: str, path: str, sep: str = "/") -> bool:
    """Match a whole path; a trailing `**` needs at least one segment.

    A folder with its slash, by which a package without `__init__` is imported, lies in its own `folder/**`.
    """
    if plain(glob):
        return glob == path
    if glob == "**":
        return True
    if glob.endswith(sep + "**") and plain(glob[:-2]):
        return path.startswith(glob[:-2])
    return next(bindings(glob, path, sep), None) is not None


def bindings(glob: str, path: str, sep: str = "/", bound: Mapping[str, str] | None = None) -> Iterator[dict[str, str]]:
    """Yield every way in which the captures of a glob can be bound so that it matches, given what is bound already."""
    yield from _walk(_split(glob, sep), path.split(sep), dict(bound or {}))


def enters(glob: str, folder: str) -> bool:
    """Tell whether a glob may match something below a folder (with its slash, "" = the root).

    Captures that are used twice are taken as if they always agreed: generous, never wrong.
    """
    if plain(glob):
        return glob.startswith(folder)
    return _enters(_split(glob, "/"), folder.split("/")[:-1], {})


def _enters(glob: list[str], path: list[str], bound: dict[str, str]) -> bool:
    if not path or not glob:
        return bool(glob)
    if glob[0] == "**":
        return True
    return any(_enters(glob[1:], path[1:], more) for more in _segment(glob[0], path[0], bound))


def fills(glob: str, folder: str) -> bool:
    """Tell whether a glob surely matches everything below a folder (with its slash, "" = the root)."""
    *head, last = _split(glob, "/")
    path = folder.split("/")[:-1]
    return last == "**" and any(next(_walk(head, path[:cut], {}), None) is not None for cut in range(len(path) + 1))


def _split(glob: str, sep: str) -> list[str]:
    """Split at separators that are not escaped and not inside braces."""
    out, start, at = [], 0, 0
    while at < len(glob):
        if glob[at] == "\\":
            at += 1
        elif glob[at] == "{":
            at = max(glob.find("}", at), at)
        elif glob.startswith(sep, at):
            out.append(glob[start:at])
            start = at + len(sep)
        at += 1
    return [*out, glob[start:]]


def _walk(glob: list[str], path: list[str], bound: dict[str, str]) -> Iterator[dict[str, str]]:
    if not glob:
        if not path:
            yield bound
        return
    if glob[0] == "**":
        for skip in range(0 if len(glob) > 1 else 1, len(path) + 1):
            yield from _walk(glob[1:], path[skip:], bound)
    elif path:
        for more in _segment(glob[0], path[0], bound):
            yield from _walk(glob[1:], path[1:], more)


def _segment(glob: str, text: str, bound: dict[str, str]) -> Iterator[dict[str, str]]:
    if not glob:
        if not text:
            yield bound
    elif glob[0] == "*":
        for end in range(len(text) + 1):
            yield from _segment(glob[1:], text[end:], bound)
    elif glob[0] == "{" and "}" in glob:
        yield from _capture(glob, text, bound)
    else:
        literal = glob[1:2] if glob[0] == "\\" else glob[0]
        if literal and text.startswith(literal):
            yield from _segment(glob[2 if glob[0] == "\\" else 1 :], text[1:], bound)


def _capture(glob: str, text: str, bound: dict[str, str]) -> Iterator[dict[str, str]]:
    name, _, rest = glob[1:].partition("}")
    if name[:1] != "!" and name in bound:
        if text.startswith(bound[name]):
            yield from _segment(rest, text[len(bound[name]) :], bound)
        return
    for end in range(1, len(text) + 1):
        if name[:1] == "!":
            if text[:end] != bound.get(name[1:]):
                yield from _segment(rest, text[end:], bound)
        else:
            yield from _segment(rest, text[end:], {**bound, name: text[:end]})
