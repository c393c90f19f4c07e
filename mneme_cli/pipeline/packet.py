"""Which policy, which place: the packet as hooks and people ask for it; on the fast path, as a hook tells it."""

from __future__ import annotations

from mneme_cli.judge.nominate import by_scope
from mneme_cli.model.packet import BUDGET, Style
from mneme_cli.packets import words
from mneme_cli.packets.fit import Loaf, fit
from mneme_cli.packets.quote import clean
from mneme_cli.packets.select import select

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mneme_cli.model.packet import Packet
    from mneme_cli.model.policy import Policy

SESSION = 8999
"""Bytes, hence characters too: above 10,000 characters some clients put a path in place of the text, or cut it."""
UNBOUNDED = 1 << 40
PLAIN = Style()


def session(policy: Policy) -> str:
    """Return what an agent is told as its session starts; "" if no decision is in force."""
    return _said(policy, (), SESSION)


def of_paths(policy: Policy, paths: Sequence[str]) -> str:
    """Return what an agent is told of files and folders (with a slash); "" if nothing governs them."""
    return _said(policy, tuple(sorted(set(paths))), SESSION) if paths else ""


def packet(
    policy: Policy, places: Sequence[str], budget: int = 0, style: Style = PLAIN, most: int = UNBOUNDED
) -> Packet:
    """Return the packet of some places, () = the whole repository; budget: tokens, 0 = as mneme.yaml says.

    Raises:
        MnemeError: the budget has no room for it.
    """
    settings = policy.settings()
    approvers = [clean(name, 100) for name in settings["approvers"]]
    rules = select(policy, _numbers(policy, places), places)
    return fit(Loaf(policy, rules, places, approvers, style), budget or budgeted(policy), most)


def budgeted(policy: Policy) -> int:
    """Return the budget of mneme.yaml, in tokens."""
    return int(policy.settings().get("packet", {}).get("budget", BUDGET))


def _said(policy: Policy, places: tuple[str, ...], most: int) -> str:
    made = packet(policy, places, most=most)
    return words.text(made, PLAIN) if made.entries or made.left_out else ""


def _numbers(policy: Policy, places: Iterable[str]) -> Iterable[int]:
    """Nominate the rules to look at: of files, those of the folders above them."""
    if not places or any(place == "" or place.endswith("/") for place in places):
        return range(len(policy))
    return sorted({number for place in places for number in by_scope(policy, place)})
