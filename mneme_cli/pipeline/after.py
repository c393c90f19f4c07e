"""What lies on disk when a tool has run, and when an agent would stop: judged by its real bytes against HEAD.

Whatever wrote them (an edit that a person changed, a shell, a script that the shell ran) is caught here. A finding is
told once in a session, and a stop is stopped once: an agent that cannot mend a thing must be able to say so.
"""

from __future__ import annotations

from mneme_cli import languages
from mneme_cli.errors import MnemeError
from mneme_cli.judge.explain import ENDED, WRITTEN, reason, unread
from mneme_cli.judge.nominate import speaks, watches
from mneme_cli.model.event import Reply
from mneme_cli.model.request import Request
from mneme_cli.pipeline.began import begins
from mneme_cli.pipeline.consent import granted, let
from mneme_cli.pipeline.drafted import drafted
from mneme_cli.pipeline.edited import stops
from mneme_cli.pipeline.guards import touching
from mneme_cli.pipeline.place import cache_folder, home, inside, places, touched
from mneme_cli.pipeline.replies import joined
from mneme_cli.store import session as sessions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from typing import NamedTuple

    from mneme_cli.model.event import Event
    from mneme_cli.model.fact import Skipped
    from mneme_cli.model.finding import Finding
    from mneme_cli.model.page import Page
    from mneme_cli.model.policy import Policy
    from mneme_cli.model.rule import Rule
    from mneme_cli.pipeline.sources import Ends
    from mneme_cli.store.session import Session

    Late = Callable[..., bool]
else:
    from mneme_cli.model.noun import NamedTuple

COUNTS = ("introduced", "due")


def written(event: Event, late: Late) -> Reply:
    """Judge what a tool wrote: the files it named, or all that changed if it was a command."""
    replies = []
    for root, paths in sorted(_roots(event).items()):
        known = granted(event, root, begins(event, root), paths)
        policy = _policy(root, late)
        if policy is not None:
            replies += [_written(event, root, paths, policy, known), drafted(event, root, policy, paths)]
    return joined(replies)


def _written(event: Event, root: str, paths: frozenset[str], policy: Policy, known: Session) -> Reply:
    if paths and not any(speaks(policy, path, _parts(policy, path)) for path in paths):
        return Reply()
    seen = _look(root, known.base)
    known = known if paths else granted(event, root, known, (each.path for each in seen.ends.changed.changes))
    found = [each for each in _counted(seen.page) if not paths or each.source in paths]
    news = [each for each in found if _name(each) not in known.told]
    asked = () if paths else _asked(policy, seen, root, known)
    left = tuple(unread(each) for each in _left(policy, seen) if not paths or each.path in paths)
    more = tuple(each for each in (*asked, *left) if sessions.digest(each) not in known.told)
    if not news and not more:
        return Reply()
    told = known.with_told((*map(_name, news), *map(sessions.digest, more)))
    sessions.keep(cache_folder(root), event.session, told)
    halted = [each for each in news if each.outcome != "warn" and stops(each, _rule(policy, each))]
    said = _said(seen.page, halted or news, more, WRITTEN)
    denied = bool(more) and policy.settings()["on_hook_failure"] == "deny"
    objects = halted or denied or any(each in asked for each in more)
    return Reply("block", reason=said) if objects else Reply("warn", context=said)


def _parts(policy: Policy, path: str) -> str:
    """Return which rules can find something in a file: those on imports find nothing in what has none."""
    return "hbcm" if languages.known(path) or policy.reads(path) else "bcm"


def stopped(event: Event, late: Late) -> Reply:
    """Judge the work tree before the agent goes: what it introduced stops it, once.

    A subagent goes unstopped: it was asked for a part of the work, and the session's own stop looks at the whole.
    """
    root = "" if event.agent else home(f"{inside('.', event.cwd)}/.")
    policy = _policy(root, late) if root else None
    if policy is None:
        return Reply()
    folder = cache_folder(root)
    known = sessions.load(folder, event.session)
    seen = _look(root, known.base)
    found = [each for each in _counted(seen.page) if each.outcome != "warn"]
    left = (unread(each) for each in _left(policy, seen) if each.fatal)
    asked = (*_asked(policy, seen, root, known), *left)
    name = sessions.digest("stop\n" + "\n".join([*sorted(map(_name, found)), *asked]))
    count = len(found) + len(asked)
    if not count or event.again or name in known.told:
        gate = f"{count} left in the work tree for the next gate; see `mneme check`"
        return Reply(told=gate if count else _let(seen, root, known))
    sessions.keep(folder, event.session, known.with_told((name,)))
    return Reply("block", reason=_said(seen.page, found, asked, ENDED))


