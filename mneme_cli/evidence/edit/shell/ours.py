"""Our own program in a command: it writes what an agent does not write unasked, whichever tool it takes for that."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.evidence.edit.shell.walk import Walk
    from mneme_cli.evidence.edit.shell.words import Word

HOOKS, POLICY = "the hooks", "the policy"
_WRITES = {
    **dict.fromkeys(("install", "uninstall"), HOOKS),
    **dict.fromkeys(("waive", "baseline", "vendor", "renumber"), POLICY),
}
"""What each command writes, of those that write what binds."""
_DRAFTS = ("new", "supersede", "amend")
_NOTHING = ("--help", "--dry-run")
_RUNNERS = ("uv", "uvx", "pipx", "poetry", "pdm", "hatch", "rye")


def ours(walk: Walk, name: str, words: list[Word]) -> None:
    """Note a command of ours that writes. words: those behind the name of the program."""
    rest = _behind(name, [each.text for each in words])
    while rest and rest[0].startswith("-"):
        rest = rest[2 if rest[0] in ("-C", "--root") else 1 :]
    what = _written(rest) if rest and not any(each in _NOTHING for each in rest) else ""
    if what:
        walk.evasions.append((what, " ".join(["mneme", *(each.split("\n")[0][:60] for each in rest)])))


def _written(said: list[str]) -> str:
    """Return what a command of ours writes of what binds, "" if nothing: a decision that is new is a draft."""
    states = "=".join(said).partition("--status=")[2].partition("=")[0]
    binds = said[0] in _DRAFTS and states not in ("", "proposed")
    return POLICY if binds else _WRITES.get(said[0], "")


def _behind(name: str, said: list[str]) -> list[str]:
    """Return the words behind our own name: it may be run as a module, or by another program."""
    if name == "mneme":
        return said
    if name.startswith("python"):
        at = said.index("-m") if "-m" in said else -2
        return said[at + 2 :] if said[at + 1 : at + 2] == ["mneme_cli"] else []
    if name not in _RUNNERS:
        return []
    at = next((at for at, each in enumerate(said) if each.rpartition("/")[2] == "mneme"), len(said))
    return said[at + 1 :] if all(each.startswith("-") or each in ("run", "tool", "x") for each in said[:at]) else []
