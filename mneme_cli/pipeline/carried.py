"""The baseline in today's names: an entry speaks of the file that git says its file became, and of its rule's heir.

What an entry names was there when the baseline was written. So a file that is gone is looked for among what changed
since the commit that wrote it, by content, and a module by its name, as for any change; nothing is guessed from what
the findings look like.
"""

from __future__ import annotations

from mneme_cli.evidence.changed import changed
from mneme_cli.evidence.history import touched
from mneme_cli.evidence.refs import head
from mneme_cli.evidence.renames import similar
from mneme_cli.evidence.stored import Commit
from mneme_cli.judge.ends import new_targets, old_names
from mneme_cli.languages import of
from mneme_cli.model.baseline import carried as renamed
from mneme_cli.model.request import Request
from mneme_cli.pipeline.sources import undone
from mneme_cli.store.baseline import PATH

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

    from mneme_cli.model.baseline import Baseline
    from mneme_cli.model.policy import Policy
    from mneme_cli.pipeline.sources import Ends


def carried(baseline: Baseline, ends: Ends, policy: Policy, at: str = "") -> Baseline:
    """Return a baseline as the tree after a change and a policy call things.

    at: the commit whose baseline it is, "" = that of the tree itself.
    """
    heirs = policy.settings()["heirs"]
    rules = {each[0]: heirs[each[0]] for each in baseline.counts if each[0] in heirs}
    named = {each[1] for each in baseline.counts if each[1]}
    named |= {each[2] for each in baseline.counts if ":" not in each[2] and of(each[2])}
    gone = frozenset(path for path in named if not ends.after.has(path))
    return renamed(baseline, rules, *(_became(ends, gone, at) if gone else ({}, {})))


def _became(ends: Ends, gone: Collection[str], at: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return what files that are gone are called now, and what an import of them leads to."""
    since = _written(ends, at)
    if not since:
        return {}, {}
    mode = "staged" if ends.staged else "range"
    found = changed(ends.repository, Request(mode=mode, base=since, head=ends.changed.head))
    changes = tuple(each for each in found.changes if each.op == "add" or each.path in gone)
    before = undone(ends.repository, found, ends.after, (each for each in changes if each.op == "delete"))
    now = similar(changes, before.read, ends.after.read)
    names = {old: new for new, old in old_names(now).items() if old in gone}
    return names, {old: new for old, new in new_targets(now).items() if old in gone}


def _written(ends: Ends, at: str) -> str:
    """Return the commit that wrote the baseline; one that nobody committed was written on top of the last one."""
    tip = at or ends.changed.head or head(ends.repository)
    if not tip or (not at and Commit(ends.repository, tip).read(PATH) != ends.after.read(PATH)):
        return tip
    return touched(ends.repository, tip, PATH) or tip
