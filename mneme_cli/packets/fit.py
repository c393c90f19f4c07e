"""What fits into a budget: detail goes before rules do, the least binding first, and what goes is said.

Nothing is worded that is not shown: of a thousand rules only as many are looked at as there is room for.
"""

from __future__ import annotations

from mneme_cli.errors import MnemeError
from mneme_cli.model.packet import Entry, Packet
from mneme_cli.packets import words
from mneme_cli.packets.quote import clean
from mneme_cli.packets.select import ID, told

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mneme_cli.model.packet import Asked, Duty
    from mneme_cli.model.rule import Rule, Texts

NAMED, NAMING = 30, 400
"""Ids of what was left out that are named at most, and the bytes kept free for them."""


class Loaf:
    """Rules in the order in which they bind, cut into slices of known size. Sizes are bytes of UTF-8."""

    def __init__(self, rules: Sequence[Rule], texts: Callable[[Rule], Texts], asked: Asked) -> None:
        self.rules, self.texts, self.asked = rules, texts, asked
        self._told: dict[int, tuple[str, Duty]] = {}
        self._sizes: dict[tuple[int, str], int] = {}

    def told(self, at: int) -> tuple[str, Duty]:
        """Return the title of a decision, and one of its rules in full."""
        if at not in self._told:
            self._told[at] = told(self.texts(self.rules[at]), self.rules[at], self.asked)
        return self._told[at]

    def key(self, at: int) -> tuple[str, str]:
        """Return the level and the decision of a rule: what it is shown under."""
        return (self.rules[at].level, self.rules[at].id.partition("#")[0]) if at >= 0 else ("", "")

    def size(self, at: int, detail: str) -> int:
        """Return what a rule costs in this detail, with the headings that it brings."""
        if (at, detail) not in self._sizes:
            self._sizes[at, detail] = size(self._slice(at, detail))
        return self._sizes[at, detail]

    def _slice(self, at: int, detail: str) -> str:
        key, before = self.key(at), self.key(at - 1)
        said = words.duty(self.told(at)[1]._replace(detail=detail), self.asked.approvers)
        if key[0] != before[0]:
            said += words.section(key[0], self.asked.style)
        if key != before and detail != "brief":
            said += words.heading(self.entry([at], [detail]), self.asked.style)
        return said

    def fitting(self, room: int) -> int:
        """Return how many rules fit in brief, the most binding first."""
        for at in range(len(self.rules)):
            room -= self.size(at, "brief")
            if room < 0:
                return at
        return len(self.rules)

    def details(self, room: int) -> list[str]:
        """Return how much is told of every rule: all in brief, and from the front as much more as has room."""
        every = range(len(self.rules))
        room -= sum(self.size(at, "brief") for at in every)
        count = self._plainly(room)
        shown = ["plain"] * count + ["brief"] * (len(every) - count)
        if count < len(every):
            return shown
        room -= sum(self.size(at, "plain") - self.size(at, "brief") for at in every)
        for at in every:
            room -= self.size(at, "full") - self.size(at, "plain")
            if room < 0:
                return shown
            shown[at] = "full"
        return shown

    def _plainly(self, room: int) -> int:
        """Return of how many rules there is room to tell more, beside the heading of those in brief behind them."""
        spent = most = 0
        for at in range(len(self.rules)):
            spent += self.size(at, "plain") - self.size(at, "brief")
            if spent > room:
                break
            most = at + 1 if spent + self._bridge(at + 1) <= room else most
        return most

    def _bridge(self, at: int) -> int:
        """Return what the heading of the rules in brief costs, if they begin here."""
        above = self.key(at - 1)
        level, _ = next((key for one in range(at, len(self.rules)) if (key := self.key(one)) != above), ("", ""))
        return size(words.bridge(self.asked.style)) if level == above[0] else 0

    def entries(self, details: Sequence[str]) -> tuple[Entry, ...]:
        """Return the first rules in these details, by decision."""
        groups: dict[tuple[str, str], list[int]] = {}
        for at in range(len(details)):
            groups.setdefault(self.key(at), []).append(at)
        return tuple(self.entry(group, details[group[0] :]) for group in groups.values())

    def entry(self, group: Sequence[int], details: Sequence[str]) -> Entry:
        """Return some rules of one decision in these details."""
        title, first = self.told(group[0])
        level, decision = self.key(group[0])
        return Entry(
            id=clean(decision, ID),
            title=title,
            level=level,
            written=first.written.rpartition(":")[0],
            duties=tuple(self.told(at)[1]._replace(detail=how) for at, how in zip(group, details, strict=False)),
        )


def fit(loaf: Loaf) -> Packet:
    """Return as much of the loaf as fits into the budget of tokens and into the bytes that it may have.

    Raises:
        MnemeError: not even the frame fits.
    """
    room = min(4 * loaf.asked.budget, loaf.asked.most)
    packet = Packet(asked=loaf.asked, entries=())
    packet = packet._replace(short=2 * _frame(packet) > room)
    room -= _frame(packet)
    if loaf.fitting(room) == len(loaf.rules):
        packet = packet._replace(entries=loaf.entries(loaf.details(room)))
    else:
        packet = _cut(loaf, packet, room)
    return packet._replace(tokens=tokens(words.text(packet)))


def _cut(loaf: Loaf, packet: Packet, room: int) -> Packet:
    """Show in brief what fits beside the note of what does not."""
    ids = tuple(clean(rule.id, ID) for rule in loaf.rules)
    noted = size(words.note(ids, 0))
    if noted > room:
        said = f"{loaf.asked.budget} tokens are no room for a packet of these places"
        raise MnemeError(said, "give it more, for example --budget 500")
    count = loaf.fitting(room - noted - min(NAMING, room // 8))
    room -= sum(loaf.size(at, "brief") for at in range(count))
    rest = ids[count:]
    fitting = [some for some in range(min(NAMED, len(rest)) + 1) if size(words.note(rest, some)) <= room]
    entries = loaf.entries(["brief"] * count)
    return packet._replace(entries=entries, left_out=rest, named=max(fitting, default=0))


def tokens(text: str) -> int:
    """Estimate the tokens of a text as `model.packet.ESTIMATOR` says: no tokenizer is the reader's own."""
    return (size(text) + 3) // 4


def size(text: str) -> int:
    """Return the bytes of a text in UTF-8."""
    return len(text) if text.isascii() else len(text.encode())


def _frame(packet: Packet) -> int:
    return size(words.frame(packet.asked, short=packet.short) + packet.asked.style.after)
