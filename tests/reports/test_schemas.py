"""Every format that has a schema holds it, on every page, whatever things are called."""

import json
from pathlib import Path

import pytest
import xmlschema
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from mneme_cli.reports import take
from tests.reports.hostile import NAMES, TEXT, page
from tests.reports.shared_page import PAGES

SCHEMAS = Path(__file__).parent / "schemas"
XSD = xmlschema.XMLSchema(str(SCHEMAS / "junit.xsd"))


def holds(name, text):
    if name == "junit":
        XSD.validate(text)
    else:
        schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text())
        Draft202012Validator.check_schema(schema)
        Draft202012Validator(schema).validate(json.loads(text))


@pytest.mark.parametrize("shape", ["gitlab", "rdjson", "junit"])
@pytest.mark.parametrize("name", PAGES)
def test_the_shared_pages(shape, name):
    holds(shape, take(shape).render(PAGES[name]))


@pytest.mark.parametrize("shape", ["gitlab", "rdjson", "junit"])
@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_hostile_names(shape, name):
    text = take(shape).render(page(name, name))
    text.encode("ascii")
    holds(shape, text)


@pytest.mark.parametrize("shape", ["gitlab", "rdjson", "junit"])
@settings(max_examples=40, deadline=None)
@given(name=TEXT.filter(lambda name: not name.startswith(("/", "./"))), word=TEXT)  # git has no such path
def test_any_name(shape, name, word):
    holds(shape, take(shape).render(page(name, word)))


@pytest.mark.parametrize(
    ("shape", "wrong"),
    [
        ("gitlab", '[{"description": "x"}]'),
        ("rdjson", '{"diagnostics": [{"message": "x", "location": {"path": "a", "range": {"start": {"line": 0}}}}]}'),
        ("junit", '<testsuites><testsuite name="x" tests="0" failures="0" errors="0" skipped="0"/></testsuites>'),
    ],
)
def test_the_schemas_refuse_what_is_wrong(shape, wrong):
    with pytest.raises(Exception, match=r"(?i)required|minimum|complete"):
        holds(shape, wrong)
