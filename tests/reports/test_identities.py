"""One finding has one identity, in every format that has a place for it, and in the baseline."""

import json
import re
from xml.etree.ElementTree import fromstring

import pytest

from mneme_cli.model.baseline import Baseline
from mneme_cli.model.group import groups
from mneme_cli.model.scan import dumps
from mneme_cli.reports import take
from mneme_cli.reports._digest import digest
from mneme_cli.reports._tally import heap, speaking
from mneme_cli.store import baseline
from tests.reports.hostile import NAMES, page
from tests.reports.shared_page import PAGE, PAGES


def identities(name, page):
    """Return rule → the identities that a format has for what speaks."""
    text = take(name).render(page)
    if name == "json":
        return {one["identity"] for one in json.loads(text)["findings"]}
    if name == "sarif":
        return {one["partialFingerprints"]["mnemeIdentity/v1"] for one in json.loads(text)["runs"][0]["results"]}
    if name == "gitlab":
        return {one["fingerprint"] for one in json.loads(text)}
    if name == "rdjson":
        return {one["code"]["url"].removeprefix("urn:mneme:") for one in json.loads(text)["diagnostics"]}
    if name == "junit":
        return {one.get("value") for one in fromstring(text).iter("property")}
    return set(re.findall("<!-- mneme:([0-9a-f]{64}) -->", text))


@pytest.mark.parametrize("page", [*PAGES.values(), *(page(name, name) for name in NAMES)], ids=ascii)
@pytest.mark.parametrize("name", ["json", "sarif", "gitlab", "rdjson", "junit", "markdown", "summary"])
def test_the_same_in_every_format(name, page):
    loud = {digest(one.lead) for one in groups(speaking(page.verdict))}
    assert loud <= identities(name, page)
    known = {digest(one) for one in page.verdict.findings}
    others = identities(name, page) - known
    assert others == set() or name in ("gitlab", "rdjson")
    assert len(others) <= len(page.verdict.problems) + len(page.verdict.skipped)


def test_the_identity_is_that_of_the_baseline():
    found = [one for one in PAGE.verdict.findings if heap(one) in ("block", "warn")]
    text = baseline.write(Baseline(counts={one.identity: 1 for one in found}))
    kept = baseline.read(text).counts
    from hashlib import sha256

    assert {sha256(dumps(identity).encode()).hexdigest() for identity in kept} == {digest(one) for one in found}
