"""A place in a TOML text, and what every part of TOML is made of: blanks, marks, texts with their escapes."""

from __future__ import annotations

from mneme_cli.manifests import BrokenError

_SPACE = " \t"
_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b", '"': '"', "\\": "\\"}


class Cursor:
    """Moves forward only."""

    def __init__(self, text: str) -> None:
        self.text, self.at, self.size = text, 0, len(text)

    def _skip(self, lines: bool = True) -> bool:
        """Go over spaces, comments and, if they may, line ends; tell whether there is more."""
        while self.at < self.size:
            char = self.text[self.at]
            if char == "#":
                end = self.text.find("\n", self.at)
                self.at = end if end >= 0 else self.size
            elif char in _SPACE or (lines and char in "\r\n"):
                self.at += 1
            else:
                return True
        return False

    def _end(self) -> None:
        if self._skip(lines=False) and self.text[self.at] not in "\r\n":
            raise self._broken("more stands on this line than TOML allows")

    def _broken(self, why: str) -> BrokenError:
        return BrokenError(f"is not TOML: {why}", self.text.count("\n", 0, min(self.at, self.size)) + 1)

    def _take(self, mark: str) -> bool:
        if self.text.startswith(mark, self.at):
            self.at += len(mark)
            return True
        return False

    def _need(self, mark: str) -> None:
        if not self._take(mark):
            raise self._broken(f"'{mark}' is missing")

    def _string(self, mark: str, many: bool) -> str:
        long = many and self.text.startswith(mark * 3, self.at)
        self.at += 3 if long else 1
        if long:
            self._take("\r")
            self._take("\n")
        out: list[str] = []
        while self.at < self.size:
            char = self.text[self.at]
            if char == mark and (not long or self.text.startswith(mark * 3, self.at)):
                self.at += 3 if long else 1
                while long and self.text[self.at : self.at + 1] == mark:
                    out.append(mark)
                    self.at += 1
                return "".join(out)
            if char == "\n" and not long:
                break
            if char == "\\" and mark == '"':
                out.append(self._escape())
            else:
                out.append(char)
                self.at += 1
        raise self._broken("a text never ends")

    def _escape(self) -> str:
        char = self.text[self.at + 1 : self.at + 2]
        self.at += 2
        if char in _ESCAPES:
            return _ESCAPES[char]
        if char and char in "uUx":
            size = {"x": 2, "u": 4, "U": 8}[char]
            digits = self.text[self.at : self.at + size]
            self.at += size
            try:
                return chr(int(digits, 16))
            except (ValueError, OverflowError):
                raise self._broken(f"'\\{char}{digits}' is no character") from None
        if char and char in " \t\n\r":
            while self.at < self.size and self.text[self.at] in " \t\n\r":
                self.at += 1
            return ""
        raise self._broken(f"'\\{char}' means nothing")
