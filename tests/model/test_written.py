"""The lines that a change wrote."""

import pytest

from mneme_cli.model.written import written


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [
        (b"", b"a\nb\n", {1, 2}),
        (b"a\nb\n", b"a\nb\n", set()),
        (b"a\nb\n", b"a\n", set()),
        (b"a\nb\n", b"a\nnew\nb\n", {2}),
        (b"a\na\n", b"a\na\na\n", {3}),
        (b"a\nb\nc\nd\n", b"x\na\nb\nc\nd\ny\n", {1, 6}),
        (b"one\na\na\ntwo\n", b"ONE\na\na\na\nTWO\n", {1, 4, 5}),
        (b"a\r\nb\r\n", b"a\nnew\nb\n", {2}),
    ],
)
def test_a_line_is_new_where_it_does_not_stand_for_an_old_one(before, after, lines):
    assert written(before, after) == lines
