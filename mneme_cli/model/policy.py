"""The compiled policy: one flat buffer, found by bisection, never deserialised as a whole.

Nothing is parsed that a hook does not ask for: ten thousand decisions cost what ten cost. Lines are canonical JSON.
"""

from __future__ import annotations

from mneme_cli import VERSION
from mneme_cli.model.scan import find, first, loads, mark, quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NamedTuple

    from mneme_cli.model.rule import Rule, Texts
else:
    from mneme_cli.model.noun import NamedTuple

MAGIC = b"mneme-policy/6-" + VERSION.encode()
"""Another version compiles anew: what it reads from a decision may be more."""
SECTIONS = (
    "stamp",
    "settings",
    "session",
    "barrels",
    "places",
    "marks",
    "words",
    "rule_at",
    "rules",
    "text_at",
    "texts",
    "end",
)
HEAD = len(MAGIC) + 1 + 11 * (len(SECTIONS) + 2) + 64 + 1
_MANIFESTS = (".toml", ".lock", ".json", ".yaml", ".txt", ".in", ".pip", ".cfg", "setup.py", "Pipfile")
"""How manifests end, and other files too: a hook looks closer only at these."""
INLINE = 48
"""Up to this many tokens stand on the line of their place; above, they are found by bisection one by one."""


class Place(NamedTuple):
    """The rules that speak below one folder: always; through a re-export; if one of the tokens occurs."""

    always: tuple[int, ...]
    through: tuple[int, ...]
    tokens: tuple[tuple[bytes, tuple[int, ...]], ...]
    many: bool


