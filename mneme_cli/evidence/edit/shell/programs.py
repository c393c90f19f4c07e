"""One program with its words: who it is behind `sudo` and `env`, and which of our readers knows it."""

from __future__ import annotations

from mneme_cli.evidence.edit.shell import files, git, says, scripts, sed
from mneme_cli.evidence.edit.shell.said import NOTHING, Said

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from mneme_cli.evidence.edit.shell.walk import Walk
    from mneme_cli.evidence.edit.shell.words import Word

    Run = Callable[[Walk, list[Word], Said | None], Said | None]

_VALUED = {"sudo": "ugCpRrTh", "env": "uCS", "nice": "n", "timeout": "sk", "exec": "a", "doas": "uC", "ionice": "cnp"}
"""Programs that run another one, with the letters of those options that have a value of their own."""
_PLAIN = ("time", "command", "builtin", "nohup", "stdbuf", "setsid", "unbuffer", "coproc", "chronic", "busybox")
_SHELLS = ("bash", "sh", "zsh", "dash", "ksh")
_LANGUAGES = ("python", "node", "deno", "bun", "ruby", "php", "lua", "perl")
_HIDDEN = (
    "awk",
    "gawk",
    "ed",
    "ex",
    "vi",
    "vim",
    "patch",
    "xargs",
    "make",
    "tar",
    "unzip",
    "sponge",
    "parallel",
    "csplit",
)
"""Programs that may write what their words do not say."""


def program(walk: Walk, ahead: list[tuple[str, Word]], words: list[Word], given: Said | None) -> Said | None:
    """Run one program: ahead are the variables that are set for it alone."""
    words, more = _bare(words)
    ahead = [*ahead, *more]
    if not words:
        walk.variables.update(dict(ahead))
        return NOTHING
    name = words[0].text.rpartition("/")[2]
    _noted(walk, ahead, name, words)
    if not words[0].sure:
        walk.opaque.append("a program that is computed")
        return None
    run = _RUN.get(name)
    if run:
        return run(walk, words[1:], given)
    if name.startswith(_LANGUAGES):
        scripts.language(walk, name, words[1:], given)
    elif name in _HIDDEN or (
        name == "find" and any(each.text.startswith(("-exec", "-delete", "-ok")) for each in words)
    ):
        walk.opaque.append(name)
    return None


def _noted(walk: Walk, ahead: list[tuple[str, Word]], name: str, words: list[Word]) -> None:
    """Note what a program gets round, whoever it is."""
    git.skipped(walk, ahead, name, words)
    if any("mneme" in each.text for each in words):
        from mneme_cli.evidence.edit.shell.ours import ours

        ours(walk, name, words[1:])


def _bare(words: list[Word]) -> tuple[list[Word], list[tuple[str, Word]]]:
    """Take off the programs that only run another, with their options; return what is set by `env`, too."""
    ahead: list[tuple[str, Word]] = []
    while words and (name := words[0].text.rpartition("/")[2]) in (*_VALUED, *_PLAIN):
        valued = _VALUED.get(name, "")
        words = words[1:]
        while words and (words[0].text.startswith("-") or (name in ("env", "sudo") and "=" in words[0].text)):
            said = words[0].text
            if not said.startswith("-"):
                key, _, value = said.partition("=")
                ahead.append((key, words[0]._replace(text=value)))
            words = words[2 if said.startswith("-") and len(said) == 2 and said[1] in valued else 1 :]
        words = words[1:] if name == "timeout" else words
    return words, ahead


def _quiet(_: Walk, _words: list[Word], _given: Said | None) -> Said | None:
    return NOTHING


_RUN: dict[str, Run] = {
    "echo": says.echo,
    "printf": says.printf,
    "cat": says.cat,
    "tee": says.tee,
    "cd": says.cd,
    "pushd": says.cd,
    "source": scripts.source,
    ".": scripts.source,
    "eval": scripts.evaluated,
    "apply_patch": scripts.patched,
    "applypatch": scripts.patched,
    "sed": sed.sed,
    "gsed": sed.sed,
    "git": git.git,
    "pre-commit": git.pre_commit,
    **dict.fromkeys(_SHELLS, scripts.shell),
    **dict.fromkeys((":", "true", "mkdir", "set", "export"), _quiet),
    **files.RUN,
}
