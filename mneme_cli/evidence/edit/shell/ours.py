"""Our own program in a command: it writes what an agent does not write unasked, whichever tool it takes for that."""

from __future__ import annotations

from mneme_cli.model.event import YOURS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from mneme_cli.evidence.edit.shell.walk import Walk
    from mneme_cli.evidence.edit.shell.words import Word

HOOKS, POLICY = "the hooks", "the policy"
_WRITES = {
    **dict.fromkeys(("install", "uninstall"), HOOKS),
    **dict.fromkeys(("init", "import", "waive", "baseline", "vendor", "renumber"), POLICY),
}
"""What each command writes, of those that write what binds."""
_DRAFTS = ("new", "supersede", "amend")
_NOTHING = ("--help", "--dry-run")
_RUNNERS = ("uv", "uvx", "pipx", "poetry", "pdm", "hatch", "rye")
_MODULE = "mneme_cli"


def ours(walk: Walk, name: str, words: list[Word]) -> None:
    """Note a command of ours that writes. words: those behind the name of the program."""
    here, rest = walk.cwd, _behind(name, words)
    while rest and rest[0].text.startswith("-"):
        flag, rest = rest[0].text, rest[1:]
        if flag in ("-C", "--root") and rest:
            walk.cwd, rest = walk.path(rest[0]), rest[1:]
    said = [each.text for each in rest]
    if said and not any(each in _NOTHING for each in said):
        for report in _reports(rest):
            walk.write(report, None)
        what = _written(said)
        if what:
            walk.evasions.append((what, " ".join(["mneme", *(each.split("\n")[0][:60] for each in said)])))
    walk.cwd = here


def _written(said: list[str]) -> str:
    """Return what a command of ours writes of what binds, "" if nothing: a decision that is new is a draft."""
    states = "=".join(said).partition("--status=")[2].partition("=")[0]
    binds = said[0] in _DRAFTS and states not in ("", "proposed")
    what = POLICY if binds else _WRITES.get(said[0], "")
    return YOURS if what == HOOKS and "--user" in said else what


def _reports(words: list[Word]) -> Iterator[Word]:
    """Yield the files of `--output`, which may be any: `--output FILE`, `--output sarif=FILE`, `-oFILE`."""
    for each, after in zip(words, [*words[1:], None], strict=True):
        if each.text in ("-o", "--output"):
            named = after
        elif each.text.startswith(("-o", "--output=")):
            named = each._replace(text=each.text.removeprefix("--output=").removeprefix("-o"))
        else:
            continue
        form, between, path = named.text.partition("=") if named else ("", "", "")
        if named and named.text != "-":
            yield named._replace(text=path) if between and form.isidentifier() else named


def _behind(name: str, words: list[Word]) -> list[Word]:
    """Return the words behind our own name: it may be run as a module, or by another program."""
    if name == "mneme":
        return words
    said = [each.text for each in words]
    if name.startswith("python"):
        return words[_module(said) :]
    at = next((at for at, each in enumerate(said) if each.rpartition("/")[2] == "mneme"), len(said))
    return words[at + 1 :] if name in _RUNNERS and _before(said[:at]) else []


def _module(said: list[str]) -> int:
    """Return where the words behind `-m mneme_cli` begin (`-mmneme_cli`, `-Im mneme_cli`); past the end if nowhere."""
    at = next((at for at, each in enumerate(said) if each[:1] == "-" and each[1:2] != "-" and "m" in each), len(said))
    name = "".join(said[at : at + 1]).partition("m")[2]
    named = [name, *said[at + 1 :]] if name else said[at + 1 :]
    return len(said) - len(named) + 1 if named[:1] == [_MODULE] else len(said)


def _before(said: list[str]) -> bool:
    """Tell whether a runner's words before ours name no other program: verbs, and options with their values."""
    pairs = zip(["", *said], said, strict=False)
    return all(each[:1] == "-" or before[:1] == "-" or each in ("run", "tool", "x") for before, each in pairs)
