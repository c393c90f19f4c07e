"""Real projects, their own import-linter contracts, and the same said as decisions: the same verdict, the same edge.

What differs, and who is right, stands in contracts.md beside this file.
"""

from __future__ import annotations

import pytest

from tests.real import plants
from tests.real.conftest import QUICK, also
from tests.real.projects import PROJECTS, Scratch, decisions

pytestmark = pytest.mark.real
CONTRACTS = [(name, contract) for name, project in PROJECTS.items() for contract in decisions(project)]
"""Every contract of every project, in the order of our decisions."""
FEW = [
    pytest.param(*each, marks=[] if each in (CONTRACTS[1], CONTRACTS[5]) and each[0] in QUICK else pytest.mark.slow)
    for each in CONTRACTS
]
"""Two contracts of usethis for every change, all of them with what is slow."""
DIFFERENCES = {
    ("usethis", "Acyclic Siblings"): "ours",
    ("kedro", "Config cannot import Runner et al"): "ours",
    ("kedro", "Runner et al cannot import Config"): "theirs",
    ("mcp-coder", "Subprocess Library Isolation"): "theirs",
}
"""Whose answer to one planted breach names more pairs of ends; each is explained in contracts.md."""


@pytest.fixture(scope="session")
def scratches(tmp_path_factory, sdist):
    """Scratch repositories, made when first asked for: name → (repository, what import-linter says of it)."""
    made: dict[str, tuple[Scratch, dict]] = {}

    def scratch(name: str) -> tuple[Scratch, dict]:
        if name not in made:
            project = PROJECTS[name]
            one = Scratch(project, sdist(name, project.version), tmp_path_factory.mktemp("real") / name)
            made[name] = one, one.witness()
        return made[name]

    return scratch


@pytest.fixture
def planted(scratches):
    """Plant for the time of one test."""
    used = []

    def plant(name: str, texts: dict[str, bytes]) -> Scratch:
        scratch, _ = scratches(name)
        used.append(scratch)
        scratch.write(texts)
        return scratch

    yield plant
    for scratch in used:
        scratch.restore()


def blocked(verdict: dict) -> set[str]:
    return {each["decision"] for each in verdict["findings"] if each["outcome"] == "block"}


def contract_of(answer: dict, name: str) -> dict:
    return next(each for each in answer["contracts"] if each["name"] == name)


def ends_of(scratch: Scratch, verdict: dict, decision: str) -> dict[tuple[str, str], int]:
    """Return (first importer, last imported) → line of everything that one decision blocks."""
    found = [each for each in verdict["findings"] if each["decision"] == decision and each["outcome"] == "block"]
    return {(scratch.module(each["path"]), scratch.module(each["target"])): each["line"] for each in found}


@pytest.mark.parametrize("name", PROJECTS)
def test_every_contract_is_kept_by_both(scratches, name):
    scratch, _ = scratches(name)
    by_contract = decisions(scratch.project)

    theirs = scratch.lint_imports()
    code, verdict = scratch.mneme("--all")

    ours = {contract: decision not in blocked(verdict) for contract, decision in by_contract.items()}
    assert theirs == ours
    assert len(theirs) == scratch.project.contracts
    assert (code, verdict["problems"]) == (0, [])
    assert [each for each in verdict["skipped"] if "{{" not in each["path"]] == []  # templates are no Python yet
    assert verdict["counts"]["rules"] == len(by_contract)


@pytest.mark.parametrize(("name", "contract"), also(CONTRACTS))
def test_one_planted_import_breaks_both_at_the_same_edge(scratches, planted, name, contract):
    scratch, answer = scratches(name)
    said, turn = contract_of(answer, contract), CONTRACTS.index((name, contract))
    plant = (plants.ring if said["packages"] else plants.direct)(scratch, answer, said, turn)
    planted(name, plant.texts)

    theirs = broken_alike(scratch, contract, plant)

    assert [plant.importer, plant.imported, [plant.line]] in theirs["edges"]


@pytest.mark.parametrize(("name", "contract"), FEW)
def test_a_planted_chain_breaks_both_between_the_same_ends(scratches, planted, name, contract):
    scratch, answer = scratches(name)
    said, turn = contract_of(answer, contract), CONTRACTS.index((name, contract)) + 1
    plant = plants.chain(scratch, answer, said, turn) if said["pairs"] else None
    if plant is None:
        pytest.skip("no module lies outside of what this contract speaks of")
    planted(name, plant.texts)

    theirs = broken_alike(scratch, contract, plant)

    assert [plant.importer, plant.imported] not in [edge[:2] for edge in theirs["edges"]]


@pytest.mark.parametrize(("name", "contract"), FEW)
def test_what_only_looks_like_a_breach_holds_in_both(scratches, planted, name, contract):
    scratch, answer = scratches(name)
    turn = CONTRACTS.index((name, contract)) + 2
    texts = plants.misses(scratch, answer, contract_of(answer, contract), turn)
    planted(name, texts)

    theirs, _, verdict = scratch.witness(), *scratch.mneme("--all")

    assert texts
    assert contract_of(theirs, contract)["kept"]
    assert decisions(scratch.project)[contract] not in blocked(verdict)
    assert same_verdicts(scratch, theirs, verdict)


def broken_alike(scratch: Scratch, contract: str, plant: plants.Plant) -> dict:
    """Hold both tools, and both of our ways to judge, to one planted breach; return what import-linter says."""
    theirs, (code, verdict), (_, change) = scratch.witness(), scratch.mneme("--all"), scratch.mneme()
    decision = decisions(scratch.project)[contract]
    ours = ends_of(scratch, verdict, decision)
    their_ends = {tuple(ends) for ends in contract_of(theirs, contract)["ends"]}

    assert (plant.importer, plant.imported) in their_ends
    assert ours.get((plant.importer, plant.imported)) == plant.line
    assert (code, verdict["outcome"]) == (1, "block")
    brought = ends_of(scratch, change, decision)
    if contract.startswith("Acyclic"):  # the edges of a cycle that were there are not what the change answers for
        assert brought == {(plant.importer, plant.imported): plant.line}
    else:
        assert brought == ours  # everything else held, so all of it is introduced
    assert same_verdicts(scratch, theirs, verdict)
    unlisted = {(module, module) for module in contract_of(theirs, contract)["undeclared"]}
    assert {ends for ends in ours if ends[0] == ends[1]} == unlisted
    more = DIFFERENCES.get((scratch.project.name, contract))
    assert more == "theirs" or their_ends <= set(ours)
    assert more == "ours" or set(ours) - unlisted <= their_ends
    return theirs


def same_verdicts(scratch: Scratch, theirs: dict, verdict: dict) -> bool:
    """Tell whether every contract of the project, not only the one that was aimed at, has the same verdict in both."""
    broken = {each["name"] for each in theirs["contracts"] if not each["kept"]}
    return broken == {name for name, record in decisions(scratch.project).items() if record in blocked(verdict)}
