"""What reads alike in everything that is shown is one entry, whichever format shows it."""

import json
from xml.etree.ElementTree import fromstring

import pytest

from tests.commands.ask import mneme

LAYERS = """\
id: ADR-0001
title: The shop is layered
status: accepted
date: 2026-01-01
rules:
  layers:
    layers:
      order: [shop.web, shop.domain]
      direct: true
"""
TWO = "from shop.web.cart import Cart, basket\n"


@pytest.fixture
def shop(repo):
    """A shop of two layers, the lower of which takes two names of the upper one in one statement."""
    repo.write(
        {
            "mneme.yaml": "source_roots: [src]\n",
            "docs/decisions/ADR-0001-layers.yaml": LAYERS,
            "src/shop/__init__.py": "",
            "src/shop/domain/__init__.py": "",
            "src/shop/web/__init__.py": "",
            "src/shop/web/cart.py": "class Cart: ...\nbasket = 1\n",
        }
    )
    repo.commit("shop")
    repo.git("checkout", "-qb", "feature")
    return repo.write({"src/shop/domain/order.py": TWO})


def said(shop, format):
    return mneme("check", "--format", format, cwd=shop.root).text


def test_two_names_of_one_import_are_one_finding(shop):
    text = said(shop, "text")
    assert text.count("BLOCK") == 1
    assert "blocked: 1 finding of 1 rule" in " ".join(text.split())
    assert "also inside it" not in text
    assert len(json.loads(said(shop, "gitlab"))) == 1
    assert said(shop, "github").count("::error") == 1
    assert said(shop, "markdown").count("**block**") == 1
    suites = {one.get("name"): one.get("tests") for one in fromstring(said(shop, "junit"))}
    assert suites == {"mneme": "1", "ADR-0001#layers": "1"}


def test_json_tells_the_other_with_the_one(shop):
    page = json.loads(said(shop, "json"))
    one, other = page["findings"]
    assert page["counts"]["block"] == 1
    assert (one["more"], one["told_with"], other["told_with"]) == (1, None, one["identity"])


def test_names_that_are_told_apart_stay_two(shop):
    ban = LAYERS.replace(
        "    layers:\n      order: [shop.web, shop.domain]\n      direct: true\n",
        "    forbid:\n      imports: [shop.web]\n",
    )
    shop.write(
        {"docs/decisions/ADR-0001-layers.yaml": ban.replace("layers:", "ban:", 1) + "    in: [src/shop/domain/**]\n"}
    )
    assert said(shop, "text").count("BLOCK") == 2
    prints = [one["fingerprint"] for one in json.loads(said(shop, "gitlab"))]
    assert len(prints) == len(set(prints)) >= 2
