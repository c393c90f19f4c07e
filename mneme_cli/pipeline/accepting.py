"""Which baseline a check goes by: that of the tree, or what both ends of a change accept."""

from __future__ import annotations

from mneme_cli.errors import MnemeError
from mneme_cli.judge.judge import NOTHING
from mneme_cli.store import baseline as baselines

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.model.baseline import Baseline
    from mneme_cli.pipeline.fresh import Law
    from mneme_cli.pipeline.sources import Ends


def _before(ends: Ends) -> Baseline:
    """Return the baseline before the change; one that cannot be read accepts nothing, so that it can be mended."""
    try:
        return baselines.read(ends.before.read(baselines.PATH))
    except MnemeError:
        return NOTHING


def baseline_of(ends: Ends, law: Law) -> Baseline:
    """Return the baseline of the tree; of both ends the stricter, if the change touches it."""
    grows = growing(ends)
    if not grows and not law.policy.settings()["baseline"]:
        return NOTHING
    from mneme_cli.pipeline.carried import carried

    after = accepted(ends, law)
    if not grows:
        return after
    return baselines.stricter(after, carried(_before(ends), ends, law.policy, ends.changed.base))


def growing(ends: Ends) -> bool:
    """Tell whether the change that is judged touches the baseline."""
    return not ends.everything and any(change.path == baselines.PATH for change in ends.changed.changes)


def accepted(ends: Ends, law: Law) -> Baseline:
    """Return the baseline of the tree that is judged, in today's names."""
    from mneme_cli.pipeline.carried import carried

    return carried(baselines.read(ends.after.read(baselines.PATH)), ends, law.policy)
