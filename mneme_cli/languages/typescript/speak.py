"""A file's name as any other file could write it, and an import of it: for questions about imports nobody wrote yet."""

from __future__ import annotations

from mneme_cli.languages.typescript.probe import bare

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.model.layout import Layout


def speak(path: str, _layout: Layout) -> str:
    """Return the path from the root of the repository, without suffix."""
    return f"/{bare(path)}"


def statement(name: str, taken: str = "", typed: bool = False) -> bytes:
    """Write the import of a module, or of one name of it."""
    said = f"{{{taken}}} from " if taken else "{} from " if typed else ""
    return f'import {"type " if typed else ""}{said}"{name}";\n'.encode()
