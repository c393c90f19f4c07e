"""Which policy, which place: the packet as hooks and people ask for it; on the fast path, as a hook tells it."""

from __future__ import annotations

from mneme_cli.model.packet import Asked, Style

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Any

    from mneme_cli.model.packet import Packet
    from mneme_cli.model.policy import Policy
    from mneme_cli.model.rule import Rule, Texts

SESSION = 8999
"""Bytes, hence characters too: above 10,000 characters some clients put a path in place of the text, or cut it."""
PLAIN = Style()


def session(policy: Policy) -> str:
    """Return what an agent is told as its session starts; "" if no decision is in force."""
    return policy.session()


def of_paths(policy: Policy, paths: Sequence[str]) -> str:
    """Return what an agent is told of files and folders (with a slash); "" if nothing governs them."""
    if not paths:
        return ""
    asked = _asked(policy.settings(), policy.since)._replace(places=tuple(sorted(set(paths))), most=SESSION)
    return _said(made(policy, asked))


def worded(rules: Iterable[Rule], texts: Callable[[Rule], Texts], settings: Mapping[str, Any], since: int) -> str:
    """Word the packet of a session: once, when the policy is compiled, as it is the same for every session."""
    return _said(_fitted(rules, texts, _asked(settings, since)._replace(most=SESSION)))


def packet(policy: Policy, places: Sequence[str], budget: int = 0, style: Style = PLAIN) -> Packet:
    """Return the packet of some places, () = the whole repository; budget: tokens, 0 = as mneme.yaml says.

    Raises:
        MnemeError: the budget has no room for it.
    """
    asked = _asked(policy.settings(), policy.since)
    return made(policy, asked._replace(places=tuple(places), budget=budget or asked.budget, style=style))


def made(policy: Policy, asked: Asked) -> Packet:
    """Make the packet of a compiled policy."""
    rules = map(policy.rule, _numbers(policy, asked.places))
    return _fitted(rules, lambda rule: policy.texts(rule.texts), asked)


def _fitted(rules: Iterable[Rule], texts: Callable[[Rule], Texts], asked: Asked) -> Packet:
    from mneme_cli.packets.fit import Loaf, fit
    from mneme_cli.packets.select import select

    return fit(Loaf(select(rules, asked.places), texts, asked))


def _asked(settings: Mapping[str, Any], since: int) -> Asked:
    """Return what mneme.yaml says of packets."""
    from mneme_cli.packets.quote import clean

    asked = Asked(approvers=tuple(clean(name, 100) for name in settings["approvers"]), since=since)
    return asked._replace(budget=int(settings["packet"].get("budget", asked.budget)))


def _said(packet: Packet) -> str:
    from mneme_cli.packets.words import text

    return text(packet) if packet.entries or packet.left_out else ""


def _numbers(policy: Policy, places: Iterable[str]) -> Iterable[int]:
    """Nominate the rules to look at: of files, those of the folders above them."""
    if not places or any(place == "" or place.endswith("/") for place in places):
        return range(len(policy))
    from mneme_cli.judge.nominate import by_scope

    return sorted({number for place in places for number in by_scope(policy, place)})
