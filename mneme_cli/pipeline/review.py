"""The review of a change's policy: what it does to the rules, which findings turn because of it, who has to approve.

Only a change that touches its policy has one. The code after the change is judged whole by both policies, with the
marks and the baseline of each, so that what differs is the policy's doing and nothing else's.
"""

from __future__ import annotations

from mneme_cli.decisions.reviewing.losing import excluding
from mneme_cli.decisions.reviewing.rules import rules
from mneme_cli.decisions.reviewing.settings import settings
from mneme_cli.decisions.reviewing.waivers import waivers
from mneme_cli.evidence.marks import NAME
from mneme_cli.evidence.owners import owners
from mneme_cli.judge.review import who
from mneme_cli.model.review import HOWS, KINDS, Owned, Review
from mneme_cli.pipeline.ahead import ahead
from mneme_cli.pipeline.corpus import bundle
from mneme_cli.pipeline.inputs import concerns
from mneme_cli.pipeline.marked import baselined, heads, marked
from mneme_cli.pipeline.remarked import headed
from mneme_cli.pipeline.turned import turned
from mneme_cli.store.baseline import PATH as BASELINE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

    from mneme_cli.evidence.gather import Progress
    from mneme_cli.model.review import Touch
    from mneme_cli.pipeline.laws import Laws
    from mneme_cli.pipeline.sources import Ends


def review(ends: Ends, found: Laws, day: int, progress: Progress, names: Collection[str]) -> Review | None:
    """Review what a change does to its policy, None if it does nothing to it. names: who approved."""
    if ends.everything or ends.asked or not (files := touched(ends, found)):
        return None
    base = found.fork.made or bundle(ends.before, day).compiled
    head = found.read(ends, day)
    paths = tuple(ends.after.list())
    told = rules(base, head, paths)
    told += ahead((found.fork.tree or ends.before, ends.after), (base, head), told, paths)
    told += (*waivers(base, head), *settings(base, head, paths), *excluding(base, head, paths))
    told += (*marked(ends, base), *heads(ends, base), *baselined(ends, base, found.head.policy))
    gone, come = turned(ends, found, base, head, day, progress)
    known = owners(ends.before)
    return Review(
        touches=tuple(sorted((_let(each, names) for each in told), key=_rank)),
        appears=come,
        vanishes=gone,
        files=tuple(Owned(path=path, owners=known.of(path)) for path in files),
        owners_from=known.path,
        approvers=base.corpus.settings.approvers,
        setting=base.corpus.settings.on_policy_change,
    )


def _let(touch: Touch, names: Collection[str]) -> Touch:
    """Say who has approved a part, as of a finding: a name counts if it is one of those who may."""
    return touch._replace(by=next(iter(who(names, touch.may)), "")) if touch.looser else touch


def touched(ends: Ends, found: Laws) -> tuple[str, ...]:
    """Return the changed files that make the policy: records, settings, marks, baseline, packs; no manifests."""
    inputs = {*found.head.policy.settings()["inputs"], *found.fork.policy.settings()["inputs"]}
    ours = [each for each in inputs if each.endswith("/") or each == "mneme.yaml"]
    changed = {change.path for change in ends.changed.changes}
    told = {path for path in changed if concerns(ours, path) or _marks(path)}
    return tuple(sorted({*told, *(path for path, _ in headed(ends))}))


def _marks(path: str) -> bool:
    return path == BASELINE or path.rpartition("/")[2] == NAME


def _rank(touch: Touch) -> tuple[int, int, str, tuple[str, ...]]:
    return HOWS.index(touch.how), KINDS.index(touch.kind), touch.what, touch.says
