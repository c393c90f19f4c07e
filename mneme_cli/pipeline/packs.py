"""Decisions of others: what lies under `.mneme/vendor/` and is exactly what mneme.yaml pins."""

from __future__ import annotations

from mneme_cli.decisions import documents, extends

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import NamedTuple

    from mneme_cli.model.corpus import Decision, Settings, Waiver
    from mneme_cli.model.problem import Problem
    from mneme_cli.model.tree import Tree
else:
    from mneme_cli.model.noun import NamedTuple

CONFIG = "mneme.yaml"
VENDOR = ".mneme/vendor/"


class Packs(NamedTuple):
    """What the packs that are exactly what mneme.yaml pins bring along."""

    decisions: tuple[Decision, ...]
    waivers: tuple[Waiver, ...]
    settings: Mapping[str, Settings]
    problems: tuple[Problem, ...]


def brought(tree: Tree, settings: Settings) -> Packs:
    """Read the packs that a tree carries; one that is not what is pinned is a problem and brings nothing."""
    vendored: dict[str, dict[str, bytes]] = {}
    for path in tree.list(VENDOR):
        name, _, inner = path[len(VENDOR) :].partition("/")
        vendored.setdefault(name, {})[inner] = tree.read(path)
    decisions: list[Decision] = []
    waivers: list[Waiver] = []
    own: dict[str, Settings] = {}
    problems = list(extends.check(settings, vendored))
    for name in extends.sound(settings, vendored):
        files = vendored[name]
        own[name], wrong = documents.settings(f"{VENDOR}{name}/{CONFIG}", files.get(CONFIG))
        listed = [(f"{VENDOR}{name}/{path}", text) for path, text in files.items() if path != CONFIG]
        made, waived, more = documents.load(listed, authority=0, pack=name)
        decisions += made
        waivers += waived
        problems += [*wrong, *more]
    return Packs(tuple(decisions), tuple(waivers), own, tuple(problems))
