r"""Globs over paths (and, with another separator, over dotted names), without `re`: the hook reads this.

`*` stays inside one segment, `**` crosses segments, `{name}` binds one segment or a part of it, `{!name}` is any
text but the one bound. `\\` takes the meaning from the next character; `[ ] ( ) ? !` never have one (Next.js names
folders `[slug]`). Alternatives `{a,b}` are expanded when a policy is compiled and never reach this module.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

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
    if "{" not in glob:
        return _runs(_split(glob, sep), path.split(sep))
    return next(bindings(glob, path, sep), None) is not None


def bindings(glob: str, path: str, sep: str = "/", bound: Mapping[str, str] | None = None) -> Iterator[dict[str, str]]:
    """Yield, each once, the ways to bind the captures of a glob so that it matches, given what is bound."""
    if "{" in glob:
        from mneme_cli.model.capture import walk

        yield from walk(_split(glob, sep), path.split(sep), dict(bound or {}), set())
    elif matches(glob, path, sep):
        yield dict(bound or {})


def spread(pattern: Sequence[str], items: Sequence[str], meets: Callable[[str, str], bool]) -> bool:
    """Match a whole sequence; `**` in the pattern takes any number. Only the last star seen is ever widened.

    What lies behind the star before it has been met as early as it can be, so that widening that one helps nobody:
    quadratic, however many stars there are.
    """
    at = here = mark = 0
    back = -1
    while here < len(items):
        if at < len(pattern) and pattern[at] == "**":
            at, back, mark = at + 1, at, here
        elif at < len(pattern) and meets(pattern[at], items[here]):
            at, here = at + 1, here + 1
        elif back >= 0:
            mark += 1
            at, here = back + 1, mark
        else:
            return False
    return all(rest == "**" for rest in pattern[at:])


def _runs(glob: list[str], path: list[str]) -> bool:
    """Match segments without captures; a trailing `**` is one segment and any more."""
    return spread([*glob, "*"] if glob[-1] == "**" else glob, path, fits)


def fits(glob: str, text: str) -> bool:
    """Match one segment without captures: its literal pieces, each as early as it stands there."""
    if "*" not in glob and "\\" not in glob:
        return glob == text
    first, *middle = _pieces(glob)
    if not middle or len(first) + len(middle[-1]) > len(text):
        return not middle and first == text
    last = middle.pop()
    at, end = len(first), len(text) - len(last)
    if not text.startswith(first) or not text.endswith(last):
        return False
    for piece in middle:
        at = text.find(piece, at, end) + len(piece)
        if at < len(piece):
            return False
    return True


def _pieces(glob: str) -> list[str]:
    """Split a segment at its stars, and take the backslashes away."""
    if "\\" not in glob:
        return glob.split("*")
    out, at = [""], 0
    while at < len(glob):
        if glob[at] == "*":
            out.append("")
        else:
            at += glob[at] == "\\"
            out[-1] += glob[at : at + 1]
        at += 1
    return out


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
    if "{" not in glob[0]:
        return fits(glob[0], path[0]) and _enters(glob[1:], path[1:], bound)
    from mneme_cli.model.capture import segment

    return any(_enters(glob[1:], path[1:], more) for more in segment(glob[0], path[0], bound, set()))


def fills(glob: str, folder: str) -> bool:
    """Tell whether a glob surely matches everything below a folder (with its slash, "" = the root)."""
    *head, last = _split(glob, "/")
    path = folder.split("/")[:-1]
    return last == "**" and any(_meets(head, path[:cut]) for cut in range(len(path) + 1))


def _meets(head: list[str], path: list[str]) -> bool:
    """Tell whether the segments in front of a last `**` match a folder."""
    if not head or not path:
        return not head and not path
    if not any("{" in part for part in head):
        return _runs(head, path)
    from mneme_cli.model.capture import walk

    return next(walk(head, path, {}, set()), None) is not None


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
