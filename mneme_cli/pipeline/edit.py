"""One proposed edit → outcome and reason: scope, bytes, head law, and only then a parse."""

from __future__ import annotations

from mneme_cli.judge.nominate import by_bytes, by_scope
from mneme_cli.languages import known, of
from mneme_cli.model.event import UNSURE, Reply
from mneme_cli.pipeline.place import home, inside

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from mneme_cli.model.event import Edit, Event
    from mneme_cli.model.fact import Change
    from mneme_cli.model.policy import Policy
    from mneme_cli.model.tree import Tree

    Late = Callable[..., bool]
    Numbers = tuple[int, ...]


def judged(event: Event, late: Late) -> Reply:
    """Judge the edits of one event, repository by repository."""
    outcome, reasons, notes = "allow", [], []
    for root, edits in _by_repository(event).items():
        from mneme_cli.pipeline.compiled import for_hook

        policy, note = for_hook(root, late)
        if note:
            notes.append(note)
        if policy is None and not note:
            continue
        said, reason = (UNSURE, note) if policy is None else _one(policy, root, edits, late)
        if said == UNSURE:
            notes += [reason] * (reason not in notes)
            said = "block" if _failing(policy, root) == "deny" else "allow"
        if reason and said != "allow":
            outcome = max(outcome, said, key=("allow", "warn", "ask", "block").index)
            reasons.append(reason)
    said = "\n".join(reasons)
    stopped = outcome in ("ask", "block")
    return Reply(outcome, reason=said if stopped else "", context="" if stopped else said, told="; ".join(notes))


def _failing(policy: Policy | None, root: str) -> str:
    """Return what `on_hook_failure` says; without a policy, as far as the bytes of mneme.yaml tell."""
    if policy is not None:
        return str(policy.settings()["on_hook_failure"])
    try:
        with open(root + "/mneme.yaml", "rb", 0) as file:
            lines = file.read().splitlines()
    except OSError:
        return "allow"
    words = [line.split(b"#")[0].replace(b" ", b"") for line in lines if line.startswith(b"on_hook_failure")]
    return "deny" if b"on_hook_failure:deny" in words else "allow"


def on_failure(event: Event) -> str:
    """Return what the policy says of our own failure: allow or deny."""
    from mneme_cli.pipeline.compiled import stored

    try:
        said = [_failing(stored(root), root) for root in _by_repository(event)]
    except Exception:
        return "allow"
    return "deny" if "deny" in said else "allow"


def _by_repository(event: Event) -> dict[str, dict[str, tuple[Edit, ...]]]:
    """Group the edits by the repository that holds the file, and by path from its root."""
    out: dict[str, dict[str, tuple[Edit, ...]]] = {}
    for edit in event.edits:
        path = inside(edit.path, event.cwd)
        root = home(path)
        if root:
            edits = out.setdefault(root, {})
            relative = _spelled(path[len(root) + 1 :])
            edits[relative] = (*edits.get(relative, ()), edit)
    return out


def _spelled(path: str) -> str:
    """Return a path in the spelling in which rules are compared (NFC)."""
    if path.isascii():
        return path
    from unicodedata import normalize

    return normalize("NFC", path)


def _one(policy: Policy, root: str, edits: Mapping[str, tuple[Edit, ...]], late: Late) -> tuple[str, str]:
    """Ask the rules of the work tree and, where the policy was changed, those that only its base has."""
    from mneme_cli.pipeline.compiled import beside

    laws = [law for law in (policy, beside(policy, root)) if law is not None]
    if not any(by_scope(law, path, "hb" if known(path) else "b") for law in laws for path in edits):
        return "allow", ""
    from mneme_cli.evidence.edit.rebuild import rebuild
    from mneme_cli.evidence.trees import Disk

    before = Disk(root)
    changes, texts = rebuild(edits, before)
    demands = [_demand(law, changes, texts, before) for law in laws]
    if not any(demands):
        return "allow", ""
    from mneme_cli.pipeline.edited import Edited, answer

    edited = Edited(root=root, changes=changes, after=Disk(root, over=texts), before=before)
    return answer(edited, tuple(zip(laws, demands, strict=True)), late)


def _demand(law: Policy, changes: Iterable[Change], texts: Mapping[str, bytes], before: Tree) -> dict[str, Numbers]:
    """Return the rules that can find something in the edited files, by path."""
    due = frozenset(law.settings()["due"])
    made = {each.path: _numbers(law, each, texts[each.path], before.read(each.path), due) for each in changes}
    return {path: numbers for path, numbers in made.items() if numbers}


def _numbers(policy: Policy, change: Change, text: bytes, before: bytes, due: frozenset[int]) -> Numbers:
    """Nominate by bytes; what is no code, and what keeps its imports, is cleared of every rule on imports.

    due: rules of which an old finding is told again, so that equal imports clear nobody of them.
    """
    if not known(change.path):
        return by_bytes(policy, change.path, text, parts="b", barrels=False)
    numbers = by_bytes(policy, change.path, text, parts="hb")
    if numbers and change.before.there() and _same_head(change.path, before, text):
        left = by_bytes(policy, change.path, text, parts="b", barrels=False)
        return tuple(sorted({*left, *due.intersection(numbers)}))
    return numbers


def _same_head(path: str, before: bytes, after: bytes) -> bool:
    """Tell whether the imports are the same because the bytes up to the end of the last one are."""
    language = of(path)
    if language is None:
        return False
    end = language.head(after)
    return 0 <= end == language.head(before) and after[:end] == before[:end]
