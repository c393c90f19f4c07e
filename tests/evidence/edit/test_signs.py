"""Signs of writing: cheap, seen through quotes, and absent from most commands."""

import pytest

from mneme_cli.evidence.edit.shell.signs import signs
from mneme_cli.model.event import Unfolded
from tests.evidence.edit.reading import read


@pytest.mark.parametrize("command", ["ls -la", "grep -rn x src", "pytest -q tests", "make test", "cat a.py | head", ""])
def test_most_commands_have_no_sign_of_writing(command):
    assert not signs(command)
    assert read(command) == Unfolded()


@pytest.mark.parametrize(
    "command", ["c\\p a b", "c''p a b", 'c""p a b', "$'cp' a b", "(cp a b)", "x;cp a b", "`cp a b`"]
)
def test_signs_see_through_quotes(command):
    assert signs(command)
