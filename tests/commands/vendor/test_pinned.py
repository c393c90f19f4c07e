"""A pin goes into the text of mneme.yaml and leaves every other byte as it is."""

from __future__ import annotations

import pytest

from mneme_cli.commands.vendor.pinned import pinned


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("extends:\n- name: org\n", "extends:\n- name: org\n  sha256: {}\n"),
        ("extends:\n- name: org", "extends:\n- name: org\n  sha256: {}\n"),
        (
            "extends:\r\n- name: org # x\r\nbase: main\r\n",
            "extends:\r\n- name: org # x\r\n  sha256: {}\r\nbase: main\r\n",
        ),
        ("extends:\n  - {name: org}\n", "extends:\n  - {name: org, sha256: {}}\n"),
        ("extends: [{name: a}, {name: org}]\n", "extends: [{name: a}, {name: org, sha256: {}}]\n"),
        (
            "extends:\n  -\n    git: x  # where\n    name: org\n",
            "extends:\n  -\n    git: x  # where\n    sha256: {}\n    name: org\n",
        ),
    ],
)
def test_a_pin_is_put_into_the_text_as_it_is(text, after):
    pin = "a" * 64
    at = 1 if "name: a}" in text else 0
    once = pinned(text, at, {"sha256": pin})
    assert once == after.replace("{}", pin, 1)
    assert pinned(once, at, {"sha256": "b" * 64}) == after.replace("{}", "b" * 64, 1)
