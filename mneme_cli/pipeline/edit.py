"""One proposed edit → outcome and reason: scope, bytes, head law, and only then a parse."""

from __future__ import annotations

from mneme_cli.judge.nominate import by_bytes, by_scope
from mneme_cli.languages import known, of
from mneme_cli.model.event import Reply
from mneme_cli.pipeline.clock import today
from mneme_cli.pipeline.place import home, inside

UNSURE = "unsure"
"""What `of_edit` says if the deadline came first."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mneme_cli.evidence.gather import Sources
    from mneme_cli.model.event import Edit, Event
    from mneme_cli.model.fact import Change
    from mneme_cli.model.finding import Verdict
    from mneme_cli.model.policy import Policy
    from mneme_cli.model.tree import Tree

    Late = Callable[..., bool]


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
    if not any(by_scope(policy, path, "hbm" if known(path) else "bm") for path in edits):
        return "allow", ""
    from mneme_cli.evidence.edit.rebuild import rebuild
    from mneme_cli.evidence.trees import Disk

    before = Disk(root)
    changes, texts = rebuild(edits, before)
    demand: dict[str, tuple[int, ...]] = {}
    for change in changes:
        if numbers := _numbers(policy, change, texts[change.path], before.read(change.path)):
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


def _numbers(policy: Policy, change: Change, text: bytes, before: bytes) -> tuple[int, ...]:
    """Nominate by bytes; what is no code, and what keeps its imports, is cleared of every rule on imports."""
    if not known(change.path):
        return by_bytes(policy, change.path, text, parts="bm", barrels=False)
    numbers = by_bytes(policy, change.path, text, parts="hbm")
    if numbers and change.before.there() and _same_head(change.path, before, text):
        return by_bytes(policy, change.path, text, parts="bm", barrels=False)
    return numbers


def _same_head(path: str, before: bytes, after: bytes) -> bool:
    """Tell whether the imports are the same because the bytes up to the end of the last one are."""
    language = of(path)
    if language is None:
        return False
    end = language.head(after)
    return 0 <= end == language.head(before) and after[:end] == before[:end]
