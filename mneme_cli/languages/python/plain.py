"""An import statement read from its bytes, where these are so plain that they can mean one thing only.

Asking tree-sitter's nodes costs ten times as much as splitting the text. The tree has said already that a statement
stands here and where it ends; whatever has a comment, a backslash or a letter beyond ASCII in it is left to the nodes.
"""

from __future__ import annotations

_PLAIN = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.,() \t\n\r"


def said(statement: bytes) -> tuple[str, list[tuple[str, str]]] | None:
    """Return where a statement imports from ("" = `import`), and each name with its alias; None: ask the nodes."""
    if statement.translate(None, _PLAIN):
        return None
    text = statement.decode("ascii")
    if text.startswith("import"):
        written, listed = "", text[6:]
    else:
        head, _, listed = text.partition(" import ")
        written, listed = head[4:].strip(), _bare(listed.strip())
    named = [_named(part.split()) for part in listed.split(",")]
    if None in named or not text.startswith(("import ", "from")) or " " in written or "\t" in written:
        return None
    return written, named  # type: ignore[return-value]  # no None is left


def _bare(listed: str) -> str:
    """Take off the brackets around names, and the comma behind the last one."""
    if listed.startswith("(") and listed.endswith(")"):
        return listed[1:-1].rstrip().removesuffix(",")
    return listed


def _named(words: list[str]) -> tuple[str, str] | None:
    """Read `a.b` or `a.b as c`."""
    if len(words) == 1 and "(" not in words[0] and ")" not in words[0]:
        return words[0], ""
    return (words[0], words[2]) if len(words) == 3 and words[1] == "as" else None
