"""One proposed edit → outcome and reason: scope, bytes, head law, and only then a parse."""

from __future__ import annotations

from mneme_cli.judge.nominate import by_bytes, by_scope, speaks, watches
from mneme_cli.languages import known, of
from mneme_cli.model.event import UNSURE, Reply, Unfolded
from mneme_cli.pipeline.place import home, places, standing

_PLAIN = ("whole", "replace", "cell", "delete")

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mneme_cli.evidence.rebuild import Draft
    from mneme_cli.model.event import Edit, Event
    from mneme_cli.model.policy import Policy
    from mneme_cli.model.tree import Tree

    Evasions = tuple[tuple[str, str], ...]
    Edits = Mapping[str, tuple[Edit, ...]]
    Late = Callable[..., bool]
    Numbers = tuple[int, ...]


def judged(event: Event, late: Late) -> Reply:
    """Judge the edits of one event, repository by repository."""
    done = _unfolded(event)
    if any(edit.how == "shell" for edit in event.edits):
        from mneme_cli.pipeline.began import commanded

        commanded(event)
    outcome, reasons, notes = "allow", [], []
    found, evasions = _by_repository(event, done)
    for root, edits in found.items():
        said, reason, note = _judged(root, edits, evasions, late)
        notes += [note] * bool(note and note not in notes)
        if said == "ask":
            from mneme_cli.pipeline.consent import asked

            asked(event, root, edits)
        if reason and said != "allow":
            from mneme_cli.model.finding import OUTCOMES

            outcome = max(outcome, said, key=OUTCOMES.index)
            reasons.append(reason)
    said = "\n".join(reasons)
    stopped = outcome in ("ask", "block")
    return Reply(outcome, reason=said if stopped else "", context="" if stopped else said, told="; ".join(notes))


def _judged(root: str, edits: Edits, evasions: Evasions, late: Late) -> tuple[str, str, str]:
    """Judge the edits in one repository; the third part is for the person."""
    from mneme_cli.pipeline.compiled import for_hook

    policy, note = for_hook(root, late)
    if policy is None and not note:
        return "allow", "", ""
    said, reason = (UNSURE, note) if policy is None else _one(policy, root, edits, evasions, late)
    if said != UNSURE:
        return said, reason, note
    from mneme_cli.pipeline.failing import failing

    said = "block" if failing(policy, root) == "deny" else "allow"
    return said, reason, "; ".join(dict.fromkeys(each for each in (note, reason) if each))


def _unfolded(event: Event) -> Unfolded:
    """Take apart what names several files, or hides them; an edit of one file is as the agent said it."""
    if all(edit.path.isascii() and not edit.to and edit.how in _PLAIN for edit in event.edits):
        return Unfolded(edits=event.edits)
    from mneme_cli.evidence.edit.unfold import unfold

    return unfold(event.edits, event.cwd)


def _by_repository(event: Event, done: Unfolded) -> tuple[dict[str, dict[str, tuple[Edit, ...]]], Evasions]:
    """Group the edits by the repository that holds the file, and by path from its root; and say what is got round."""
    out: dict[str, dict[str, tuple[Edit, ...]]] = {}
    outside = []
    written = ((each, path) for each in done.edits for path in places(each.path, event.cwd, each.how != "delete"))
    for edit, path in written:
        root = home(path)
        if root:
            edits = out.setdefault(root, {})
            relative = _spelled(path[len(root) + 1 :])
            edits[relative] = (*edits.get(relative, ()), edit)
        else:
            outside.append(path)
    evasions = done.evasions
    if outside:
        from mneme_cli.pipeline.yours import yours

        evasions += yours(outside)
    here = standing(event.cwd) if evasions else ""
    return ({here: out.pop(here, {}), **out} if here else out), evasions


def _spelled(path: str) -> str:
    """Return a path in the spelling in which rules are compared (NFC)."""
    if path.isascii():
        return path
    from unicodedata import normalize

    return normalize("NFC", path)


def _one(policy: Policy, root: str, edits: Edits, evasions: Evasions, late: Late) -> tuple[str, str]:
    """Judge the edits as changes of what they are judged by, then by the rules."""
    if evasions or any(watches(policy, path) for path in edits):
        from mneme_cli.pipeline.guards import asked

        outcome, reason = asked(policy, root, edits, evasions)
        if outcome != "allow":
            return outcome, reason
    return _ruled(policy, root, edits, late)


def _ruled(policy: Policy, root: str, edits: Edits, late: Late) -> tuple[str, str]:
    """Ask the rules of the work tree and, where the policy was changed, those that only its base has."""
    from mneme_cli.pipeline.compiled import beside

    laws = [law for law in (policy, beside(policy, root)) if law is not None]
    if not any(speaks(law, path, "hbm" if known(path) else "bm") for law in laws for path in edits):
        return "allow", ""
    from mneme_cli.evidence.disk import Disk
    from mneme_cli.evidence.rebuild import changes, rebuild

    before = Disk(root)
    drafts = rebuild(edits, before)
    demands = [_demand(law, drafts, before) for law in laws]
    if not any(demands):
        return "allow", ""
    from mneme_cli.pipeline.edited import Edited, answer

    texts = {path: draft.text for path, draft in drafts.items()}
    edited = Edited(root=root, changes=changes(drafts), after=Disk(root, over=texts), before=before)
    return answer(edited, tuple(zip(laws, demands, strict=True)), late)


def _demand(law: Policy, drafts: Mapping[str, Draft], before: Tree) -> dict[str, Numbers]:
    """Return the rules that can find something in the edited files, by path; in one that goes, what forbids that."""
    due = frozenset(law.settings()["due"])
    made = {}
    for path, draft in drafts.items():
        text = draft.text
        there = before if draft.there else None
        made[path] = by_scope(law, path, "b") if text is None else _numbers(law, path, text, there, due)
    return {path: numbers for path, numbers in made.items() if numbers}


def _numbers(policy: Policy, path: str, text: bytes, before: Tree | None, due: frozenset[int]) -> Numbers:
    """Nominate by bytes; what is no code, and what keeps its imports, is cleared of every rule on imports.

    before: where the file was, None = nowhere.
    due: rules of which an old finding is told again, so that equal imports clear nobody of them.
    """
    if not known(path):
        return by_bytes(policy, path, text, parts="bm", barrels=False)
    numbers = by_bytes(policy, path, text, parts="hbm")
    if not numbers or before is None:
        return numbers
    old = before.read(path)
    end = _same_head(path, old, text)
    if end < 0:
        return numbers
    left = {*by_bytes(policy, path, text, parts="bm", barrels=False), *due.intersection(numbers)}
    if policy.barrels() and left != {*numbers} and _touches(path, old, text, end):
        left.update(number for number in numbers if policy.rule(number).through)
    return tuple(sorted(left))


def _same_head(path: str, before: bytes, after: bytes) -> int:
    """Return where the imports end, if they are the same because the bytes up to there are; else -1."""
    language = of(path)
    end = -1 if language is None else language.head(after)
    same = language is not None and 0 <= end == language.head(before) and after[:end] == before[:end]
    return end if same else -1


def _touches(path: str, before: bytes, after: bytes, end: int) -> bool:
    """Tell whether something else may be taken of a module that is imported whole, though the imports are the same."""
    from mneme_cli.languages._bytes import touches

    language = of(path)
    return language is not None and language.taken is not None and touches(before, after, end, language.exported)