class Policy:
    """A buffer and the questions it answers.

    since, until: first and last day on which this policy is the policy.  digest: of everything but the stamp.
    Part `h` of a place holds rules that read imports only (the head law clears them), part `b` those that read bodies,
    part `c` those that only a whole change can break; part `m` those that read manifests, by squeezed words.
    """

    def __init__(self, buffer: Any) -> None:
        """Read the header.

        Raises:
            ValueError: this is no policy, or one of another version, or it was cut short.
        """
        head = bytes(buffer[:HEAD])
        if len(head) < HEAD or not head.startswith(MAGIC + b"\t") or head[-1:] != b"\n":
            raise ValueError("not a compiled policy")
        _, *numbers, digest = head[:-1].split(b"\t")
        self.buffer = buffer
        self.since, self.until, *starts = map(int, numbers)
        self.at = dict(zip(SECTIONS, starts, strict=True))
        self.digest = digest.decode()
        self._places: dict[bytes, Place] | None = None
        self._met: dict[tuple[str, str], Place | None] = {}
        self._settings: dict[str, Any] | None = None
        self._odd: frozenset[str] | None = None
        if len(buffer) != self.at["end"]:
            raise ValueError("the compiled policy was cut short")

    def __len__(self) -> int:
        """Return how many rules there are."""
        return (self.at["rules"] - self.at["rule_at"]) // 4

    def stamp(self) -> bytes:
        """Return the text of its inputs' (path, ctime, size)."""
        return bytes(self.buffer[self.at["stamp"] : self.at["settings"]])

    def settings(self) -> dict[str, Any]:
        """Return what a hook needs of mneme.yaml, plain."""
        if self._settings is None:
            self._settings = loads(self.buffer[self.at["settings"] : self.at["session"]].decode())
        return self._settings

    def session(self) -> str:
        """Return what an agent is told as its session starts, worded when the policy was compiled."""
        return str(self.buffer[self.at["session"] : self.at["barrels"]], "utf-8")

    def barrels(self) -> frozenset[bytes]:
        """Return the bytes one of which a file must hold to re-export what some rule bans; {b"*"} = cannot tell."""
        return frozenset(bytes(self.buffer[self.at["barrels"] : self.at["places"]]).split())

    def reads(self, path: str) -> bool:
        """Tell whether a file is a manifest: by its name, or because another one takes it in."""
        if path.endswith(_MANIFESTS):
            from mneme_cli.model.entry import manifest

            if manifest(path):
                return True
        if self._odd is None:
            plain = bytes(self.buffer[self.at["settings"] : self.at["barrels"]])
            self._odd = frozenset(() if b'"manifests":[]' in plain else self.settings().get("manifests", ()))
        return path in self._odd

    def holds_on(self, day: int) -> bool:
        """Tell whether this is the policy of that day."""
        return self.since <= day <= self.until

    def parts(self) -> str:
        """Return the parts of which there is at least one rule."""
        places = b"\n" + bytes(self.buffer[self.at["places"] : self.at["marks"]])
        return "".join(part for part in "hbcm" if b"\n" + part.encode() in places)

    def opened(self) -> Policy:
        """Read every place at once: for a check of everything, which asks of every file."""
        lines = bytes(self.buffer[self.at["places"] : self.at["marks"]]).splitlines()
        self._places = {key: _place(rest) for key, _, rest in (line.partition(b"\t") for line in lines)}
        return self

    def place(self, part: str, prefix: str) -> Place | None:
        """Return the rules whose region starts at this folder (with its slash) or is this file; looked up once."""
        asked = part, prefix
        if asked not in self._met:
            key = f"{part}{quoted(prefix)}".encode()
            if self._places is not None:
                return self._places.get(key)
            line = self._find("places", "marks", key)
            self._met[asked] = None if line is None else _place(line)
        return self._met[asked]

    def word(self, part: str, prefix: str, token: bytes) -> tuple[int, ...]:
        """Return the rules of a place that one token nominates."""
        return _ids(self._find("words", "rule_at", f"{part}{quoted(prefix)} ".encode() + token) or b"")

    def known(self, words: list[bytes]) -> list[bytes]:
        """Return those of some words that may be tokens of a place, without a bisection of lines for every word."""
        from _bisect import bisect_left

        marks = memoryview(self.buffer)[self.at["marks"] : self.at["words"]].cast("I")
        pairs = ((word, mark(word)) for word in words)
        return [word for word, one in pairs if (at := bisect_left(marks, one)) < len(marks) and marks[at] == one]

    def rule(self, number: int) -> Rule:
        """Return one rule by its number."""
        from mneme_cli.model.line import read_rule

        return read_rule(loads(self._line("rule_at", "rules", number)))._replace(texts=number)

    def number(self, rule: str) -> int:
        """Return the number of a rule by its id, -1 if there is none (rules stand in the order of their ids)."""
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) >> 1
            here = first(self._line("rule_at", "rules", middle))
            low, high = (middle + 1, high) if here < rule else (low, middle)
        return low if low < len(self) and first(self._line("rule_at", "rules", low)) == rule else -1

    def texts(self, number: int) -> Texts:
        """Return what one rule says to people."""
        from mneme_cli.model.line import read_texts

        return read_texts(loads(self._line("text_at", "texts", number)))

    def lines(self) -> frozenset[bytes]:
        """Return every rule as a line: equal lines are equal rules."""
        return frozenset(bytes(self.buffer[self.at["rules"] : self.at["text_at"]]).splitlines())

    def _line(self, offsets: str, section: str, number: int) -> str:
        at = self.at[offsets] + 4 * number
        start = self.at[section] + int.from_bytes(self.buffer[at : at + 4], "little")
        line: bytes = self.buffer[start : self.buffer.find(b"\n", start)]
        return line.decode()

    def _find(self, section: str, following: str, key: bytes) -> bytes | None:
        return find(self.buffer, self.at[section], self.at[following], key)


def _place(line: bytes) -> Place:
    always, through, tokens = line.split(b"\t")
    pairs = () if tokens == b"*" else tuple(token.partition(b"=") for token in tokens.split(b" ") if token)
    return Place(
        always=_ids(always),
        through=_ids(through),
        tokens=tuple((token, _ids(ids)) for token, _, ids in pairs),
        many=tokens == b"*",
    )


def _ids(text: bytes) -> tuple[int, ...]:
    return tuple(map(int, text.split(b","))) if text else ()
