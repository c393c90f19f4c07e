"""What a change marks as nobody's work, and what it takes into the baseline: policy too, though no record says it."""

from __future__ import annotations

from mneme_cli.decisions.reviewing.approval import of_all
from mneme_cli.decisions.reviewing.losing import marking
from mneme_cli.decisions.taken import named
from mneme_cli.errors import MnemeError
from mneme_cli.evidence.marks import NAME, Marks
from mneme_cli.judge.debt import less
from mneme_cli.model.baseline import Baseline, bound
from mneme_cli.model.glob import stem
from mneme_cli.model.review import Touch
from mneme_cli.pipeline.carried import carried
from mneme_cli.pipeline.remarked import Then, headed
from mneme_cli.store import baseline as baselines

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.decisions.compile import Compiled
    from mneme_cli.model.baseline import Identity
    from mneme_cli.model.policy import Policy
    from mneme_cli.model.tree import Tree
    from mneme_cli.pipeline.sources import Ends

    Patterns = frozenset[tuple[str, str, bool]]


def marked(ends: Ends, base: Compiled) -> tuple[Touch, ...]:
    """Say of each `.gitattributes` that changed which files count as generated or vendored now, or no longer."""
    files = [each.path for each in ends.changed.changes if each.path.rpartition("/")[2] == NAME]
    if not files:
        return ()
    approvers = base.corpus.settings.approvers
    now, then = Marks(ends.after), Marks(Then(ends.after, ends.before))
    pairs = {path: (now.why(path), then.why(path)) for path in ends.after.list()}
    out: list[Touch] = []
    for file in sorted(files):
        below = file[: -len(NAME)]
        here = {path: pair for path, pair in pairs.items() if path.startswith(below)}
        lost = [path for path, (why, was) in here.items() if why and not was]
        back = [path for path, (why, was) in here.items() if was and not why]
        early = () if lost else _early(now.patterns(below), then.patterns(below))
        how = "changes" if early or bool(lost) == bool(back) else "weakens" if lost else "tightens"
        says = _alone(lost, back) + tuple(f"leaves alone no file yet: {pattern}" for pattern in early)
        says, looser = says or ("marks no other files than before",), bool(lost or early)
        may = approvers if looser else ()
        out.append(Touch(kind="mark", what=file, how=how, says=says, path=file, line=1, looser=looser, may=may))
        out += marking(base, (*lost, *(_place(below, pattern) for pattern in early)), file, (file, 1))
    return tuple(out)


def _place(below: str, pattern: str) -> str:
    """Return under which folder everything lies that a pattern of an attribute file may mark."""
    return below + stem(pattern.lstrip("/")) if "/" in pattern.rstrip("/") else below


def _early(now: Patterns, then: Patterns) -> tuple[str, ...]:
    """Return the patterns by which files that are yet to come are left alone: newly set, or no longer denied."""
    return tuple(sorted({one[0] for one in now - then if one[2]} | {one[0] for one in then - now if not one[2]}))


def heads(ends: Ends, base: Compiled) -> tuple[Touch, ...]:
    """Say which files count as generated now, or no longer, by what stands in their heads."""
    found = headed(ends)
    if not found:
        return ()
    lost, back = [path for path, line in found if line], [path for path, line in found if not line]
    path, line = next(((path, line) for path, line in found if line), found[0])
    how = "changes" if lost and back else "weakens" if lost else "tightens"
    may = base.corpus.settings.approvers if lost else ()
    says = _alone(lost, back)
    what = "generated headers"
    told = Touch(kind="mark", what=what, how=how, says=says, path=path, line=line, looser=bool(lost), may=may)
    return (told, *marking(base, lost, "a head", (path, line)))


def _alone(lost: list[str], back: list[str]) -> tuple[str, ...]:
    says = (f"leaves alone {named(lost)}",) if lost else ()
    return says + ((f"judges again {named(back)}",) if back else ())


def accepted(tree: Tree) -> Baseline:
    """Return the baseline of a tree; one that cannot be read accepts nothing."""
    try:
        return baselines.read(tree.read(baselines.PATH) if tree.has(baselines.PATH) else b"")
    except MnemeError:
        return Baseline()


def baselined(ends: Ends, base: Compiled, policy: Policy) -> tuple[Touch, ...]:
    """Say how many findings of which rule a change accepts as debt, or has paid; another name is neither."""
    if all(each.path != baselines.PATH for each in ends.changed.changes):
        return ()
    then = carried(accepted(ends.before), ends, policy, ends.changed.base)
    now = carried(accepted(ends.after), ends, policy)
    at, more, fewer = baselines.lines(now), less(now, then), less(then, now)
    out = []
    for rule in sorted({each[0] for each in more.counts}):
        line = min(at[each] for each in now.counts if each[0] == rule)
        said = _said(rule, more, (then, now), "more")
        who = of_all(base, (rule,))
        out.append(Touch("baseline", f"baseline of {rule}", "weakens", said, baselines.PATH, line, looser=True, **who))
    for rule in sorted({each[0] for each in fewer.counts}):
        said = _said(rule, fewer, (then, now), "fewer")
        out.append(Touch("baseline", f"baseline of {rule}", "tightens", said, baselines.PATH, 1))
    return tuple(out)


def _said(rule: str, some: Baseline, sides: tuple[Baseline, Baseline], word: str) -> tuple[str, ...]:
    """Say how many findings a rule is let off more or fewer, and which of its numbers has another bound."""
    then, now = sides
    mine = [each for each in sorted(some.counts) if each[0] == rule]
    other = [each for each in mine if each in then.counts and each in now.counts and each in some.numbers]
    count = sum(some.counts[each] for each in mine if each not in other)
    said = (f"accepts {_many(count)} {word}",) if count else ()
    return said + tuple(_bound(each, then, now) for each in other)


def _bound(identity: Identity, then: Baseline, now: Baseline) -> str:
    where = f" in {identity[1]}" if identity[1] else ""
    number, was = now.numbers.get(identity, 0), then.numbers.get(identity, 0)
    return f"accepts {bound(number) or 'at least 0'}{where} instead of {abs(was)}"


def _many(count: int) -> str:
    return f"{count} finding{'' if count == 1 else 's'}"
