"""The captures `{name}` and `{!name}` of a glob: every way to bind them. Only a policy that has some loads this."""

from __future__ import annotations

from mneme_cli.model.glob import fits

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    Seen = set[tuple[object, ...]]


def walk(glob: list[str], path: list[str], bound: dict[str, str], seen: Seen) -> Iterator[dict[str, str]]:
    """Match segment by segment. seen: where this walk has been, from where it would find the same again."""
    if _again(seen, len(glob), len(path), bound):
        return
    if not glob:
        if not path:
            yield bound
        return
    if glob[0] == "**":
        for skip in range(0 if len(glob) > 1 else 1, len(path) + 1):
            yield from walk(glob[1:], path[skip:], bound, seen)
    elif path:
        for more in segment(glob[0], path[0], bound, set()):
            yield from walk(glob[1:], path[1:], more, seen)


def segment(glob: str, text: str, bound: dict[str, str], seen: Seen) -> Iterator[dict[str, str]]:
    """Match one segment letter by letter, as far as there are captures."""
    if _again(seen, len(glob), len(text), bound):
        return
    if "{" not in glob:
        if fits(glob, text):
            yield bound
    elif glob[0] == "*":
        for end in range(len(text) + 1):
            yield from segment(glob[1:], text[end:], bound, seen)
    elif glob[0] == "{" and "}" in glob:
        yield from _capture(glob, text, bound, seen)
    else:
        literal = glob[1:2] if glob[0] == "\\" else glob[0]
        if literal and text.startswith(literal):
            yield from segment(glob[2 if glob[0] == "\\" else 1 :], text[1:], bound, seen)


def _again(seen: Seen, glob: int, text: int, bound: dict[str, str]) -> bool:
    """Tell whether a walk stands where it stood before, and remember that it did."""
    here = (glob, text, *sorted(bound.items()))
    if here in seen:
        return True
    seen.add(here)
    return False


def _capture(glob: str, text: str, bound: dict[str, str], seen: Seen) -> Iterator[dict[str, str]]:
    name, _, rest = glob[1:].partition("}")
    if name[:1] != "!" and name in bound:
        if text.startswith(bound[name]):
            yield from segment(rest, text[len(bound[name]) :], bound, seen)
        return
    for end in range(1, len(text) + 1):
        if name[:1] == "!":
            if text[:end] != bound.get(name[1:]):
                yield from segment(rest, text[end:], bound, seen)
        else:
            yield from segment(rest, text[end:], {**bound, name: text[:end]}, seen)
