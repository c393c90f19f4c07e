"""Versions and specifiers of Python packages (PEP 440); `^` and single versions as poetry reads them."""

from __future__ import annotations

from mneme_cli.manifests._versions.spans import EVERYTHING, Span, meet

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from mneme_cli.manifests._versions.spans import Spans

    Key = tuple[int, tuple[int, ...], tuple[int, int], int, int]
    """Epoch, release without its last zeros, pre-release, post-release, development release."""

_LAST = 1 << 60
_NO_PRE, _BEFORE_PRE, _NO_POST = (3, 0), (-1, 0), -1
_PRES = {"a": 0, "alpha": 0, "b": 1, "beta": 1, "c": 2, "rc": 2, "pre": 2, "preview": 2}
_POSTS = ("post", "rev", "r")
_OPERATORS = ("===", "==", "!=", "<=", ">=", "~=", "<", ">", "^", "~")


def key(text: str) -> Key:
    """Return what versions are compared by; a local version counts as the public one.

    Raises:
        ValueError: it is no version.
    """
    plain = text.strip().lower().partition("+")[0].removeprefix("v")
    epoch, mark, rest = plain.rpartition("!")
    words = [*_words(rest)]
    release = []
    while words and words[0].isdigit():
        release.append(int(words.pop(0)))
    if not release:
        raise ValueError(f"'{text}' is no version")
    pre, post, dev = _suffixes(words, text)
    while len(release) > 1 and not release[-1]:
        release.pop()
    return int(epoch) if mark else 0, tuple(release), pre, post, dev


def _words(text: str) -> Iterator[str]:
    """Cut a version where digits, letters and separators meet; a hyphen before a number is a post-release."""
    word = ""
    for at, char in enumerate(text):
        if char in ".-_":
            if word:
                yield word
            word = ""
            if char == "-" and text[at + 1 : at + 2].isdigit() and not word:
                yield "post"
        elif word and word[-1].isdigit() != char.isdigit():
            yield word
            word = char
        else:
            word += char
    if word:
        yield word


def _suffixes(words: list[str], text: str) -> tuple[tuple[int, int], int, int]:
    pre, post, dev = None, _NO_POST, _LAST
    while words:
        word = words.pop(0)
        number = int(words.pop(0)) if words and words[0].isdigit() else 0
        if word in _PRES and pre is None and post == _NO_POST and dev == _LAST:
            pre = (_PRES[word], number)
        elif word in _POSTS and post == _NO_POST and dev == _LAST:
            post = number
        elif word == "dev" and dev == _LAST:
            dev = number
        else:
            raise ValueError(f"'{text}' is no version")
    bare = pre is None and post == _NO_POST and dev != _LAST
    return (_BEFORE_PRE if bare else pre or _NO_PRE), post, dev


def spans(text: str) -> Spans:
    """Return the spans of a specifier set: `>=2,<3`; `||` joins alternatives.

    Raises:
        ValueError: it is no specifier set.
    """
    out: list[Span] = []
    for choice in text.split("||"):
        found = EVERYTHING
        for part in choice.split(","):
            if part.strip():
                found = meet(found, _specifier(part.strip()))
        out += found
    return tuple(out)


def _specifier(text: str) -> Spans:
    operator = next((each for each in _OPERATORS if text.startswith(each)), "==")
    version = text.removeprefix(operator).strip()
    if version.endswith(".*") or version == "*":
        inner = _prefix(version.removesuffix("*").rstrip("."))
        return _outside(inner) if operator == "!=" else (inner,)
    at = key(version)
    if operator in ("==", "===", "!="):
        point = Span(at, True, at, True)
        return _outside(point) if operator == "!=" else (point,)
    if operator in ("~=", "^", "~"):
        return (Span(at, True, _caret(operator, version), False),)
    return _ordered(operator, at)


def _ordered(operator: str, at: Key) -> Spans:
    epoch, release, pre, post, _ = at
    if operator == ">=":
        return (Span(at, True),)
    if operator == "<=":
        return (Span(high=at),)
    if operator == ">":  # neither the post-releases of that version nor itself
        return (Span(low=(epoch, release, pre, _LAST, _LAST) if post == _NO_POST else at, low_in=False),)
    floor = (epoch, release, _BEFORE_PRE, _NO_POST, -1)
    if pre != _NO_PRE:
        return (Span(high=at, high_in=False),)
    final = (epoch, release, _NO_PRE, _NO_POST, _LAST)
    before = Span(high=floor, high_in=False)  # nor the pre-releases of that version
    return (before,) if post == _NO_POST else (before, Span(final, True, at, False))


def _outside(span: Span) -> Spans:
    below, above = Span(high=span.low, high_in=not span.low_in), Span(low=span.high, low_in=not span.high_in)
    return tuple(each for each in (below, above) if each != Span())


def _prefix(version: str) -> Span:
    """Return everything that begins with a release: `2.1.*`."""
    if not version:
        return Span()
    epoch, parts = _release(version)
    low, high = (_floor(epoch, tuple(each)) for each in (parts, [*parts[:-1], parts[-1] + 1]))
    return Span(low, True, high, False)


def _caret(operator: str, version: str) -> Key:
    """Return where `~=2.2`, `^2.2` and `~2.2` end."""
    epoch, parts = _release(version)
    if operator == "^":
        size = next((at for at, part in enumerate(parts) if part), len(parts) - 1)
        kept = parts[: size + 1]
    elif operator == "~":
        kept = parts[:2]
    elif len(parts) < 2:
        raise ValueError(f"'~={version}' needs two numbers")
    else:
        kept = parts[:-1]
    return _floor(epoch, (*kept[:-1], kept[-1] + 1))


def _release(version: str) -> tuple[int, list[int]]:
    """Return epoch and release with their zeros, which `~=` counts."""
    epoch = key(version)[0]
    out = []
    for word in _words(version.lower().rpartition("!")[2].removeprefix("v")):
        if not word.isdigit():
            break
        out.append(int(word))
    return epoch, out


def _floor(epoch: int, release: tuple[int, ...]) -> Key:
    """Return what lies below every version of a release."""
    parts = list(release)
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    return epoch, tuple(parts), _BEFORE_PRE, _NO_POST, -1
