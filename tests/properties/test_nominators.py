"""A nominator may be generous and never wrong: by bytes, by graph, by change and everybody come to one verdict."""

from __future__ import annotations

import os
from random import Random

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from mneme_cli.evidence.gather import End, Sources
from mneme_cli.evidence.repository import Repository
from mneme_cli.judge.nominate import by_bytes, by_change, by_scope
from mneme_cli.model.fact import Facts
from mneme_cli.model.request import Changed
from mneme_cli.model.tree import Texts
from mneme_cli.pipeline import fresh, nominated
from mneme_cli.pipeline.affected import affected
from mneme_cli.pipeline.graphs import built
from mneme_cli.pipeline.nominated import everything
from mneme_cli.pipeline.settle import settle
from mneme_cli.pipeline.sources import Ends
from mneme_cli.pipeline.texts import _changes
from mneme_cli.pipeline.verdict import bearing
from tests.properties import shops
from tests.real.conftest import sdist
from tests.real.projects import PROJECTS

DAY = 20600
HARMLESS = ("E-EMPTY", "E-CONFLICT")
"""Generated rules may say nothing, or the opposite of each other; they apply all the same."""
seeds = st.integers(0, 10**9)


def law(files):
    made = fresh.compiled(Texts(files), DAY, None)
    errors = [each for each in made.problems if each.code.startswith("E-") and each.code not in HARMLESS]
    assert errors == [], errors
    return made


def sources_of(after, layout, before=None):
    ends = [End(tree=tree, layout=layout, bound={}) for tree in (after, after if before is None else before)]
    graph = built(ends[0])
    return Sources(after=ends[0], before=ends[1], graph=lambda: graph)


def found(policy, demand, sources, facts):
    rules, by_rule = bearing(policy, demand)
    verdict, _ = settle(rules, facts._replace(demand=by_rule), sources, DAY)
    assert not verdict.wants
    return set(verdict.findings)


def of_all(policy, demand, sources):
    return found(policy, demand, sources, Facts(added=None))


def everybody(policy, paths):
    return dict.fromkeys(paths, tuple(range(len(policy))))


def nominations(policy, sources, paths):
    """Every way to say which rules can bite in which file, generous ones included."""
    tree = sources.after.tree
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nominated, "FEW", -1)  # so that the graph is asked however few files there are
        asked = everything(policy, sources, paths)
    return {
        "graph": asked,
        "bytes": {path: by_bytes(policy, path, tree.read(path)) for path in paths},
        "scope": {path: by_scope(policy, path) for path in paths},
    }


def missed(policy, sources, paths):
    """Return, by nominator, the findings that everybody has and it has not, and the other way round."""
    truth = of_all(policy, everybody(policy, paths), sources)
    said = {name: of_all(policy, demand, sources) for name, demand in nominations(policy, sources, paths).items()}
    return {name: (truth - found, found - truth) for name, found in said.items() if found != truth}, truth


@settings(max_examples=60, deadline=None)
@given(seed=seeds, crowd=st.sampled_from([0, 0, 60]))
def test_every_nominator_finds_what_everybody_finds(seed, crowd):
    chance = Random(seed)
    files = shops.code(chance) | shops.decisions(chance, 6, crowd)
    made = law(files)
    sources = sources_of(Texts(files), made.layout)
    differences, _ = missed(made.policy, sources, tuple(sorted(files)))
    assert differences == {}


@settings(max_examples=60, deadline=None)
@given(seed=seeds)
def test_a_change_introduces_what_a_look_at_every_file_would_say(seed):
    chance = Random(seed)
    before = shops.code(chance) | shops.decisions(chance, 6)
    after = shops.changed(chance, before)
    made = law(after)
    changes = _changes(before, after)
    old, new = Texts(before), Texts(after)
    sources = sources_of(new, made.layout, old)
    ends = Ends(
        repository=Repository(root=""), changed=Changed(changes=changes), after=new, before=old, everything=False
    )
    touched = {change.path for change in changes} | set(affected(ends, made.policy, sources))
    demand = by_change(made.policy, touched, lambda path: new.read(path) if new.has(path) else None)
    whole = everybody(made.policy, sorted({*before, *after}))
    facts = Facts(change=changes, added=())

    said = found(made.policy, demand, sources, facts)
    truth = found(made.policy, whole, sources, facts)

    assert introduced(said) == introduced(truth)


def introduced(findings):
    """Return what a change brings; a claim may count what is seen "in the files of this change", so it is left out."""
    return {(each.identity, each.line) for each in findings if each.status == "introduced"}


@pytest.mark.real
@pytest.mark.parametrize("name", PROJECTS)
def test_real_projects_are_nominated_alike(name):
    files = tree(sdist(name, PROJECTS[name].version))
    modules = sorted(path for path in files if path.endswith(".py") and "/" in path and "{" not in path)
    files |= laws(Random(name), modules)
    made = law(files)
    sources = sources_of(Texts(files), made.layout)
    differences, truth = missed(made.policy, sources, tuple(sorted(files)))
    assert differences == {}
    assert len(truth) > 100
    assert len({each.rule for each in truth}) > 20


def tree(folder):
    """Read an unpacked sdist."""
    out = {}
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)
            with open(path, "rb") as file:
                out[os.path.relpath(path, folder)] = file.read()
    return out


def laws(chance, modules):
    """Write bans between the folders and files of a project, more than a place keeps on one line, and all other verbs."""
    folders = sorted({path.rpartition("/")[0] for path in modules})
    rules = {}
    for at in range(40):
        far = sorted({*chance.choices(modules, k=2), f"{chance.choice(folders)}/**"})
        rules[f"ban{at}"] = {"forbid": {"imports": far}, "in": [f"{chance.choice(folders)}/**"]}
        rules[f"whole{at}"] = {"forbid": {"imports": far[:1]}}
    for at, one in enumerate(chance.sample(folders, 8)):
        rules[f"only{at}"] = {"only": {"imports": [f"{one}/**"], "packages": []}, "in": [f"{one}/**"]}
        rules[f"guard{at}"] = {"protect": {"what": [f"{one}/**"], "allow": []}}
        rules[f"chain{at}"] = {"forbid": {"reaches": [f"{one}/**"]}, "in": [chance.choice(modules)]}
    rules["calls"] = {"forbid": {"calls": ["print", "*.append"], "symbols": ["os.environ"]}}
    rules["packages"] = {"forbid": {"packages": ["pytest", "rich", "click"]}}
    rules["std"] = {"forbid": {"imports": ["std:python/re", "std:python/typing"]}}
    rules["knots"] = {"acyclic": {"by": "file"}}
    rules["wide"] = {"limit": {"metric": "fan_out", "at_most": 20}}
    rules["known"] = {"limit": {"metric": "fan_in", "at_most": 20}}
    rules = {key: {**rule, "may_be_empty": True} for key, rule in rules.items()}
    record = {"id": "ADR-1", "title": "Rules", "status": "accepted", "date": "2026-01-01", "rules": rules}
    return {"docs/decisions/ADR-1.yaml": yaml.safe_dump(record, width=1000).encode(), "mneme.yaml": b""}
