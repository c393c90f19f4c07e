"""Programs whose output is known: what they say can end in a file."""

from __future__ import annotations

from mneme_cli.evidence.edit.shell.options import options
from mneme_cli.evidence.edit.shell.said import NOTHING, Said, joined
from mneme_cli.evidence.edit.shell.words import Word, escaped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.evidence.edit.shell.walk import Walk


def echo(_: Walk, words: list[Word], _given: Said | None) -> Said | None:
    """Say the words."""
    said = list(words)
    read, end = False, "\n"
    while said and len(said[0].text) > 1 and said[0].text[0] == "-" and not said[0].text[1:].strip("neE"):
        flag = said.pop(0).text
        end = "" if "n" in flag else end
        read = ("e" in flag) or read
    text = " ".join(each.text for each in said)
    return Said((escaped(text) if read else text) + end, all(each.sure and not each.globs for each in said))


def printf(_: Walk, words: list[Word], _given: Said | None) -> Said | None:
    """Say a format with its words in the place of `%s`; as often as there are words, as the shell does it."""
    kept = words[1:] if words and words[0].text == "--" else words
    if not kept or kept[0].text.startswith("-v"):
        return NOTHING
    parts = escaped(kept[0].text).replace("%%", "\0").split("%")
    values = [each.text for each in kept[1:]]
    sure = all(each.sure for each in kept)
    if any(part[:1] not in ("s", "b", "d") for part in parts[1:]):
        return Said("\n".join([kept[0].text, *values]), sure=False)
    out: list[str] = []
    while True:
        out.append(parts[0])
        for part in parts[1:]:
            value = values.pop(0) if values else ""
            out += [escaped(value) if part[0] == "b" else value, part[1:]]
        if not values or len(parts) == 1:
            return Said("".join(out).replace("\0", "%"), sure)


def cat(walk: Walk, words: list[Word], given: Said | None) -> Said | None:
    """Say what is in files, or what is read."""
    names = [each for each in words if each.text == "-" or not each.text.startswith("-")]
    if not names:
        return given
    return joined([given if each.text == "-" else walk.content(each) for each in names])


def tee(walk: Walk, words: list[Word], given: Said | None) -> Said | None:
    """Write what is read into files, and say it."""
    said, names = options(words)
    for each in names:
        walk.write(each, given, more="a" in said or "append" in said)
    return given


def cd(walk: Walk, words: list[Word], _given: Said | None) -> Said | None:
    """Stand elsewhere."""
    names = [each for each in words if not each.text.startswith("-") or each.text == "-"]
    walk.cwd = walk.path(names[0] if names else Word("~"))
    return NOTHING
