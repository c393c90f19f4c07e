"""Which rule a rule goes on as: that of the same key in what superseded or amended its record, and so on from there."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

    from mneme_cli.decisions.compile import Compiled


def heirs(made: Compiled) -> dict[str, str]:
    """Return for every rule that another one took over the rule in force that it goes on as."""
    live = {rule.id for rule in made.rules}
    found = {name: heir(name, made, live) for name in made.corpus.states if "#" in name}
    return {name: other for name, other in found.items() if other}


def heir(rule: str, made: Compiled, live: Collection[str]) -> str:
    """Return what a rule goes on as, "" if it is in force itself or nobody took it over. live: ids in force."""
    record, _, key = rule.partition("#")
    seen, asked = {rule}, [rule]
    for name in asked if rule not in live else ():
        state = made.corpus.states.get(name) or made.corpus.states.get(record)
        for by in state.by if state else ():
            other = f"{by.partition('#')[0]}#{key}"
            if other in live:
                return other
            if other not in seen and other in made.corpus.states:
                seen.add(other)
                asked.append(other)
    return ""
