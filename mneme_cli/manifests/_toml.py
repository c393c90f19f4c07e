"""TOML with places: `tomllib` knows no lines, and brings `typing` and `re` along, which a hook cannot pay for.

A test holds it to what tomllib says. Numbers and dates stay as they are written: no manifest needs them.
"""

from __future__ import annotations

from mneme_cli.manifests._cursor import Cursor

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Keys = tuple[str | int, ...]

_BARE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")


class Toml(Cursor):
    """A document. data: tables, lists and texts; other values as written.  places: keys → (line, column)."""

    def __init__(self, text: str) -> None:
        """Read all of it.

        Raises:
            BrokenError: it is not TOML.
        """
        super().__init__(text)
        self.data: dict[str, Any] = {}
        self.starts: dict[Keys, int] = {}
        self._lines: list[int] = [0]
        self._read()

    def place(self, *keys: str | int) -> tuple[int, int]:
        """Return where a key, or an entry of a list, is written."""
        from bisect import bisect_right

        at = self.starts.get(keys, 0)
        if len(self._lines) == 1:
            self._lines += [place + 1 for place, char in enumerate(self.text) if char == "\n"]
        line = bisect_right(self._lines, at)
        return line, at - self._lines[line - 1] + 1

    def _read(self) -> None:
        table: dict[str, Any] = self.data
        above: Keys = ()
        while self._skip():
            if self.text[self.at] == "[":
                table, above = self._header()
            else:
                self._pair(table, above)
            self._end()

    def _header(self) -> tuple[dict[str, Any], Keys]:
        start, many = self.at, self.text.startswith("[[", self.at)
        self.at += 2 if many else 1
        keys = self._keys()
        self._need("]]" if many else "]")
        table, above = self._inner(self.data, (), keys[:-1])
        if not many:
            table, above = self._inner(table, above, keys[-1:])
        else:
            rows = table.setdefault(keys[-1], [])
            if not isinstance(rows, list):
                raise self._broken(f"'{keys[-1]}' is no list of tables")
            rows.append({})
            table, above = rows[-1], (*above, keys[-1], len(rows) - 1)
        self.starts.setdefault(above, start)
        return table, above

    def _inner(self, table: dict[str, Any], above: Keys, keys: list[str]) -> tuple[dict[str, Any], Keys]:
        for key in keys:
            found = table.setdefault(key, {})
            above = (*above, key)
            if isinstance(found, list) and found:
                above, found = (*above, len(found) - 1), found[-1]
            if not isinstance(found, dict):
                raise self._broken(f"'{key}' has a value already")
            table = found
        return table, above

    def _pair(self, table: dict[str, Any], above: Keys) -> None:
        start = self.at
        keys = self._keys()
        self._need("=")
        table, above = self._inner(table, above, keys[:-1])
        if keys[-1] in table:
            raise self._broken(f"'{keys[-1]}' stands there twice")
        self.starts[*above, keys[-1]] = start
        table[keys[-1]] = self._value((*above, keys[-1]))

    def _keys(self) -> list[str]:
        out = []
        while True:
            self._skip(lines=False)
            char = self.text[self.at : self.at + 1]
            if char and char in "\"'":
                out.append(self._string(char, many=False))
            else:
                start = self.at
                while self.at < self.size and self.text[self.at] in _BARE:
                    self.at += 1
                out.append(self.text[start : self.at])
                if not out[-1]:
                    raise self._broken("a key is missing")
            self._skip(lines=False)
            if not self._take("."):
                return out

    def _value(self, above: Keys) -> Any:
        self._skip(lines=False)
        char = self.text[self.at : self.at + 1]
        if char and char in "\"'":
            return self._string(char, many=True)
        if char == "[":
            return self._list(above)
        if char == "{":
            return self._table(above)
        start = self.at
        while self.at < self.size and self.text[self.at] not in ",]}#\n\r":
            self.at += 1
        bare = self.text[start : self.at].strip()
        if not bare:
            raise self._broken("a value is missing")
        if " " in bare and ":" not in bare.rpartition(" ")[2]:  # a time may stand behind a day
            raise self._broken("more stands on this line than TOML allows")
        return {"true": True, "false": False}.get(bare, bare)

    def _list(self, above: Keys) -> list[Any]:
        self.at += 1
        out: list[Any] = []
        while True:
            if not self._skip():
                raise self._broken("a list never ends")
            if self._take("]"):
                return out
            self.starts[*above, len(out)] = self.at
            out.append(self._value((*above, len(out))))
            self._skip()
            if not self._take(","):
                self._need("]")
                return out

    def _table(self, above: Keys) -> dict[str, Any]:
        self.at += 1
        out: dict[str, Any] = {}
        while self._skip():
            if self._take("}"):
                return out
            self._pair(out, above)
            self._skip()
            if not self._take(","):
                self._need("}")
                return out
        raise self._broken("a table never ends")
