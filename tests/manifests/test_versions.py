"""Ranges against those who know: the npm package `semver` (its answers lie in a table), and `packaging`."""

import json
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from packaging.specifiers import SpecifierSet
from packaging.version import InvalidVersion, Version

from mneme_cli.manifests import _versions as versions
from mneme_cli.manifests._versions import pep440

LINES = (Path(__file__).parent / "semver.txt").read_text().splitlines()
VERSIONS = LINES[1].removeprefix("# ").split()
HOLDS = [line.partition(" holds ") for line in LINES if " holds" in line and line[0] == '"']
MEETS = [line.partition(" meets ") for line in LINES if " meets" in line and line[0] == '"']
RANGES = [json.loads(one) for one, _, _ in HOLDS]


@pytest.mark.parametrize(("said", "mark", "known"), HOLDS, ids=RANGES)
def test_npm_ranges_hold_what_semver_says(said, mark, known):
    assert [each for each in VERSIONS if versions.inside("npm", each, json.loads(said))] == known.split()


@pytest.mark.parametrize(("said", "mark", "known"), MEETS, ids=RANGES)
def test_npm_ranges_meet_as_semver_says(said, mark, known):
    found = [at for at, other in enumerate(RANGES) if versions.overlap("npm", json.loads(said), other)]

    assert found == [int(each) for each in known.split()]


def test_a_comma_joins_npm_comparators():
    assert versions.inside("npm", "19.0.4", ">=19,<19.1")
    assert not versions.inside("npm", "19.1.0", ">=19,<19.1")


@pytest.mark.parametrize("tag", ["latest", "git+https://example.org/x.git", "file:../x", "catalog:"])
def test_what_is_no_range_may_be_any_version(tag):
    assert versions.spans("npm", tag) is None
    assert versions.overlap("npm", tag, "<1")


NUMBERS = st.integers(0, 3)
PLAIN = st.builds(lambda parts: ".".join(map(str, parts)), st.lists(NUMBERS, min_size=1, max_size=3))
TAILS = st.sampled_from(["", "a1", "b2", "rc1", ".post1", ".dev1", "rc1.dev2", ".post2.dev1", "-1", "+local.1"])
ANY = st.builds(lambda epoch, plain, tail: epoch + plain + tail, st.sampled_from(["", "", "", "1!"]), PLAIN, TAILS)


@given(one=ANY, other=ANY)
def test_python_versions_are_ordered_as_packaging_orders_them(one, other):
    first, second = Version(one.partition("+")[0]), Version(other.partition("+")[0])

    assert (pep440.key(one) < pep440.key(other)) == (first < second)
    assert (pep440.key(one) == pep440.key(other)) == (first == second)


@given(text=st.text("0123ab.rc-_postdev!v+", max_size=12))
def test_what_packaging_takes_for_a_version_is_one(text):
    try:
        Version(text)
    except InvalidVersion:
        return
    pep440.key(text)


FINAL = st.builds(lambda plain, tail: plain + tail, PLAIN, st.sampled_from(["", "", "rc1", ".post1"]))
SPECIFIERS = st.one_of(
    st.builds(lambda sign, version: sign + version, st.sampled_from(["==", "!=", "<=", ">="]), FINAL),
    st.builds(lambda sign, version: sign + version, st.sampled_from(["<", ">"]), PLAIN),
    st.builds(lambda sign, version: f"{sign}{version}.*", st.sampled_from(["==", "!="]), PLAIN),
    st.builds(lambda one, two: f"~={one}.{two}", NUMBERS, PLAIN),
)


@given(specifiers=st.lists(SPECIFIERS, min_size=1, max_size=3), version=ANY)
def test_python_ranges_hold_what_packaging_says(specifiers, version):
    said = ",".join(specifiers)
    assume("+" not in version)

    assert versions.inside("pypi", version, said) == SpecifierSet(said).contains(version, prereleases=True)


GRID = [f"{a}.{b}{tail}" for a in range(5) for b in range(5) for tail in ("", ".1", ".dev0", "rc1", ".post1")]


@given(one=st.lists(SPECIFIERS, min_size=1, max_size=2), other=st.lists(SPECIFIERS, min_size=1, max_size=2))
def test_python_ranges_that_share_a_version_overlap(one, other):
    first, second = ",".join(one), ",".join(other)
    if any(versions.inside("pypi", each, first) and versions.inside("pypi", each, second) for each in GRID):
        assert versions.overlap("pypi", first, second)


@pytest.mark.parametrize(
    ("one", "other", "met"),
    [
        (">=2,<3", "<2", False),
        (">=2,<3", "<2.1", True),
        ("~=2.2", ">=3", False),
        ("~=2.2.1", ">=2.3", False),
        ("^2.2", ">=2.9", True),
        ("^0.2", ">=0.3", False),
        ("~2.2", ">=2.3", False),
        ("==2.*", "==2.31.0", True),
        ("!=2.0", "==2.0", False),
        ("2.31.0", ">=2.30", True),
        ("", "<1", True),
    ],
)
def test_python_ranges_meet(one, other, met):
    assert versions.overlap("pypi", one, other) is met
