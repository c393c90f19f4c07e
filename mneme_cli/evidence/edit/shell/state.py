"""What a walk through a command knows and has found: where it stands, what lies in the files it has touched."""

from __future__ import annotations

from mneme_cli.evidence.disk import DIR, form
from mneme_cli.evidence.edit.shell.heredocs import STRING
from mneme_cli.evidence.edit.shell.said import Said, joined
from mneme_cli.evidence.edit.shell.words import Word, document
from mneme_cli.evidence.names import tidy
from mneme_cli.model.event import Edit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from mneme_cli.evidence.edit.shell.heredocs import Heredoc

_MOST = 200
"""Files of one folder that are followed when it is moved, copied or deleted."""
_COMPUTED = "a path that is computed"


class State:
    """The mutable part of a walk: cwd ("" = unknown), variables, texts (None = unknown), and what was found.

    heredocs: the texts that were lifted out of the command that is read now, by the names that stand for them.
    """

    def __init__(self, cwd: str) -> None:
        self.cwd = cwd
        self.variables: dict[str, Word] = {"HOME": Word(_home())}
        self.texts: dict[str, Said | None] = {}
        self.heredocs: dict[str, Heredoc] = {}
        self.edits: list[Edit] = []
        self.opaque: list[str] = []
        self.evasions: list[tuple[str, str]] = []

    def path(self, said: Word) -> str:
        """Return the absolute path that a word names, "" if that is computed."""
        text = said.text
        if text == "~" or text.startswith("~/"):
            text = _home() + text[1:]
        if not said.sure or not text or (not text.startswith("/") and not self.cwd):
            return ""
        return tidy(text if text.startswith("/") else f"{self.cwd}/{text}")

    def paths(self, words: list[Word]) -> list[str]:
        """Return the paths that words name, with globs spelled out; one that is computed is noted."""
        out: list[str] = []
        for said in words:
            found = self._spelled(said)
            if not found:
                self.opaque.append(_COMPUTED)
            out += found
        return out

    def _spelled(self, said: Word) -> list[str]:
        path = self.path(said)
        if not path or not said.globs:
            return [path] * bool(path)
        folder, _, name = path.rpartition("/")
        if "*" not in name or any(char in folder for char in "*?[{") or any(char in name for char in "?[{"):
            return []
        from mneme_cli.model.glob import matches

        return [f"{folder}/{each}" for each in _listed(folder) if each[:1] != "." and matches(name, each)]

    def read(self, said: Word) -> Said | None:
        """Return what `<` reads: a here-document or here-string that was lifted, or a file."""
        if said.text.startswith(STRING):
            return Said(said.text.removeprefix(STRING) + "\n", said.sure)
        if said.text in self.heredocs:
            return Said(*document(self.heredocs[said.text]))
        return self.content(said)

    def content(self, said: Word) -> Said | None:
        """Return what is in a file: what this command has put there, else what lies on the disk."""
        path = self.path(said)
        return self.of(path) if path and not said.globs else None

    def of(self, path: str) -> Said | None:
        """Return what is in a file by its path."""
        return self.texts.get(path, Said(source=path))

    def write(self, said: Word, made: Said | None, more: bool = False) -> None:
        """Note that a file is written; more: behind what it holds already."""
        path = self.path(said)
        if not path:
            self.opaque.append(_COMPUTED)
        elif not path.startswith("/dev/"):
            self.put(path, made, more)

    def put(self, path: str, made: Said | None, more: bool = False) -> None:
        """Note what is written to a path."""
        if made is None or (made.source and more):
            self.note(Edit(path=path, how="unknown"), None)
        elif made.source:
            self.note(Edit(path=path, how="copy", source=made.source), made)
        else:
            how = "append" if more else "whole"
            whole = joined([self.of(path), made]) if more else made
            self.note(Edit(path=path, how=how, text=made.text, sure=made.sure), whole)

    def note(self, edit: Edit, text: Said | None) -> None:
        """Note an edit, and what is in its file from now on."""
        self.edits.append(edit)
        self.texts[edit.path] = text

    def unknown(self, words: list[Word]) -> None:
        """Note that files are written, and that nobody can tell what."""
        for path in self.paths(words):
            self.put(path, None)

    def below(self, path: str) -> list[str]:
        """Return the files of a folder, or the path itself; a folder of very many files is only noted."""
        if form(path.encode("utf-8", "surrogateescape")) != DIR:
            return [path]
        out = []
        for name in _walked(path):
            out.append(f"{path}/{name}")
            if len(out) > _MOST:
                self.opaque.append("a folder of many files")
                return []
        return out

    def folder(self, path: str) -> bool:
        """Tell whether a path is a folder, or is spelled as one that was just made."""
        return form(path.encode("utf-8", "surrogateescape")) == DIR


def _walked(path: str) -> Iterator[str]:
    from mneme_cli.evidence.walk import walk

    for raw in walk(path.encode("utf-8", "surrogateescape")):
        yield raw.decode("utf-8", "surrogateescape")


def _listed(folder: str) -> list[str]:
    from posix import listdir

    try:
        return sorted(listdir(folder))
    except OSError:
        return []


def _home() -> str:
    from mneme_cli.evidence.plumbing import environment

    return environment().get(b"HOME", b"/nowhere").decode("utf-8", "surrogateescape")
