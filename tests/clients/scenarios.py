"""The scenarios, each written once: one session plays them all, and each looks at what is left of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tests.clients import shop
from tests.clients.script import Script, Turn

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.clients.client import Tools
    from tests.clients.drive import Ran

DONE, STAYS = "the files are written", "it stays as it is"


class Session(NamedTuple):
    """A script, and after which of its turns each step is over."""

    script: Script
    after: dict[str, int]


class Seen(NamedTuple):
    """A session that was played."""

    ran: Ran
    after: dict[str, int]

    def told(self, step: str) -> str:
        """Return what the model was told right after a step."""
        return self.ran.told(self.after[step])


def session(tools: Tools) -> Session:
    """Return the session: two violations, each tried again rightly, a decision changed, a violation smuggled, the end."""
    steps = {
        "bad write": tools.write(shop.LEDGER, shop.BAD),
        "good write": tools.write(shop.LAWFUL_LEDGER, shop.BAD),
        "bad edit": tools.edit("shop/domain/price.py", shop.PRICE, shop.BAD_PRICE),
        "good edit": tools.edit("shop/domain/price.py", shop.PRICE, shop.GOOD_PRICE),
        "decision": tools.edit(shop.DECISION, "status: accepted", "status: rejected"),
        "smuggle": tools.shell(shop.SMUGGLE),
        "done": (Turn(text=DONE),),
        "stays": (Turn(text=STAYS),),
    }
    turns = tuple(turn for step in steps.values() for turn in step)
    lengths = [len(step) for step in steps.values()]
    return Session(Script(turns), {name: sum(lengths[: n + 1]) for n, name in enumerate(steps)})


def denied(seen: Seen) -> None:
    """A violating write is denied and its file absent; a violating edit is denied and its file as it was."""
    assert not (seen.ran.root / shop.LEDGER).exists()
    assert shop.DATABASE not in (seen.ran.root / "shop/domain/price.py").read_text()


def reason(seen: Seen) -> None:
    """The model is told which rule, and what to do instead."""
    for step in ("bad write", "bad edit"):
        assert shop.RULE in seen.told(step)
        assert shop.SAY in seen.told(step)


def retry(seen: Seen) -> None:
    """The same where it belongs lands, and nobody says a word about it."""
    assert (seen.ran.root / shop.LAWFUL_LEDGER).read_text() == shop.BAD
    assert shop.GOOD_PRICE in (seen.ran.root / "shop/domain/price.py").read_text()
    assert shop.SAY not in seen.told("good write") + seen.told("good edit")


def packet(seen: Seen) -> None:
    """Before its first word the model knows the rule and the alternative."""
    assert shop.RULE in seen.ran.told(0)
    assert shop.SAY in seen.ran.told(0)


def smuggled(seen: Seen) -> None:
    """What the shell wrote is reported after the tool, blocks the end once, and then the session ends."""
    assert (seen.ran.root / shop.SMUGGLED).read_text() == shop.BAD
    assert shop.SMUGGLED in seen.told("smuggle")
    assert shop.SAY in seen.told("smuggle")
    assert shop.SMUGGLED in seen.told("done")
    assert shop.SAY in seen.told("done")
    assert seen.told("stays") == ""
    assert seen.ran.code == 0


def decision(seen: Seen) -> None:
    """A decision is not an agent's to change: without a person to ask, that is a denial, and it says so."""
    assert (seen.ran.root / shop.DECISION).read_text() == shop.FILES[shop.DECISION]
    assert shop.DECISION in seen.told("decision")


SCENARIOS: tuple[Callable[[Seen], None], ...] = (denied, reason, retry, packet, smuggled, decision)
