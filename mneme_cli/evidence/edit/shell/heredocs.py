"""Here-documents taken out of a command before it is parsed: the grammar loses its way where a line has two of them.

Each is written as `< NAME`, which can stand wherever a here-document can, and its text is kept under that name. A
here-string, which it cannot read behind another redirection, becomes `< NAMEword`.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NamedTuple
else:
    from mneme_cli.model.noun import NamedTuple

_NAME = "__mneme_heredoc_{}__"
STRING = "__mneme_herestring__"
_END = " \t\n;&|<>()"


class Heredoc(NamedTuple):
    """One here-document.  exact: its delimiter is quoted, so the shell fills nothing in."""

    text: str
    exact: bool


def lift(command: str) -> tuple[str, dict[str, Heredoc]]:
    """Return the command without its here-documents, and these by the names that stand for them."""
    lifter = _Lifter(command)
    return (lifter.run(), lifter.found) if "<<" in command else (command, {})


class _Lifter:
    """One pass over a command. nest: what is open, innermost last: `"`, `(` or `((`."""

    def __init__(self, command: str) -> None:
        self.text, self.at, self.out = command, 0, list[str]()
        self.found: dict[str, Heredoc] = {}
        self.waiting: list[tuple[str, str, bool, bool]] = []
        self.nest: list[str] = []

    def run(self) -> str:
        """Copy the command, here-documents aside."""
        while self.at < len(self.text):
            char = self.text[self.at]
            quoted = self.nest[-1:] == ['"']
            if char == "\\":
                self._copy(2)
            elif char == "\n" and self.waiting:
                self._copy(1)
                self._bodies()
            elif char == '"':
                self.nest = self.nest[:-1] if quoted else [*self.nest, '"']
                self._copy(1)
            elif self.text.startswith("$(", self.at):
                self._open(2)
            elif quoted:
                self._copy(1)
            else:
                self._bare(char)
        return "".join(self.out)

    def _bare(self, char: str) -> None:
        """Read one sign outside of double quotes."""
        if char == "'":
            end = self.text.find("'", self.at + 1)
            self._copy((end if end >= 0 else len(self.text)) + 1 - self.at)
        elif char == "#" and (self.at == 0 or self.text[self.at - 1] in " \t\n;&|("):
            end = self.text.find("\n", self.at)
            self.at = end if end >= 0 else len(self.text)
        elif char == "(":
            self._open(1)
        elif char == ")":
            self.nest = self.nest[:-1]
            self._copy(1)
        elif self.text.startswith("<<<", self.at):
            self.at += 3
            while self.text[self.at : self.at + 1] in (" ", "\t"):
                self.at += 1
            self.out.append(f"< {STRING}")
        elif self.text.startswith("<<", self.at) and "((" not in self.nest:
            self._start()
        else:
            self._copy(1)

    def _open(self, size: int) -> None:
        """Note a bracket; the second one of `((` makes both arithmetic, where `<<` shifts."""
        double = self.text.startswith("(", self.at + size)
        self.nest += ["((", "(("] if double else ["("]
        self._copy(size + double)

    def _copy(self, size: int) -> None:
        self.out.append(self.text[self.at : self.at + size])
        self.at += size

    def _start(self) -> None:
        """Read `<<-'WORD'` and leave a name in its place."""
        tabs = self.text.startswith("-", self.at + 2)
        at = self.at + 2 + tabs
        while self.text[at : at + 1] in (" ", "\t"):
            at += 1
        start, quote = at, ""
        while at < len(self.text) and (quote or self.text[at] not in _END):
            if self.text[at] in "'\"" and quote in ("", self.text[at]):
                quote = "" if quote else self.text[at]
            at += 1
        said = self.text[start:at]
        word = said.replace("'", "").replace('"', "").replace("\\", "")
        name = _NAME.format(len(self.found) + len(self.waiting))
        self.waiting.append((name, word, tabs, word != said))
        self.out.append(f"< {name}")
        self.at = at

    def _bodies(self) -> None:
        """Take the texts that were announced on the line above."""
        for name, word, tabs, exact in self.waiting:
            lines = []
            while self.at < len(self.text):
                end = self.text.find("\n", self.at)
                end = end if end >= 0 else len(self.text)
                line = self.text[self.at : end].lstrip("\t") if tabs else self.text[self.at : end]
                self.at = end + 1
                if line == word:
                    break
                lines.append(f"{line}\n")
            self.found[name] = Heredoc(text="".join(lines), exact=exact)
        self.waiting = []
