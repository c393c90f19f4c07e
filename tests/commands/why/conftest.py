"""The example shop with an import that a decision bans, and `mneme why` read as JSON."""

import json

import pytest

BROKEN = {"src/shop/domain/tax.py": "import decimal\n\nimport sqlalchemy\n"}


@pytest.fixture
def broken(branch):
    branch.write(BROKEN)
    return branch


def said(mneme, *argv):
    code, out, err = mneme("why", *argv, "--json")
    assert err == ""
    return code, json.loads(out)


def hows(found):
    return {one["rule"]: one["how"] for one in found["rules"]}