def _said(page: Page, found: list[Finding], asked: tuple[str, ...], closing: str) -> str:
    if not found:
        return "\n".join(asked)
    shown = page.verdict._replace(findings=tuple(found))
    return "\n".join([*asked, reason(shown, page.texts.__getitem__, closing)])


def _left(policy: Policy, seen: Look) -> list[Skipped]:
    """Return the changed and governed files that could not be read: nobody has judged them."""
    changed = {each.path for each in seen.ends.changed.changes}
    left = (each for each in seen.page.verdict.skipped if each.fatal or each.path in changed)
    return sorted(each for each in left if speaks(policy, each.path))


def _asked(policy: Policy, seen: Look, root: str, known: Session) -> tuple[str, ...]:
    """Say which changed files are the policy or its gates: a command may have written what no hook could see.

    What a person left there before the session began is no doing of the agent, and what one let through is settled.
    """
    ends = seen.ends
    watched = (each.path for each in ends.changed.changes if watches(policy, each.path))
    paths = [path for path in watched if touched(f"{root}/{path}", known.began)]
    paths = sorted({*paths}.difference(let(root, known, paths)))
    tree = ends.after

    def after(near: Collection[str]) -> dict[str, bytes]:
        return {path: tree.read(path) for path in near if tree.has(path)}

    return touching(policy, paths, ends.before, after, base=ends.changed.base or "HEAD")


def _let(seen: Look, root: str, known: Session) -> str:
    """Tell the person what they let through: it is changed all the same, and the next gates ask about it."""
    paths = let(root, known, [each.path for each in seen.ends.changed.changes])
    return f"changed as a person let it: {', '.join(paths)}; the next gate asks for its approval" if paths else ""


def _roots(event: Event) -> dict[str, frozenset[str]]:
    """Return repository → the paths that a tool named in it; none named (a command) = all that changed there."""
    out: dict[str, set[str]] = {}
    for edit in event.edits:
        for path in places(edit.path, event.cwd) if edit.path else (inside("./.", event.cwd) + "/.",):
            root = home(path)
            if root:
                out.setdefault(root, set()).update({path[len(root) + 1 :]} if edit.path else ())
    named = {each.path for each in event.edits}
    return {root: frozenset() if "" in named else frozenset(paths) for root, paths in out.items()}


def _policy(root: str, late: Late) -> Policy | None:
    from mneme_cli.pipeline.compiled import for_hook

    return for_hook(root, late)[0]


class Look(NamedTuple):
    """What a check of the work tree saw."""

    page: Page
    ends: Ends


def _look(root: str, base: str) -> Look:
    """Check the work tree against the commit that the session began at, else against HEAD."""
    from mneme_cli.evidence.refs import head
    from mneme_cli.evidence.repository import find
    from mneme_cli.pipeline.check import check
    from mneme_cli.pipeline.clock import today
    from mneme_cli.pipeline.sources import ends

    repository = find(root)
    here = head(repository) if repository.gitdir else ""
    for commit in dict.fromkeys((base or here, here)):
        request = Request(base=commit, brief=True)
        try:
            found = ends(repository, request)
            return Look(page=check(found, request, today()), ends=found)
        except MnemeError:
            if commit == here:
                raise
    raise AssertionError("the last commit is here")


def _counted(page: Page) -> list[Finding]:
    return [each for each in page.verdict.findings if each.status in COUNTS and each.outcome != "allow"]


def _rule(policy: Policy, finding: Finding) -> Rule:
    return policy.rule(max(policy.number(finding.rule), 0))


def _name(finding: Finding) -> str:
    return sessions.digest("\n".join(finding.identity))
