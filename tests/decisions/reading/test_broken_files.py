"""Every hand-broken file gives its place, what is wrong and what to write; see `expected.txt`."""

import os

import pytest
import yaml
from reading_verbs import VERBS

from mneme_cli.decisions.documents import load, settings
from mneme_cli.decisions.reading.parse import parse

HERE = os.path.dirname(__file__)
BROKEN = os.path.join(HERE, "broken")


def _expected():
    table = {}
    with open(os.path.join(HERE, "expected.txt"), encoding="utf-8") as file:
        for line in file.read().splitlines():
            table.setdefault(line.split(":", 1)[0], []).append(line)
    return table


def _bytes(name):
    with open(os.path.join(BROKEN, name), "rb") as file:
        return file.read()


def _problems(name):
    data = _bytes(name)
    if name.startswith("config/"):
        return settings(name, data)[1]
    return load([(name, data)], VERBS.get, tuple(VERBS))[2]


EXPECTED = _expected()


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_says_where_what_and_what_instead(name):
    shown = [f"{one.path}:{one.line}:{one.column} {one.code} {one.message} → {one.fix}" for one in _problems(name)]
    assert shown == EXPECTED[name]


def test_every_file_is_in_the_table():
    found = {
        os.path.relpath(os.path.join(folder, name), BROKEN) for folder, _, names in os.walk(BROKEN) for name in names
    }
    assert found == set(EXPECTED)
    assert len(found) >= 40


def test_all_problems_of_all_files_come_at_once_and_sorted():
    files = [(name, _bytes(name)) for name in EXPECTED if not name.startswith("config/")]
    _, _, problems = load(files, VERBS.get, tuple(VERBS))
    assert {one.path for one in problems} == {name for name, _ in files}
    assert list(problems) == sorted(problems, key=lambda one: (one.path, one.line, one.column, one.code, one.message))
    assert problems == load(files[::-1], VERBS.get, tuple(VERBS))[2]
    assert all(one.fatal and one.message and one.fix for one in problems)


def test_messages_never_speak_of_schemas_or_parsers():
    said = " ".join(f"{one.message} {one.fix}" for name in EXPECTED for one in _problems(name)).casefold()
    for word in ("schema", "token", "mapping", "scalar", "anyof", "oneof", "none type", "dict", "expected '"):
        assert word not in said


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_the_pure_parser_finds_the_same_files_broken(name):
    """Without PyYAML's C part the words may differ, the answer may not."""
    fast, slow = parse(name, _bytes(name)), parse(name, _bytes(name), yaml.SafeLoader)
    assert bool(fast[1]) == bool(slow[1])
    assert fast[0] == slow[0] or fast[1] != slow[1]
