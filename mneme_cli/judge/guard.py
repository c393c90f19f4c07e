"""What an agent must not change unasked: the rules it is judged by, and what makes them hold.

A person's own edit is judged by the policy of base and head together; an agent's is stopped before it lands, because
it would be judged by what it just wrote. A decision that is only proposed binds nobody, so an agent may draft it.
"""

from __future__ import annotations

from mneme_cli.model.event import YOURS
from mneme_cli.model.glob import matches, stem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

POLICY = ("mneme.yaml", ".mneme/**")
GATES = (
    *(".pre-commit-config.yaml", ".pre-commit-hooks.yaml", ".gitlab-ci.yml", ".github/workflows/*.yml"),
    *(".github/workflows/*.yaml", ".git/hooks/*", ".git/config", ".husky/*", "lefthook.yml"),
)
"""Files that are gates where they name mneme."""
PLUGIN = ("hooks/hooks.json", ".claude-plugin/plugin.json", ".claude-plugin/marketplace.json")
"""How the files of a plugin end, which may lie in any folder: it switches our hooks on where they name mneme."""
_ASK = (
    "{paths} {what}, and an agent does not change {them} without a person's approval. "
    "Do not retry by another tool. Ask a person to approve, or to make the change themselves{way}."
)
MOST = 5
"""Files that are named; who deletes a folder of them knows which."""
_DONE = (
    "{path} is {what}, and it was changed without a person's approval. {restore}, or ask a person to approve it{way}."
)
_BACK, _NEW = "Restore it (`git checkout {base} -- {path}`)", "Take it away again (`rm {path}`)"
_DRAFT = "; a decision with `status: proposed` is yours to draft"
_AROUND = "`{words}` goes around the gates of this repository ({what}). Run it without, or ask a person."

_OURS = (
    "`{words}` writes {what}, and an agent does not do that without a person's approval. "
    "Do not retry by another tool. Ask a person to approve, or to run it themselves."
)
_OWN = (
    "{words} holds your own hooks, of every repository, and an agent does not change it without a person's approval. "
    "Do not retry by another tool. Ask a person to approve, or to make the change themselves."
)


def watched(folders: Iterable[str], guards: Iterable[str]) -> list[str]:
    """Return how a path begins that is worth a look: a hook asks of every edit this, and how it ends, and no more."""
    globs = (*(folder.rstrip("/") + "/**" for folder in folders), *POLICY, *GATES, *guards)
    return sorted({stem(glob) for glob in globs})


def guarded(
    settings: Mapping[str, Any],
    paths: Iterable[str],
    before: Callable[[str], bytes],
    after: Mapping[str, bytes],
    *,
    base: str = "",
) -> tuple[str, ...]:
    """Return why paths need approval; () if none does. Before the fact those of one kind are one sentence.

    settings: of the compiled policy (`decisions`, `guards`).  before: path → its bytes as they are.
    after: path → bytes as they would be; a path that is not there goes, or nobody knows what it becomes.
    base: it is so already, and can only be restored from this commit.
    """
    found = {path: _said(settings, path, before, after) for path in sorted(paths)}
    kinds = dict.fromkeys(kind for kind in found.values() if kind[0])
    if not base:
        return tuple(_asked([path for path in found if found[path] == kind], *kind) for kind in kinds)
    return tuple(_restored(path, *kind, before, base) for path, kind in found.items() if kind[0])


def _asked(paths: list[str], what: str, way: str) -> str:
    more = f" and {len(paths) - MOST} more" if len(paths) > MOST else ""
    is_, them = ("is", "it") if len(paths) == 1 else ("are", "them")
    return _ASK.format(paths=", ".join(paths[:MOST]) + more, what=f"{is_} {what}", them=them, way=way)


def _restored(path: str, what: str, way: str, before: Callable[[str], bytes], base: str) -> str:
    """Say how to restore a file, whether its change lies there, is staged or is committed already."""
    shown = path if path.replace("/", "").replace("-", "").replace("_", "").replace(".", "").isalnum() else f"'{path}'"
    restore = (_BACK if before(path) else _NEW).format(path=shown, base=base[:12])
    return _DONE.format(path=path, what=what, way=way, restore=restore)


def around(signs: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Return why commands that go around the gates need approval. signs: what is switched off, the words that do it."""
    return tuple(_around(what, words) for what, words in sorted(set(signs)))


def _around(what: str, words: str) -> str:
    if words.startswith("mneme "):
        return _OURS.format(
            words=words, what=f"{what}, of every repository" if what == YOURS else f"{what} of this repository"
        )
    return _OWN.format(words=words) if what == YOURS else _AROUND.format(words=words, what=what)


def _said(
    settings: Mapping[str, Any], path: str, before: Callable[[str], bytes], after: Mapping[str, bytes]
) -> tuple[str, str]:
    """Return what a path is, "" if nobody need approve, and what else the agent may do."""
    if any(path.startswith(folder) for folder in settings["decisions"]):
        if path in after and _proposed(after[path]) and (not (was := before(path)) or _proposed(was)):
            return "", ""
        return "part of the policy", _DRAFT
    if any(matches(glob, path) for glob in POLICY):
        return "part of the policy", ""
    plugin = path.endswith(tuple(settings["ends"])) and b"mneme" in before(path)
    if plugin or any(matches(glob, path) for glob in settings["guards"]):
        return "where an agent's hooks are switched on and off", ""
    if any(matches(glob, path) for glob in GATES) and (path.startswith(".git/") or b"mneme" in before(path)):
        return "a gate that runs mneme", ""
    return "", ""


def _proposed(text: bytes) -> bool:
    """Tell whether a decision binds nobody, without a YAML parser: sure, or no.

    Every line at the margin has to be a plain key, a comment or a list entry, so that the one `status` that is seen is
    the one that a parser would find.
    """
    margin = [line for line in text.split(b"\n") if line[:1].strip()]
    keys = [line.partition(b":")[0] for line in margin if not line.startswith((b"#", b"- "))]
    plain = all(key.replace(b"-", b"").replace(b"_", b"").isalnum() for key in keys)
    states = [line.partition(b":")[2].split(b" #")[0].strip() for line in margin if line.startswith(b"status:")]
    return plain and states == [b"proposed"] and b"waiver" not in keys
