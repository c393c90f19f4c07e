"""`sed -i` and `perl -pi`: a substitution of plain words is done, of anything else only the file is known."""

from __future__ import annotations

from mneme_cli.evidence.edit.shell.options import options
from mneme_cli.evidence.edit.shell.said import Said
from mneme_cli.model.event import Edit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.evidence.edit.shell.walk import Walk
    from mneme_cli.evidence.edit.shell.words import Word

_BASIC, _EXTENDED = frozenset("\\.*[]^$"), frozenset("\\.*[]^$+?(){}|")
_PERL = _EXTENDED | {"@", "#"}


def sed(walk: Walk, words: list[Word], _given: Said | None) -> Said | None:
    """Edit files in place, if sed is told so; else it only speaks."""
    place = next((each for each in words if each.text.startswith("--in-place") or _letter(each.text, "i", "efl")), None)
    if place is None:
        return None
    said, names = options(_without_suffix(words), "efl", ("expression", "file", "line-length"))
    script = said.get("e", said.get("expression"))
    if script is None and "f" not in said and "file" not in said:
        script, names = (names[0], names[1:]) if names else (None, [])
    special = _EXTENDED if "E" in said or "r" in said or "regexp-extended" in said else _BASIC
    several = sum(each.text.startswith(("-e", "--expression")) for each in words) > 1
    _edit(walk, None if several or "n" in said else script, names, special)
    return Said()


def perl(walk: Walk, words: list[Word]) -> None:
    """Edit files in place by a line of Perl."""
    said, names = options(_without_suffix(words), "eEIM")
    script = said.get("e", said.get("E"))
    _edit(walk, script, names if script is not None else names[1:], _PERL)


def _letter(text: str, letter: str, valued: str) -> bool:
    """Tell whether a cluster of letters has one, in front of those that have a value."""
    if not text.startswith("-") or text.startswith("--"):
        return False
    cut = min((at for each in valued if (at := text.find(each)) >= 0), default=len(text))
    return letter in text[:cut]


def _without_suffix(words: list[Word]) -> list[Word]:
    """Take off what stands behind `i`, where it is the suffix of a backup (`-i.bak`, and `-i ''` on a Mac)."""
    out = [each._replace(text=f"-{each.text[1:].partition('.')[0]}") if _suffixed(each) else each for each in words]
    return [each for at, each in enumerate(out) if each.text or not (at and out[at - 1].text.endswith("i"))]


def _suffixed(each: Word) -> bool:
    return each.text.startswith("-") and not each.text.startswith("--") and "i." in each.text


def _edit(walk: Walk, script: Word | None, names: list[Word], special: frozenset[str]) -> None:
    swap = _plain(script.text, special) if script is not None and script.sure else None
    for path in walk.paths(names):
        if swap is None:
            walk.put(path, None)
        else:
            old, new, every = swap
            walk.note(Edit(path=path, how="swap", old=old, text=new, every=every), None)


def _plain(script: str, special: frozenset[str]) -> tuple[str, str, bool] | None:
    """Read `s/old/new/g`, if both sides mean what they say."""
    text = script.strip()
    if text[:1] != "s" or len(text) < 4 or text[1].isalnum() or text[1] in "\\ \n":
        return None
    mark = text[1]
    parts = text[2:].split(mark)
    if len(parts) != 3 or parts[2] not in ("", "g"):
        return None
    old, new, flags = parts
    if not old or special & set(old) or any(char in new for char in "\\&\n$@") or "\n" in old:
        return None
    return old, new, flags == "g"
