"""Commands that a person can paste: words quoted only where a shell would read more into them."""

from __future__ import annotations

from mneme_cli.reports.text.spans import measure

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.reports.text.spans import Line

_PLAIN = frozenset("@%+=:,./-_#")


def quote(word: str) -> str:
    """Quote one word for a POSIX shell; one with control characters in the `$'…'` of bash and zsh."""
    if (
        word
        and all(char in _PLAIN or (char.isalnum() and char.isprintable()) for char in word)
        and not word.startswith("#")
    ):
        return word
    if not word.isprintable():
        return "$'" + "".join(map(_byte, word.encode("utf-8", "surrogateescape"))) + "'"
    return "'" + word.replace("'", "'\\''") + "'"


def command(*words: str) -> str:
    """Write a command line."""
    return " ".join(map(quote, words))


def lines(words: tuple[str, ...], width: int) -> list[Line]:
    """Write a command line, continued by a backslash in front of an option where it would not fit."""
    made: list[str] = []
    for part in _parts(words):
        if made and measure(made[-1]) + measure(part) + 3 <= width:
            made[-1] += f" {part}"
        else:
            made.append(f"  {part}" if made else part)
    ends = [" \\"] * (len(made) - 1) + [""]
    return [((line + end, "command"),) for line, end in zip(made, ends, strict=True)]


def _parts(words: tuple[str, ...]) -> list[str]:
    """Keep an option and its value together."""
    parts: list[list[str]] = []
    for word in words:
        if not parts or word.startswith("--"):
            parts.append([])
        parts[-1].append(quote(word))
    return [" ".join(part) for part in parts]


def _byte(byte: int) -> str:
    char = chr(byte)
    return "\\" + char if char in "\\'" else char if 32 <= byte < 127 else f"\\x{byte:02x}"
