"""What fits into a budget: detail goes before rules do, the least binding first, and what goes is said.

Nothing is measured that is not shown: of a thousand rules only as many are worded as there is room for.
"""

from __future__ import annotations

from mneme_cli.errors import MnemeError
from mneme_cli.model.packet import DETAILS, Duty, Entry, Packet, Style
from mneme_cli.packets import words
from mneme_cli.packets.quote import clean
from mneme_cli.packets.select import told

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from mneme_cli.model.policy import Policy
    from mneme_cli.model.rule import Rule

NAMED, NAMING = 30, 400
"""Ids of what was left out that are named at most, and the bytes kept free for them."""


class Loaf:
    """Rules in the order in which they bind, cut into slices of known size. Sizes are bytes of UTF-8."""

    def __init__(
        self, policy: Policy, rules: Sequence[Rule], places: Sequence[str], approvers: Sequence[str], style: Style
    ) -> None:
        self.policy, self.rules, self.places, self.approvers, self.style = policy, rules, places, approvers, style
        self._told: dict[int, tuple[str, Duty]] = {}

    def told(self, at: int) -> tuple[str, Duty]:
        """Return the title of a decision, and one of its rules in full."""
        if at not in self._told:
            steady = self.style.steady
            self._told[at] = told(self.policy, self.rules[at], self.places, self.approvers, steady=steady)
        return self._told[at]

    def key(self, at: int) -> tuple[str, str]:
        """Return the level and the decision of a rule: what it is shown under."""
        return (self.rules[at].level, self.rules[at].id.partition("#")[0]) if at >= 0 else ("", "")

    def size(self, at: int, detail: str) -> int:
        """Return what a rule costs in this detail, with the headings that it brings."""
        entry = self.entry(self.key(at), [at], [detail])
        said = words.duty(entry.duties[0], self.approvers)
        if self.key(at)[0] != self.key(at - 1)[0]:
            said += words.section(entry.level, self.style)
        return _bytes(said + (words.heading(entry, self.style) if self.key(at) != self.key(at - 1) else ""))

    def fitting(self, room: int) -> int:
        """Return how many rules fit in brief, the most binding first."""
        for at in range(len(self.rules)):
            room -= self.size(at, "brief")
            if room < 0:
                return at
        return len(self.rules)

    def details(self, count: int, room: int) -> list[str]:
        """Return how much is told of the first rules: all in brief, and from the front as much more as has room."""
        shown = ["brief"] * count
        room -= sum(self.size(at, "brief") for at in range(count))
        for less, more in ((DETAILS[0], DETAILS[1]), (DETAILS[1], DETAILS[2])):
            for at in range(count):
                room -= self.size(at, more) - self.size(at, less)
                if room < 0:
                    return shown
                shown[at] = more
        return shown

    def entries(self, details: Sequence[str]) -> tuple[Entry, ...]:
        """Return the first rules in these details, by decision."""
        groups: dict[tuple[str, str], list[int]] = {}
        for at in range(len(details)):
            groups.setdefault(self.key(at), []).append(at)
        return tuple(self.entry(key, each, details[each[0] :]) for key, each in groups.items())

    def entry(self, key: tuple[str, str], group: Sequence[int], details: Sequence[str]) -> Entry:
        """Return some rules of one decision in these details."""
        title, first = self.told(group[0])
        duties = [self.told(at)[1]._replace(detail=detail) for at, detail in zip(group, details, strict=False)]
        return Entry(
            id=clean(key[1], 100),
            title=title,
            level=key[0],
            written=first.written.rpartition(":")[0],
            duties=tuple(duties),
        )


def fit(loaf: Loaf, budget: int, most: int) -> Packet:
    """Return as much of the loaf as fits into a budget of tokens and into so many bytes.

    Raises:
        MnemeError: not even the frame fits.
    """
    room = min(4 * budget, most)
    packet = Packet(places=tuple(loaf.places), entries=(), budget=budget, approvers=tuple(loaf.approvers))
    packet = packet._replace(short=2 * _frame(packet, loaf.style) > room)
    room -= _frame(packet, loaf.style)
    count = loaf.fitting(room)
    if count == len(loaf.rules):
        packet = packet._replace(entries=loaf.entries(loaf.details(count, room)))
    else:
        packet = _cut(loaf, packet, room)
    said = words.text(packet, loaf.style)
    return packet._replace(tokens=tokens(said))


def _cut(loaf: Loaf, packet: Packet, room: int) -> Packet:
    """Show in brief what fits beside the note of what does not."""
    ids = tuple(clean(rule.id, 100) for rule in loaf.rules)
    noted = _bytes(words.note(ids, 0))
    if noted > room:
        raise MnemeError(f"{packet.budget} tokens are no room for a packet", "give it more, for example --budget 500")
    count = loaf.fitting(room - noted - min(NAMING, room // 8))
    room -= sum(loaf.size(at, "brief") for at in range(count))
    rest = ids[count:]
    fitting = [some for some in range(min(NAMED, len(rest)) + 1) if _bytes(words.note(rest, some)) <= room]
    entries = loaf.entries(["brief"] * count)
    return packet._replace(entries=entries, left_out=rest, named=max(fitting, default=0))


def tokens(text: str) -> int:
    """Estimate the tokens of a text as `model.packet.ESTIMATOR` says: no tokenizer is the reader's own."""
    return (_bytes(text) + 3) // 4


def _frame(packet: Packet, style: Style) -> int:
    return _bytes(words.frame(packet.places, packet.approvers, style, short=packet.short) + style.after)


def _bytes(text: str) -> int:
    return len(text.encode())
