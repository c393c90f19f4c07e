"""Warnings about what was left: overrides nobody restates, proposals that do nothing yet, questions without an answer.

Every function is pure and returns problems sorted by place. Warnings of neglect never fail a build.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.decisions.enact import enacted
from mneme_cli.decisions.known import problem, spot
from mneme_cli.decisions.links import REMOVING
from mneme_cli.decisions.paper import PROSE, asked

if TYPE_CHECKING:
    from mneme_cli.model.corpus import Corpus
    from mneme_cli.model.problem import Problem


def ended(corpus: Corpus) -> tuple[Problem, ...]:
    """W-ENDED: the superseder of an override's holder does not restate it."""
    by_id = {one.id: one for one in corpus.decisions}
    held = {(link.source, link.target) for link in corpus.links if link.kind == "overrides"}
    out = []
    for link in corpus.links:
        heir = by_id[link.source]
        if link.kind != "supersedes" or not enacted(heir, corpus.as_of):
            continue
        for holder, rule in sorted(held):
            if holder == link.target and (heir.id, rule) not in held and rule in corpus.live:
                said = f"{heir.id} supersedes {holder}, whose override of {rule} ended with it"
                fix = f"restate the override in {heir.id} if it is still meant"
                out.append(problem("W-ENDED", link.place, said, fix))
    return tuple(sorted(out))


def inert(corpus: Corpus) -> tuple[Problem, ...]:
    """W-INERT: a proposal carries links that would remove something."""
    return tuple(
        problem(
            "W-INERT",
            link.place,
            f"{one.id} is only proposed: that it {link.kind} {link.target} changes nothing yet",
            "it takes effect when the status is accepted",
        )
        for one in corpus.decisions
        if one.status == "proposed"
        for link in sorted(one.links)
        if link.kind in (*REMOVING, "overrides")
    )


def unanswered(corpus: Corpus) -> tuple[Problem, ...]:
    """W-QUESTION: a decision of ours is in force, and its prose is still what a new record asks."""
    live = {rule.partition("#")[0] for rule in corpus.live}
    out = []
    for one in corpus.decisions:
        left = [key for key in PROSE if asked(key, getattr(one, key))] if one.id in live and not one.pack else []
        if left:
            said = f"{one.id} is in force, and its {', '.join(left)} {'is' if len(left) == 1 else 'are'} not written"
            fix = f"answer the question there, or remove the key{'s' * (len(left) > 1)}"
            out.append(problem("W-QUESTION", spot(one, left[0]), said, fix))
    return tuple(sorted(out))


def superseders(corpus: Corpus, name: str) -> tuple[str, ...]:
    """Follow a removed record to what stands in its place today, sorted; () if nothing does."""
    seen: set[str] = set()
    todo, last = [name], set()
    while todo:
        one = todo.pop()
        found = corpus.states.get(one)
        by = found.by if found and ("#" in one or found.state != "amended") else ()
        if not by and one != name:
            last.add(one)
        todo += [after for after in by if after not in seen]
        seen.update(by)
    return tuple(sorted(last))
