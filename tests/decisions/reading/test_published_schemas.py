"""The published schemas are fresh, valid, and give the answer that the loader gives."""

import copy
import json
import os

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_verbs import VERBS

from mneme_cli.decisions import shelves
from mneme_cli.decisions.documents import load
from mneme_cli.decisions.documents import settings as read_settings
from mneme_cli.decisions.reading.node import plain
from mneme_cli.decisions.reading.parse import parse
from mneme_cli.decisions.reading.walk import KEYWORDS
from mneme_cli.decisions.schema import main, published

HERE = os.path.dirname(__file__)
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(HERE)))
ONLY_THE_LOADER = {
    "absolute-path.yaml",
    "comma-scope.yaml",
    "comma-text.yaml",
    "control.yaml",
    "cut-because.yaml",
    "cut-say.yaml",
    "cut-selector.yaml",
    "cut-title.yaml",
    "dash-glued.yaml",
    "expires-early.yaml",
    "invisible.yaml",
    "outside-path.yaml",
    "range-split.yaml",
    "title-lines.yaml",
    "uneven-list.yaml",
    "windows-path.yaml",
}
"""Traps of YAML and of meaning: by the time a schema looks, nothing of them is left to see."""
VALIDATORS = {
    name: jsonschema.Draft202012Validator(schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)
    for name, schema in published(VERBS).items()
}


def _valid(name, value):
    kind = "config" if name.startswith(("config/", "mneme")) else "decision"
    if kind == "decision" and isinstance(value, dict) and "waiver" in value:
        kind = "waiver"
    return VALIDATORS[f"{kind}.schema.json"].is_valid(value)


def _problems(name, data):
    if name.startswith(("config/", "mneme")):
        return read_settings(name, data)[1]
    return load([(name, data)], VERBS.get, tuple(VERBS))[2]


def _broken():
    with open(os.path.join(HERE, "expected.txt"), encoding="utf-8") as file:
        return sorted({line.split(":", 1)[0] for line in file})


def _read(*parts):
    with open(os.path.join(HERE, *parts), "rb") as file:
        return file.read()


@pytest.mark.parametrize("name", _broken())
def test_what_the_loader_refuses_the_schema_refuses(name):
    root, problems, _ = parse(name, _read("broken", name))
    if root is not None and not problems:
        assert _valid(name, plain(root)) == (name in ONLY_THE_LOADER)


@pytest.mark.parametrize("name", ["decision.yaml", "waiver.yaml", "mneme.yaml"])
def test_what_the_loader_takes_the_schema_takes(name):
    root, _, _ = parse(name, _read("good", name))
    assert _valid(name, plain(root))


GOOD = {name: plain(parse(name, _read("good", name))[0]) for name in ("decision.yaml", "waiver.yaml", "mneme.yaml")}
GOOD["decision.yaml"]["rules"] |= {
    "alone": {"independent": {"each_child_of": "src/features"}},
    "few": {"limit": {"metric": "fan_in", "at_most": 3}},
    "order": {
        "layers": {"order": ["web", ["a", "b"], {"peers": ["c", "d"]}], "direct": True, "exhaustive": {"but": "e"}}
    },
    "paths": {"forbid": {"paths": "src/gen/**", "on": ["add", "edit"], "unresolved": True}},
}
JUNK = [
    None,
    True,
    False,
    3,
    -1,
    "",
    "word",
    "2026-01-01",
    [],
    ["word"],
    ["a", "b"],
    [["a"]],
    [3],
    {},
    {"word": "b"},
    {"because": "b"},
    {"match": "a/b"},
]
KEYS = ["x-new", "word", "forbid", "in", "until", "metric"]


def _paths(value, at=()):
    yield at
    if isinstance(value, (dict, list)):
        for key in list(value) if isinstance(value, dict) else range(len(value)):
            yield from _paths(value[key], (*at, key))


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_loader_and_schema_agree_on_every_mutation(data):
    """JSON is YAML without its traps, so here the two have to give one answer."""
    name = data.draw(st.sampled_from(sorted(GOOD)))
    value = copy.deepcopy(GOOD[name])
    for _ in range(data.draw(st.integers(1, 2))):
        at = data.draw(st.sampled_from([path for path in _paths(value) if path]))
        inside = value
        for key in at[:-1]:
            inside = inside[key]
        how = data.draw(st.sampled_from(["replace", "delete", "add"]))
        if how == "delete":
            del inside[at[-1]]
        elif how == "add" and isinstance(inside, dict):
            inside[data.draw(st.sampled_from(KEYS))] = copy.deepcopy(data.draw(st.sampled_from(JUNK)))
        else:
            inside[at[-1]] = copy.deepcopy(data.draw(st.sampled_from(JUNK)))
    if {"id", "waiver"} <= set(value) or not {"id", "waiver", "decisions"} & set(value):
        return
    text = json.dumps(value, ensure_ascii=False).encode()
    problems = [one for one in _problems(name, text) if "expires on" not in one.message]
    assert _valid(name, value) == (not problems), problems


def test_the_files_are_fresh(tmp_path):
    """Mend it with: python -m mneme_cli.decisions.schema."""
    main(str(tmp_path))
    for name in VALIDATORS:
        with open(os.path.join(ROOT, "schemas", name), encoding="utf-8") as file:
            assert file.read() == (tmp_path / name).read_text(encoding="utf-8"), name


@pytest.mark.parametrize("name", sorted(VALIDATORS))
def test_the_schemas_are_schemas(name):
    schema = published(VERBS)[name]
    jsonschema.Draft202012Validator.check_schema(schema)
    assert not [word for word in json.dumps(schema).split('"') if word.startswith("x-")]
    assert schema["title"][0].isupper()


def _schemas(value):
    """Yield every schema inside a schema."""
    yield value
    for word in ("properties", "patternProperties", "$defs"):
        for inner in value.get(word, {}).values():
            yield from _schemas(inner)
    for word in ("oneOf", "anyOf"):
        for inner in value.get(word, ()):
            yield from _schemas(inner)
    for word in ("items", "additionalProperties", "propertyNames"):
        if isinstance(value.get(word), dict):
            yield from _schemas(value[word])


def _every():
    shelf = {verb: shelves.schema_of(verb) for verb in shelves.verbs()}
    return [*published(VERBS).values(), *published(shelf).values()]


def test_the_loader_knows_every_keyword_and_part_of_every_verb():
    for document in _every():
        for schema in _schemas(document):
            unknown = {key for key in schema if key not in KEYWORDS and not key.startswith(("x-", "$"))}
            assert not unknown, schema
            assert schema.get("$ref", "#/$defs/id").removeprefix("#/$defs/") in document["$defs"]
