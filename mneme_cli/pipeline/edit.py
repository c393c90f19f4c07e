"""One proposed edit → outcome and reason: scope, bytes, head law, and only then a parse."""

from __future__ import annotations

from mneme_cli.judge.nominate import by_bytes, by_scope
from mneme_cli.languages import known, of
from mneme_cli.model.event import Reply, Unfolded
from mneme_cli.pipeline.clock import today
from mneme_cli.pipeline.place import home, inside

UNSURE = "unsure"
"""What `of_edit` says if the deadline came first."""
_PLAIN = ("whole", "replace", "cell", "delete")

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mneme_cli.evidence.gather import Sources
    from mneme_cli.model.event import Edit, Event
    from mneme_cli.model.fact import Change
    from mneme_cli.model.finding import Verdict
    from mneme_cli.model.policy import Policy
    from mneme_cli.model.tree import Tree

    Edits = Mapping[str, tuple[Edit, ...]]
    Late = Callable[..., bool]


def judged(event: Event, late: Late) -> Reply:
    """Judge the edits of one event, repository by repository."""
    done = _unfolded(event)
    outcome, reasons, notes = "allow", [], []
    for root, edits in _by_repository(event, done).items():
        said, reason, note = _judged(root, edits, done.evasions, late)
        notes += [note] * bool(note and note not in notes)
        if reason and said != "allow":
            from mneme_cli.model.finding import OUTCOMES

            outcome = max(outcome, said, key=OUTCOMES.index)
            reasons.append(reason)
    said = "\n".join(reasons)
    stopped = outcome in ("ask", "block")
    return Reply(outcome, reason=said if stopped else "", context="" if stopped else said, told="; ".join(notes))


def _judged(root: str, edits: Edits, evasions: tuple[tuple[str, str], ...], late: Late) -> tuple[str, str, str]:
    """Judge the edits in one repository; the third part is for the person."""
    from mneme_cli.pipeline.compiled import for_hook

    policy, note = for_hook(root, late)
    if policy is None and not note:
        return "allow", "", ""
    said, reason = (UNSURE, note) if policy is None else _one(policy, root, edits, evasions, late)
    if said != UNSURE:
        return said, reason, note
    said = "block" if _failing(policy, root) == "deny" else "allow"
    return said, reason, "; ".join(dict.fromkeys(each for each in (note, reason) if each))


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
        paths = [*(edit.path for edit in event.edits if edit.path), "."]
        roots = {home(inside(path, event.cwd) + "/") for path in paths} - {""}
        said = [_failing(stored(root), root) for root in sorted(roots)]
    except Exception:
        return "allow"
    return "deny" if "deny" in said else "allow"


def _unfolded(event: Event) -> Unfolded:
    """Take apart what names several files, or hides them; an edit of one file is as the agent said it."""
    if all(edit.path.isascii() and not edit.to and edit.how in _PLAIN for edit in event.edits):
        return Unfolded(edits=event.edits)
    from mneme_cli.evidence.edit.unfold import unfold

    return unfold(event.edits, event.cwd)


def _by_repository(event: Event, done: Unfolded) -> dict[str, dict[str, tuple[Edit, ...]]]:
    """Group the edits by the repository that holds the file, and by path from its root."""
    out: dict[str, dict[str, tuple[Edit, ...]]] = {}
    here = home(inside("./.", event.cwd) + "/") if done.evasions else ""
    if here:
        out[here] = {}
    for edit in done.edits:
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


def _one(policy: Policy, root: str, edits: Edits, evasions: tuple[tuple[str, str], ...], late: Late) -> tuple[str, str]:
    """Judge the edits as changes of what they are judged by, then by the rules."""
    if evasions or any(path.startswith(tuple(policy.settings()["watch"])) for path in edits):
        from mneme_cli.pipeline.guards import asked

        outcome, reason = asked(policy, root, edits, evasions)
        if outcome != "allow":
            return outcome, reason
    return _ruled(policy, root, edits, late)


def _ruled(policy: Policy, root: str, edits: Edits, late: Late) -> tuple[str, str]:
    if not any(by_scope(policy, path, "hb" if known(path) else "b") for path in edits):
        return "allow", ""
    from mneme_cli.evidence.edit.rebuild import rebuild
    from mneme_cli.evidence.trees import Disk

    before = Disk(root)
    changes, texts = rebuild(edits, before)
    demand: dict[str, tuple[int, ...]] = {}
    for change in changes:
        text = texts[change.path]
        numbers = by_scope(policy, change.path, "b") if text is None else _numbers(policy, change, text, before)
        if numbers:
            demand[change.path] = numbers
    if not demand:
        return "allow", ""
    from mneme_cli.pipeline.verdict import of_edit

    sources = _sources(policy, root, Disk(root, over=texts), before, late)
    if not policy.settings()["baseline"]:
        return of_edit(policy, changes, demand, sources, today(), late)
    from mneme_cli.store import baseline

    return of_edit(policy, changes, demand, sources, today(), late, baseline.read(before.read(baseline.PATH)))


def _sources(policy: Policy, root: str, tree: Tree, before: Tree, late: Late) -> Sources:
    from mneme_cli.evidence.gather import End, Sources
    from mneme_cli.pipeline.compiled import layout_for_hook, stored_graph

    layout = layout_for_hook(policy, root, late)
    return Sources(
        after=End(tree=tree, layout=layout, bound={}),
        before=End(tree=before, layout=layout, bound={}),
        graph=lambda: stored_graph(root),
        kept=lambda verdict: _kept(verdict, policy, tree, before),
    )


def _kept(verdict: Verdict, policy: Policy, after: Tree, before: Tree) -> Verdict:
    """Take findings out whose file is left alone; asked only if there is one, as it has to look for attribute files."""
    if not verdict.findings:
        return verdict
    from mneme_cli.pipeline.spared import Spared

    return Spared((after, before), (policy, policy)).kept(verdict)


def _numbers(policy: Policy, change: Change, text: bytes, before: Tree) -> tuple[int, ...]:
    """Nominate by bytes; what is no code, and what keeps its imports, is cleared of every rule on imports."""
    if not known(change.path):
        return by_bytes(policy, change.path, text, parts="b", barrels=False)
    numbers = by_bytes(policy, change.path, text, parts="hb")
    if numbers and change.before.there() and _same_head(change.path, before.read(change.path), text):
        return by_bytes(policy, change.path, text, parts="b", barrels=False)
    return numbers


def _same_head(path: str, before: bytes, after: bytes) -> bool:
    """Tell whether the imports are the same because the bytes up to the end of the last one are."""
    language = of(path)
    if language is None:
        return False
    end = language.head(after)
    return 0 <= end == language.head(before) and after[:end] == before[:end]
