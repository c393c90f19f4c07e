"""What tach's command about packages writes, read as it was seen."""

from __future__ import annotations

import pytest

from mneme_cli.importers.tach.external import UNDECLARED, UNUSED, answer, line_of

SEEN = """External Dependencies
[FAIL] Error: External package 'attrs' is not used in package 'x'.
[FAIL] a/__init__.py:3: Dependency 'google' is not declared in package 'x'.
[FAIL] a/__init__.py:8: Module 'a' does not declare a dependency on external package 'flask'.
[FAIL] b c/d.py:12: Module 'b' cannot depend on external package 'flask'.

Consider updating the corresponding pyproject.toml file,
or add the dependencies to the 'external.exclude' list in tach.toml.
"""


def test_each_line_is_an_import_of_a_module_or_what_tach_asks_besides():
    assert [said[:4] for said in answer(SEEN.encode()).said] == [
        ("a", "a/__init__.py", "flask", 8),
        ("b", "b c/d.py", "flask", 12),
        (UNDECLARED, "a/__init__.py", "google", 3),
        (UNUSED, "package 'x'", "attrs", 0),
    ]


def test_nothing_to_tell_is_an_answer_and_a_complaint_is_none():
    assert answer("✅ All external dependencies validated!".encode()).said == ()
    with pytest.raises(ValueError, match="no tach"):
        answer(b"no tach.toml here")


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("import a\n", 1, 1),
        ("\nfrom a import (\n    b,\n    c,\n)\n", 2, 3),
        ("x = 1\nfrom a import b\n", 2, 2),
        ("from a import (\n", 1, 1),
    ],
)
def test_the_line_of_a_list_is_that_of_its_first_name(text, line, told):
    assert line_of(text, line) == told
