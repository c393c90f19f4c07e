"""Regular expressions over paths, read into alternatives of tokens: only what a glob may be able to say is read."""

from __future__ import annotations

_MOST = 200
SEGMENT, ANY, START, END = "\x00seg", "\x00any", "\x00start", "\x00end"
BACK, CAPTURE = "\x00back", "\x00capture"
DOT = "'.' is read as a dot, not as any character"
EMPTY = "'*' may be empty where '[^/]+' or '.+' may not"


class UnsaidError(ValueError):
    """A pattern that no glob says; its text is the reason."""


class Reader:
    """Reads one expression into alternatives, each a list of tokens."""

    def __init__(self, pattern: str) -> None:
        self.pattern, self.at, self.groups = pattern, 0, 0
        self.losses: set[str] = set()

    def whole(self) -> list[list[str]]:
        found = self._alternatives()
        if self.at < len(self.pattern):
            raise UnsaidError(f"')' closes nothing in '{self.pattern}'")
        return found

    def _alternatives(self) -> list[list[str]]:
        found = self._sequence()
        while self._next("|"):
            found += self._sequence()
        return found

    def _sequence(self) -> list[list[str]]:
        found: list[list[str]] = [[]]
        while self.at < len(self.pattern) and self.pattern[self.at] not in "|)":
            atom = self._quantified(self._atom())
            found = [[*left, *right] for left in found for right in atom]
            if len(found) > _MOST:
                raise UnsaidError(f"'{self.pattern}' stands for more than {_MOST} alternatives")
        return found

    def _atom(self) -> list[list[str]]:
        char = self.pattern[self.at]
        self.at += 1
        if char == "(":
            return self._group()
        if char == "[":
            return self._class()
        if char == "\\":
            return self._escaped()
        if char == "$" and self.pattern[self.at : self.at + 1].isdigit():
            self.at += 1
            return [[BACK + self.pattern[self.at - 1]]]
        if char in "^$":
            return [[START if char == "^" else END]]
        if char == ".":
            return self._dot()
        if char in "*+?{":
            raise UnsaidError(f"'{char}' repeats nothing in '{self.pattern}'")
        return [[char]]

    def _dot(self) -> list[list[str]]:
        if self._next("*"):
            return [[ANY]]
        if self._next("+"):
            self.losses.add(EMPTY)
            return [[ANY]]
        self.losses.add(DOT)
        return [["."]]

    def _escaped(self) -> list[list[str]]:
        char = self.pattern[self.at : self.at + 1]
        self.at += 1
        if not char or char.isalnum():
            raise UnsaidError(f"'\\{char}' in '{self.pattern}' is a set of characters, and a glob has none")
        return [[char]]

    def _group(self) -> list[list[str]]:
        if self._next("?"):
            if not self._next(":"):
                raise UnsaidError(f"'{self.pattern}' looks ahead or behind, and a glob cannot")
            number = 0
        else:
            self.groups += 1
            number = self.groups
        inner = self._alternatives()
        if not self._next(")"):
            raise UnsaidError(f"a group in '{self.pattern}' is never closed")
        if number and inner == [[SEGMENT]]:
            return [[CAPTURE + str(number)]]
        return inner

    def _class(self) -> list[list[str]]:
        end = self.pattern.find("]", self.at + 1)
        inside = self.pattern[self.at : end]
        if end < 0:
            raise UnsaidError(f"'[' in '{self.pattern}' is never closed")
        self.at = end + 1
        if inside in ("^/", "^\\/"):
            if self._next("*") or self._next("+"):
                return [[SEGMENT]]
            raise UnsaidError(f"one character of a set in '{self.pattern}', and a glob has none")
        if inside.startswith("^") or "-" in inside[1:-1] or "\\" in inside:
            raise UnsaidError(f"the set [{inside}] in '{self.pattern}' has no glob")
        return [[char] for char in inside]

    def _quantified(self, atom: list[list[str]]) -> list[list[str]]:
        if self._next("?"):
            return [*atom, []]
        if self.pattern[self.at : self.at + 1] in ("*", "+", "{") and self.at < len(self.pattern):
            raise UnsaidError(f"'{self.pattern}' repeats something, and a glob cannot")
        return atom

    def _next(self, char: str) -> bool:
        if self.pattern.startswith(char, self.at):
            self.at += 1
            return True
        return False
