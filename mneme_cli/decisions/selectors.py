"""Selectors, the one vocabulary of `scope`, `in`, `except`, targets and components, from text to regions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import normalize

from mneme_cli.decisions.braces import expand
from mneme_cli.decisions.known import nearest
from mneme_cli.decisions.modules import every_suffix, module, suffixes, tops
from mneme_cli.decisions.packages import ecosystems, package, runtimes, standard
from mneme_cli.errors import MnemeError
from mneme_cli.model.entry import FILES
from mneme_cli.model.layout import Layout
from mneme_cli.model.region import Region
from mneme_cli.model.selector import Selector

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import NamedTuple
else:
    from mneme_cli.model.noun import NamedTuple

_PREFIXED = re.compile(r"([A-Za-z][A-Za-z-]*):(?!:)(.*)", re.DOTALL)
_WORDS = ("exact", "lang", "mod", "path", "pkg", "std", "tag")
_ENDS = (".toml", ".yaml", ".yml", ".md", ".json", ".cfg", ".txt", ".ini")
_FILES = (
    *("CODEOWNERS", "Containerfile", "Dockerfile", "Gemfile", "Jenkinsfile", "Justfile", "LICENSE", "Makefile"),
    *("Procfile", "Rakefile", "Vagrantfile", "Cargo.lock", "go.mod", "go.sum", *FILES),
)
"""Well-known files whose names end as no other file does, or as modules do (`pyspark.sql`, `filelock.lock`)."""


class Words(NamedTuple):
    """What a selector may name. components: name → region.  tags: tag → region of all components so tagged.

    hidden: components of the repository that a final rule of a pack may not read.
    """

    components: Mapping[str, Region] = {}
    tags: Mapping[str, Region] = {}
    layout: Layout = Layout()
    hidden: tuple[str, ...] = ()


def read(text: str, words: Words, here: bool = False) -> Selector:
    """Compile one selector. here: it must name files of this repository (`scope`, `in`, components).

    Raises:
        MnemeError: it cannot be read, or it names nothing that is known; the hint says what to write.
    """
    written = text
    text = normalize("NFC", text.strip())
    if not text:
        raise MnemeError("an empty selector", "write a path, a component or a module, or remove the entry")
    if text.startswith("!"):
        raise MnemeError(
            f"'{written}': there is no `!`", f"name what is left out, with a reason, under `except`: {text[1:]}"
        )
    forced = _PREFIXED.fullmatch(text)
    selector = _forced(forced[1], forced[2], written, words) if forced and "/" not in forced[1] else None
    if selector is None and ("/" in text or text in (".", "**")):
        selector = Selector(text=written, region=Region(inside=paths(text, written)))
    if selector is None and text in words.components:
        selector = Selector(text=written, region=words.components[text])
    selector = selector or _module(text, written, words)
    if here and not selector.region.inside:
        raise lost(text, words)
    return selector


def looks_like_a_file(text: str) -> bool:
    """Tell whether a word without a slash is named as files are, and not as modules are."""
    _, dot, last = text.rpartition(".")
    hidden = text.startswith(".") and text.strip(".*") != ""
    return hidden or text in _FILES or (bool(dot) and dot + last in (*every_suffix(), *_ENDS))


def paths(text: str, written: str) -> tuple[str, ...]:
    """Compile a path: alternatives spelled out; what may name a folder means all under it, too.

    Raises:
        MnemeError: it leads out of the repository, or its braces are wrong.
    """
    if text.startswith("/") or ".." in text.split("/"):
        raise MnemeError(f"'{written}' leads out of the repository", "write a path from the root of the repository")
    globs: list[str] = []
    for one in expand(text):
        parts = [part for part in one.split("/") if part not in ("", ".")]
        if not parts:
            globs.append("**")
        elif parts[-1] == "**" or _wild(parts[-1]):
            globs.append("/".join(parts) + ("/**" if one.endswith("/") and parts[-1] != "**" else ""))
        else:
            path = "/".join(parts)
            globs += [f"{path}/**"] if one.endswith("/") else [path, f"{path}/**"]
    return tuple(dict.fromkeys(globs))


def _wild(part: str) -> bool:
    return "*" in re.sub(r"\\.", "", part)


def _forced(word: str, rest: str, written: str, words: Words) -> Selector | None:
    if word in runtimes():
        return standard(f"{word}:{rest}", written)
    if word not in _WORDS:
        near = nearest(word, _WORDS)
        hint = f"write {near}:{rest}" if near else f"write path:{word}:{rest} if it is a path"
        raise MnemeError(f"'{word}:' in '{written}' is no known reading", hint)
    if word == "path":
        return Selector(text=written, region=Region(inside=paths(rest, written)))
    if word == "pkg":
        return package(rest, written, words.layout)
    if word == "std":
        return standard(rest, written)
    if word == "tag":
        return _tagged(rest, written, words)
    if word == "lang":
        return _language(rest, written, words)
    return module(rest if word == "mod" else f"exact:{rest}", written, words.layout)


def _tagged(tag: str, written: str, words: Words) -> Selector:
    if tag not in words.tags:
        near = nearest(tag, words.tags)
        hint = f"write tag:{near}" if near else "give a component of mneme.yaml this tag"
        raise MnemeError(f"no component has the tag '{tag}'", hint)
    return Selector(text=written, region=words.tags[tag])


def _language(rest: str, written: str, words: Words) -> Selector:
    language, slash, name = rest.partition("/")
    if language not in ecosystems():
        near = nearest(language, ecosystems())
        raise MnemeError(f"'{language}' in '{written}' is no language", f"write lang:{near or 'python'}/{name or 'x'}")
    if name:
        return module(name, written, words.layout, language)
    if slash or not suffixes(language):
        raise MnemeError(f"'{written}' names no module", f"write lang:{language}/shop.domain")
    return Selector(text=written, region=Region(inside=tuple(f"**/*{end}" for end in every_suffix(language))))


def _module(text: str, written: str, words: Words) -> Selector:
    first = text.partition(".")[0]
    if "*" in first:
        raise MnemeError(
            f"'{written}' has no slash, so it is no path", f"write **/{text} (anywhere) or ./{text} (at the root)"
        )
    if looks_like_a_file(text):
        raise MnemeError(f"'{written}' looks like a file, and a path needs a slash", f"write ./{text}")
    if text in words.hidden:
        said = f"'{text}' is a component of the repository, and a final rule of a pack reads the pack's own alone"
        raise MnemeError(said, "declare the component in the pack's mneme.yaml")
    return module(text, written, words.layout)


def lost(text: str, words: Words) -> MnemeError:
    """Say that a word is no name of ours, and which one was probably meant."""
    near = nearest(text, [*words.components, *tops(words.layout), *(f"tag:{tag}" for tag in words.tags)])
    hint = f"did you mean '{near}'? A path needs a slash: ./{text}" if near else f"write a path with a slash: ./{text}"
    return MnemeError(f"'{text}' is neither a component of mneme.yaml nor a module of ours", hint)
