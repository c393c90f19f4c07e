"""What taking a pack does to the policy: rules that appear, go or weaken, before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mneme_cli.decisions.extends import VENDOR
from mneme_cli.decisions.ground import CONFIG
from mneme_cli.decisions.weaker import reopened, weaker
from mneme_cli.model.rule import written
from mneme_cli.pipeline.corpus import bundle
from mneme_cli.pipeline.sources import changed_to

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mneme_cli.decisions.compile import Compiled
    from mneme_cli.model.problem import Problem
    from mneme_cli.pipeline.sources import Ends


class Review(NamedTuple):
    """Ids of rules in force that come and go, what is weaker, and what is wrong with the policy afterwards."""

    appear: tuple[str, ...]
    go: tuple[str, ...]
    changed: tuple[str, ...]
    weaker: tuple[Problem, ...]
    problems: tuple[Problem, ...]


def review(ends: Ends, before: str, after: str, packs: Mapping[str, Mapping[str, bytes]], day: int) -> Review:
    """Compile both policies. before, after: mneme.yaml.  packs: name → its files afterwards.

    Before, each pack counts as it lies there: what is compared is what was in force, whatever the pins say by now.
    """
    old = bundle(changed_to(ends, {CONFIG: before.encode()}), day).compiled
    texts: dict[str, bytes | None] = {CONFIG: after.encode()}
    for name, files in packs.items():
        texts |= dict.fromkeys(ends.after.list(f"{VENDOR}/{name}/"))
        texts |= {f"{VENDOR}/{name}/{path}": text for path, text in files.items()}
    new = bundle(changed_to(ends, texts), day).compiled
    was, now = _rules(old), _rules(new)
    return Review(
        appear=tuple(sorted(now.keys() - was.keys())),
        go=tuple(sorted(was.keys() - now.keys())),
        changed=tuple(sorted(rule for rule in now.keys() & was.keys() if now[rule] != was[rule])),
        weaker=(*weaker(old, new, tuple(ends.after.list())), *reopened(old.corpus, new.corpus)),
        problems=tuple(each for each in new.corpus.problems if each not in old.corpus.problems),
    )


def _rules(made: Compiled) -> dict[str, object]:
    return {written(rule.id): rule._replace(texts=0) for rule in made.rules}
