"""Programs that are handed a program: another shell is walked through, an interpreter of another language is opaque."""

from __future__ import annotations

from mneme_cli.evidence.edit.shell import sed
from mneme_cli.evidence.edit.shell.said import NOTHING, Said
from mneme_cli.evidence.edit.shell.words import Word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.evidence.edit.shell.walk import Walk


def shell(walk: Walk, words: list[Word], given: Said | None) -> Said | None:
    """Walk through what another shell is told to do, by a word, a file or what it reads."""
    here = walk.cwd
    names = [each for each in words if not each.text.startswith(("-", "+"))]
    if any(each.text.startswith("-") and not each.text.startswith("--") and "c" in each.text for each in words):
        made = _told(walk, Said(names[0].text, names[0].sure) if names else None)
    elif names and names[0].text != "-":
        made = _told(walk, walk.content(names[0]))
    else:
        made = _told(walk, given)
    walk.cwd = here
    return made


def _told(walk: Walk, said: Said | None) -> Said | None:
    if said is None or said.source or not said.sure:
        walk.opaque.append("a script")
        return walk.command(said.text) if said and said.text and walk.depth < _DEEP else None
    if walk.depth >= _DEEP:
        walk.opaque.append("a command that nests too deep")
        return None
    return walk.command(said.text)


_DEEP = 60
"""Levels, counted in statements, at which a shell in a shell is followed no further."""


def source(walk: Walk, words: list[Word], _given: Said | None) -> Said | None:
    """Walk through a script that is read into this shell."""
    return _told(walk, walk.content(words[0])) if words else NOTHING


def evaluated(walk: Walk, words: list[Word], _given: Said | None) -> Said | None:
    """Walk through words that are a command."""
    return _told(walk, Said(" ".join(each.text for each in words), all(each.sure for each in words)))


def patched(walk: Walk, words: list[Word], given: Said | None) -> Said | None:
    """Take an `apply_patch` apart; its paths begin where the shell stands."""
    from mneme_cli.evidence.edit.patch import read

    said = Said(words[0].text, words[0].sure) if words else given
    if said is None or said.source:
        walk.opaque.append("apply_patch")
        return None
    for edit in read(said.text):
        path, to = walk.path(Word(edit.path)), walk.path(Word(edit.to)) if edit.to else ""
        if path:
            walk.note(edit._replace(path=path, to=to, sure=said.sure), None)
    return NOTHING


def language(walk: Walk, name: str, words: list[Word], given: Said | None) -> None:
    """Look at an interpreter: `perl -pi` edits files, a text to run hides what it does."""
    flags = [each.text for each in words if each.text.startswith("-")]
    if name == "perl" and any(
        "i" in flag.partition("e")[0] for flag in flags if not flag.startswith(("--", "-I", "-M"))
    ):
        sed.perl(walk, words)
    elif any(flag in ("-c", "-e", "-r", "-", "-p", "--eval", "eval") for flag in flags) or given:
        walk.opaque.append(f"{name} with a program of its own")
