import json

import pytest

from mneme_cli.reports import take
from tests.reports.shared_page import DIRECT, PAGE, PAGES, TWICE

render = take("rdjson").render


@pytest.mark.parametrize("name", PAGES)
def test_golden(name, golden):
    golden(f"{name}.rdjson", render(PAGES[name]))


def starts(page):
    found = json.loads(render(page))["diagnostics"]
    return {
        (one["location"]["path"], one["code"]["value"]): one["location"].get("range", {}).get("start") for one in found
    }


def test_columns_are_bytes():
    """The line is `<tab>"税";    import …`, and its one wide character has three bytes."""
    assert TWICE.column == 12
    assert starts(PAGE)[TWICE.source, TWICE.rule] == {"line": 9, "column": 14}
    assert starts(PAGE)[DIRECT.source, DIRECT.rule] == {"line": 3, "column": 6}
    assert starts(PAGE._replace(code={}))[TWICE.source, TWICE.rule] == {"line": 9, "column": 12}


def test_a_whole_file_has_no_range_and_the_policy_is_a_file():
    assert starts(PAGES["broken"])["src/gen/big.py", "not read whole"] is None
    assert starts(PAGES["broken"])["mneme.yaml", "N-PACK"] is None
