"""An import that leads nowhere is said by the module that is missing, not by each name that was to come from it."""

import json

RULE = """\
id: ADR-0020
title: Imports lead somewhere
status: accepted
date: 2026-05-01
rules:
  there:
    forbid:
      unresolved: true
"""


def test_one_finding_for_a_statement_and_it_names_the_module(branch, mneme):
    lost = "from .fixtures import (\n    ONE,\n    TWO,\n)\nimport shop.gone.part\n"
    branch.write({"docs/decisions/ADR-0020.yaml": RULE, "src/shop/web/lost.py": lost})

    found = json.loads(mneme("check", "--format", "json")[1])["findings"]
    assert [(one["line"], one["claim"], one["symbol"]) for one in found if one["rule"] == "ADR-0020#there"] == [
        (1, "imports shop.web.fixtures, which is not there", "shop.web.fixtures"),
        (5, "imports shop.gone.part, which is not there", "shop.gone.part"),
    ]
