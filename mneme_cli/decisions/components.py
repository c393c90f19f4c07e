"""Components: what mneme.yaml declares, as regions, and to which of them a file belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.decisions.join import joined
from mneme_cli.decisions.known import problem
from mneme_cli.decisions.selectors import Words, read
from mneme_cli.errors import MnemeError
from mneme_cli.model.corpus import Place
from mneme_cli.model.glob import matches
from mneme_cli.model.selector import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mneme_cli.model.corpus import Settings
    from mneme_cli.model.layout import Layout
    from mneme_cli.model.problem import Problem
    from mneme_cli.model.region import Region

    Written = Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]


def vocabulary(settings: Settings, layout: Layout) -> tuple[Words, list[Problem]]:
    """Compile the components and tags of one mneme.yaml, and say what is wrong with them."""
    layout = layout._replace(packages=_packages(settings, layout))
    made: dict[str, Region] = {}
    problems: list[Problem] = []
    for name in sorted(settings.components):
        _component(name, settings, layout, made, problems, ())
    tags: dict[str, list[str]] = {}
    for name, (_, marks) in sorted(settings.components.items()):
        for mark in marks:
            tags.setdefault(mark, []).append(name)
    every = {
        tag: joined((made[name] for name in names), _tag(names, settings), problems) for tag, names in tags.items()
    }
    return Words(components=dict(sorted(made.items())), tags=dict(sorted(every.items())), layout=layout), problems


def _tag(names: list[str], settings: Settings) -> Place:
    return where(settings, f"components.{next((name for name in names if name in settings.but), names[0])}.tags")


def belongs(components: Mapping[str, Region], path: str) -> tuple[str, ...]:
    """Return the component whose matching glob has the longest literal prefix: () = none, several = a tie, an error."""
    best = -1
    names: list[str] = []
    for name, region in sorted(components.items()):
        length = max((literal(glob) for glob in region.inside if matches(glob, path)), default=-1)
        if length < 0 or length < best or not region.holds(path):
            continue
        names = [*names, name] if length == best else [name]
        best = length
    return tuple(names)


def ties(components: Mapping[str, Region], files: Iterable[str], settings: Settings) -> tuple[Problem, ...]:
    """Report each set of components that claim the same file with the same right, once, at its first file."""
    globs = tying(components)
    seen: dict[tuple[str, ...], str] = {}
    for path in sorted(path for path in files if any(matches(glob, path) for glob in globs)):
        names = belongs(components, path)
        if len(names) > 1:
            seen.setdefault(names, path)
    return tuple(
        problem(
            "E-SCHEMA",
            where(settings, f"components.{names[-1]}"),
            f"{path} belongs to several components alike: {', '.join(names)}",
            "give one of them a longer path, or leave the file out of the others: `but`",
        )
        for names, path in sorted(seen.items())
    )


def tying(components: Mapping[str, Region]) -> tuple[str, ...]:
    """Return the globs by which a file could belong to several components alike: no other file needs a look."""
    heads: dict[str, set[str]] = {}
    named = [(name, glob) for name, region in components.items() for glob in region.inside]
    for name, glob in named:
        heads.setdefault(_head(glob), set()).add(name)
    return tuple(sorted({glob for _, glob in named if len(heads[_head(glob)]) > 1}))


def literal(glob: str) -> int:
    """Count the characters in front of the first special one."""
    return len(_head(glob))


def _head(glob: str) -> str:
    """Return the plain text in front of the first special character: two globs must share it to tie."""
    out, at = "", 0
    while at < len(glob) and glob[at] not in "*{":
        at += glob[at] == "\\"
        out += glob[at : at + 1]
        at += 1
    return out


def where(settings: Settings, key: str) -> Place:
    """Return where a key of mneme.yaml stands."""
    while key:
        if key in settings.places:
            return settings.places[key]
        key = key.rpartition(".")[0]
    return Place(path="mneme.yaml")


def parts(name: str, settings: Settings, words: Words) -> Iterator[tuple[str, Region, Place]]:
    """Yield each entry of a component with what it selects and where it stands, leaving out those that are wrong."""
    others = {key: region for key, region in words.components.items() if key != name}
    for number, text in enumerate(settings.components[name][0]):
        try:
            region = read(text, words._replace(components=others), here=True).region
        except MnemeError:
            continue  # it has been reported already
        yield text, region, _entry(settings, name, number)


def _entry(settings: Settings, name: str, number: int) -> Place:
    match = f"components.{name}.match.{number}"
    return where(settings, match if match in settings.places else f"components.{name}.{number}")


def _component(
    name: str,
    settings: Settings,
    layout: Layout,
    made: dict[str, Region],
    problems: list[Problem],
    above: tuple[str, ...],
) -> None:
    """Compile one component after those it names; its own name inside it is read as a module."""
    regions = []
    for text in (*settings.components[name][0], *settings.but.get(name, ())):
        if text in settings.components and text != name and text not in made and text not in above:
            _component(text, settings, layout, made, problems, (*above, name))
    known = Words(components={key: made[key] for key in made if key != name}, layout=layout)
    for number, text in enumerate(settings.components[name][0]):
        try:
            regions.append(_part(text, name, known, above))
        except MnemeError as wrong:
            place = _entry(settings, name, number)
            problems.append(problem("E-SCHEMA", place, f"component {name}: {wrong.message}", wrong.hint))
    gone = _left_out(name, settings, known, problems)
    whole = joined(regions, where(settings, f"components.{name}"), problems) if regions else NOWHERE
    made[name] = whole._replace(outside=tuple(sorted({*whole.outside, *gone}))) if gone else whole


def _left_out(name: str, settings: Settings, known: Words, problems: list[Problem]) -> tuple[str, ...]:
    """Return the globs of what a component leaves out, whatever its selectors take in."""
    globs: list[str] = []
    for number, text in enumerate(settings.but.get(name, ())):
        try:
            globs += _whole(text, known)
        except MnemeError as wrong:
            place = where(settings, f"components.{name}.but.{number}")
            problems.append(problem("E-SCHEMA", place, f"component {name}: {wrong.message}", wrong.hint))
    return tuple(globs)


def _whole(text: str, known: Words) -> tuple[str, ...]:
    region = read(text, known, here=True).region
    if region.outside or region.allof:
        raise MnemeError(f"'{text}' leaves something out itself", "write the paths that are meant")
    return region.inside


def _part(text: str, name: str, known: Words, above: tuple[str, ...]) -> Region:
    if text in above:
        raise MnemeError(f"the components {name} and {text} contain each other", f"take {text} out of {name}")
    return read(text, known, here=True).region


def _packages(settings: Settings, layout: Layout) -> tuple[tuple[str, str], ...]:
    known = {imported for imported, _ in layout.packages}
    more = [(imported, owner) for imported, owner in sorted(settings.imports.items()) if imported not in known]
    return (*layout.packages, *more)
