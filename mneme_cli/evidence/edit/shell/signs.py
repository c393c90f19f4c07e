"""Can a command write, or get round a gate? Asked of its bytes, before the grammar is loaded: most commands cannot."""

from __future__ import annotations

_ANYWHERE = (">", "hooksPath", "no-verify", "HUSKY", "SKIP", "mneme", ".git/hooks", "eval", "BASH_ENV")
_WORDS = frozenset(
    (
        *("tee", "cp", "mv", "rm", "ln", "install", "touch", "truncate", "dd", "rsync", "unlink", "shred", "rename"),
        *("sed", "gsed", "perl", "awk", "gawk", "ed", "ex", "vi", "vim", "patch", "apply_patch", "applypatch"),
        *("curl", "wget", "tar", "unzip", "git", "pre-commit", "source", "xargs", "find", "sponge", "csplit", "split"),
        *(
            "bash",
            "sh",
            "zsh",
            "dash",
            "ksh",
            "python",
            "python3",
            "python2",
            "node",
            "deno",
            "bun",
            "ruby",
            "php",
            "lua",
        ),
    )
)
_BREAKS = {ord(char): " " for char in "/\\'\"`$(){};|&<>=,\n\t"}


def signs(command: str) -> bool:
    """Tell whether something in a command may write; generous, as it only decides who is asked next."""
    if any(sign in command for sign in _ANYWHERE):
        return True
    words = command.translate(_BREAKS).split()
    return any(word in _WORDS or word.startswith("python") for word in words) or any(
        quoted in command for quoted in ("\\", "''", '""', "$'")
    )
