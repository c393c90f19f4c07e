"""A notebook after the edit of one cell."""

import json

import pytest

from mneme_cli.evidence.edit.notebook import edited
from mneme_cli.harnesses._tools import edits
from mneme_cli.model.event import Edit

BOOK = {
    "cells": [
        {"cell_type": "markdown", "id": "m", "metadata": {}, "source": ["# é\n", "x"]},
        {
            "cell_type": "code",
            "execution_count": 3,
            "id": "c",
            "metadata": {"tags": []},
            "outputs": [{"text": [], "data": {"a": 1.5, "b": True, "n": None, "o": {}}}],
            "source": "y",
        },
    ],
    "metadata": {"kernelspec": {"language": "python"}},
    "nbformat": 4,
    "nbformat_minor": 5,
}
TEXT = json.dumps(BOOK, indent=1, ensure_ascii=False).encode()


def cells(text):
    return [(cell["cell_type"], "".join(cell["source"])) for cell in json.loads(text)["cells"]]


MARKDOWN, CODE, NEW = ("markdown", "# é\nx"), ("code", "y"), ("code", "new")


@pytest.mark.parametrize(
    ("edit", "expected", "sure"),
    [
        ({"old": "c"}, [MARKDOWN, NEW], True),
        ({"old": "c", "mode": "replace"}, [MARKDOWN, NEW], True),
        ({"old": "cell-1"}, [MARKDOWN, NEW], True),
        ({"old": "1"}, [MARKDOWN, NEW], True),
        ({"old": "m", "kind": "code"}, [NEW, CODE], True),
        ({"old": "c", "kind": "markdown"}, [MARKDOWN, ("markdown", "new")], True),
        ({"old": "m", "mode": "insert", "kind": "code"}, [MARKDOWN, NEW, CODE], True),
        ({"mode": "insert", "kind": "code"}, [NEW, MARKDOWN, CODE], True),
        ({"mode": "insert", "kind": "markdown"}, [("markdown", "new"), MARKDOWN, CODE], True),
        ({"old": "m", "mode": "delete"}, [CODE], True),
        ({"old": "cell-2", "kind": "code"}, [MARKDOWN, CODE, NEW], True),
        ({"old": "gone", "kind": "code"}, [MARKDOWN, CODE, NEW], False),
        ({"old": "gone", "mode": "delete"}, [MARKDOWN, CODE], False),
        ({"old": "cell-9"}, [MARKDOWN, CODE, NEW], False),
    ],
)
def test_the_cells_after_an_edit(edit, expected, sure):
    made, found = edited(Edit(path="n.ipynb", how="cell", text="new", **edit), TEXT)

    assert (cells(made), found) == (expected, sure)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"cell_id": "m"}, [("markdown", "new"), CODE]),
        ({"cell_id": "m", "cell_type": ""}, [("markdown", "new"), CODE]),
        ({"cell_id": "m", "cell_type": "code"}, [NEW, CODE]),
        ({"cell_id": "c"}, [MARKDOWN, NEW]),
        ({"cell_id": "m", "edit_mode": "insert"}, [MARKDOWN, NEW, CODE]),
        ({"cell_id": "gone"}, [MARKDOWN, CODE, NEW]),
    ],
)
def test_a_cell_of_which_no_type_is_said_stays_what_it_is(given, expected):
    (edit,) = edits("NotebookEdit", {"notebook_path": "n.ipynb", "new_source": "new", **given})

    assert cells(edited(edit, TEXT)[0]) == expected


def test_what_is_not_edited_stays_as_it_was_written():
    made, _ = edited(Edit(path="n.ipynb", how="cell", text="# é\nx", old="m"), TEXT)

    assert made == TEXT.replace('[\n    "# é\\n",\n    "x"\n   ]'.encode(), '"# é\\nx"'.encode()) + b"\n"


def test_a_cell_that_is_replaced_has_not_run():
    made, _ = edited(Edit(path="n.ipynb", how="cell", text="new", old="c"), TEXT)

    cell = json.loads(made)["cells"][1]
    assert cell == {**BOOK["cells"][1], "execution_count": None, "outputs": [], "source": "new"}
    assert "outputs" not in json.loads(edited(Edit(path="", how="cell", old="c", kind="markdown"), TEXT)[0])["cells"][1]


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b'{"cells": 1}', b'{"cells": [1]}', b"\xff", b"[" * 99_999])
def test_where_there_is_no_notebook_the_cell_is_judged_alone(text):
    made, sure = edited(Edit(path="n.ipynb", how="cell", text="new", mode="insert"), text)

    assert (cells(made), sure) == ([NEW], False)


def test_a_byte_order_mark_and_half_a_character_do_no_harm():
    made, sure = edited(Edit(path="n.ipynb", how="cell", text="\ud800", old="c"), b"\xef\xbb\xbf" + TEXT)

    assert sure
    assert made.decode("utf-8", "surrogatepass").count("\ud800") == 1
