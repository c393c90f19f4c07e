"""Git in a command: the files it moves and deletes, what it does to the rest, and how it is told to pass its hooks."""

from __future__ import annotations

from mneme_cli.evidence.edit.shell.files import moved, removed
from mneme_cli.evidence.edit.shell.options import options
from mneme_cli.evidence.edit.shell.said import NOTHING, Said

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.evidence.edit.shell.walk import Walk
    from mneme_cli.evidence.edit.shell.words import Word

HOOKS = "git hooks"
_KEY = "core.hookspath"
_SHORTEST = "--no-veri"
"""Git takes a long option by any beginning that no other option has."""
_OPAQUE = (
    "apply",
    "am",
    "checkout",
    "restore",
    "stash",
    "switch",
    "reset",
    "merge",
    "pull",
    "rebase",
    "revert",
    "clean",
)
_HOOKED = ("commit", "push", "merge", "am", "rebase", "cherry-pick", "revert", "pull")
_OFF = {"HUSKY": ("0",), "LEFTHOOK": ("0", "false"), "HUSKY_SKIP_HOOKS": ("1", "true")}
_SKIPS = ("SKIP", "LEFTHOOK_EXCLUDE")


def git(walk: Walk, words: list[Word], given: Said | None) -> Said | None:
    """Run git."""
    here = walk.cwd
    rest = list(words)
    while rest and rest[0].text.startswith("-"):
        flag = rest.pop(0)
        if flag.text in ("-c", "--config-env") and rest:
            _set(walk, rest.pop(0), words)
        elif flag.text == "-C" and rest:
            walk.cwd = walk.path(rest.pop(0))
        elif flag.text.startswith("--config-env="):
            _set(walk, flag._replace(text=flag.text[13:]), words)
        elif flag.text in ("--git-dir", "--work-tree", "--namespace", "--exec-path") and rest:
            rest.pop(0)
    if rest:
        _run(walk, rest[0].text, rest[1:], given, words)
    walk.cwd = here
    return None


def _run(walk: Walk, verb: str, rest: list[Word], given: Said | None, words: list[Word]) -> None:
    if verb == "mv":
        moved(walk, rest, given)
    elif verb == "rm":
        if not any(each.text == "--cached" for each in rest):
            removed(walk, rest, given)
    elif verb == "config":
        _config(walk, rest, words)
    elif verb in _OPAQUE:
        walk.opaque.append(f"git {verb}")
    if verb in _HOOKED and _unverified(verb, rest):
        walk.evasions.append((HOOKS, _said("git", words)))


def _unverified(verb: str, rest: list[Word]) -> bool:
    """Tell whether git is told to run no hooks; `-n` means that for a commit alone."""
    ahead: list[Word] = []
    for each in rest:
        if each.text == "--":
            break
        ahead.append(each)
    if any(each.text.startswith(_SHORTEST) and "--no-verify".startswith(each.text) for each in ahead):
        return True
    return verb == "commit" and "n" in options(ahead, "mFCctSu", ("message", "file", "author", "date", "template"))[0]


def _set(walk: Walk, pair: Word, words: list[Word]) -> None:
    if pair.text.partition("=")[0].lower() == _KEY:
        walk.evasions.append((HOOKS, _said("git", words)))


def _config(walk: Walk, rest: list[Word], words: list[Word]) -> None:
    """Look for a change of where hooks are; asking for it is fine."""
    said, names = options(rest, "f", ("file", "blob", "type", "default"))
    key = next((at for at, each in enumerate(names) if each.text.lower() == _KEY), -1)
    verbs = ("unset", "unset-all", "add", "replace-all")
    changes = any(verb in said for verb in verbs) or any(each.text == "unset" for each in names[: max(key, 0)])
    if key >= 0 and (changes or len(names) > key + 1) and not {"get", "get-all"} & said.keys():
        walk.evasions.append((HOOKS, _said("git", words)))


def pre_commit(walk: Walk, words: list[Word], _given: Said | None) -> Said | None:
    """Run pre-commit: what takes its hooks out is told."""
    if words and words[0].text == "uninstall":
        walk.evasions.append((HOOKS, _said("pre-commit", words)))
    return NOTHING


def skipped(walk: Walk, ahead: list[tuple[str, Word]], name: str, words: list[Word]) -> None:
    """Note variables that make hooks pass: set for one program, or for those that follow."""
    for key, value in ahead:
        if value.text in _OFF.get(key, ()) or (key == "GIT_CONFIG_PARAMETERS" and _KEY in value.text.lower()):
            walk.evasions.append((HOOKS, f"{key}={value.text}"))
        if key.startswith("GIT_CONFIG_KEY_") and value.text.lower() == _KEY:
            walk.evasions.append((HOOKS, f"{key}={value.text}"))
    if name in ("git", "pre-commit"):
        kept = {**walk.variables, **dict(ahead)}
        walk.evasions += [(HOOKS, f"{key}={kept[key].text}") for key in _SKIPS if key in kept and kept[key].text]
        walk.evasions += [
            (HOOKS, f"{key}={kept[key].text}") for key in _OFF if key in kept and kept[key].text in _OFF[key]
        ]
    if name in ("chmod", "chown") and any(".git/hooks" in each.text for each in words):
        walk.evasions.append((HOOKS, _said(name, words[1:])))


def _said(name: str, words: list[Word]) -> str:
    """Return the words of a command, those that are long cut short."""
    return " ".join([name, *(each.text.split("\n")[0][:60] for each in words)])
