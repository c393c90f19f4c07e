from __future__ import annotations

import pytest

from mneme_cli.model.day import parse
from mneme_cli.model.finding import Finding, Verdict
from mneme_cli.model.page import Page
from mneme_cli.model.problem import Problem
from tests.literate import Expected, cases, failures

PAGE = """\
# forbid

`mneme.yaml`:

```yaml
tests: []
```

## Everything

Prose.

`src/a.py`:

```python
import os
import sql  # breaks: ADR-1#r, ADR-2#r
```

```text
not a file
## not a heading
```

## A change

As of: 2026-12-31

`src/a.py` (before):

```python
old
```

`src/a.py` (after):

```python
new  # existing: ADR-1#r
```

`src/new.ts` (after):

```ts
import "x" // excused by W-1
```

Breaks: `data.json` ADR-1#r
"""


def judged(*findings, problems=()):
    verdict = Verdict(findings=findings, problems=problems)
    return lambda before, after, as_of: Page(verdict=verdict, texts={}, code={})


def test_files_above_the_first_heading_belong_to_every_case():
    assert [sorted(case.after) for case in cases(PAGE)] == [
        ["mneme.yaml", "src/a.py"],
        ["mneme.yaml", "src/a.py", "src/new.ts"],
    ]


def test_a_case_without_sides_is_judged_whole():
    whole, change = cases(PAGE)
    assert whole.before is None
    assert change.before == {"mneme.yaml": b"tests: []\n", "src/a.py": b"old\n"}
    assert change.after["src/a.py"].startswith(b"new")


def test_a_file_with_a_before_alone_is_deleted():
    text = "## x\n`a`:\n```\n1\n```\n`b` (before):\n```\n2\n```\n"
    (case,) = cases(text)
    assert case.before == {"a": b"1\n", "b": b"2\n"}
    assert case.after == {"a": b"1\n"}


def test_expectations_are_read_from_comments_and_from_prose():
    whole, change = cases(PAGE)
    assert whole.expected == (
        Expected("breaks", "src/a.py", 2, "ADR-1#r"),
        Expected("breaks", "src/a.py", 2, "ADR-2#r"),
    )
    assert set(change.expected) == {
        Expected("existing", "src/a.py", 1, "ADR-1#r"),
        Expected("excused by", "src/new.ts", 1, "W-1"),
        Expected("breaks", "data.json", 0, "ADR-1#r"),
    }
    assert change.as_of == parse("2026-12-31")


def test_a_block_that_never_ends_is_said():
    with pytest.raises(ValueError, match="never ends"):
        list(cases("## x\n`a`:\n```\n1\n"))


def test_a_case_without_files_is_said():
    with pytest.raises(ValueError, match="no files"):
        list(cases("## x\nprose\n"))


def test_what_is_expected_and_found_is_no_failure():
    _, change = cases(PAGE)
    found = (
        Finding(rule="ADR-1#r", source="src/a.py", line=1, status="existing", outcome="allow"),
        Finding(rule="ADR-1#r", source="src/new.ts", line=1, aside="waiver W-1", outcome="allow"),
        Finding(rule="ADR-1#r", source="data.json", line=7),
        Finding(rule="ADR-1#r", source="gone.py", line=7, status="fixed"),
    )
    assert failures(change, judged(*found)) == []


def test_what_is_expected_and_not_found_fails():
    whole, _ = cases(PAGE)
    found = Finding(rule="ADR-1#r", source="src/a.py", line=2)
    assert failures(whole, judged(found)) == ["not found: src/a.py:2 breaks ADR-2#r"]


@pytest.mark.parametrize(
    "found",
    [
        Finding(rule="ADR-1#r", source="src/a.py", line=1),
        Finding(rule="ADR-3#r", source="src/a.py", line=2),
        Finding(rule="ADR-1#r", source="src/a.py", line=2, outcome="warn"),
        Finding(rule="ADR-1#r", source="src/a.py", line=2, aside="waiver W-2"),
    ],
)
def test_a_finding_of_another_line_rule_or_outcome_fails(found):
    whole, _ = cases(PAGE)
    assert any(line.startswith("not expected: src/a.py") for line in failures(whole, judged(found)))


def test_one_expectation_does_not_cover_two_findings():
    whole, _ = cases(PAGE)
    found = Finding(rule="ADR-1#r", source="src/a.py", line=2)
    assert len(failures(whole, judged(found, found))) == 2


def test_an_error_in_the_decisions_fails():
    whole, _ = cases(PAGE)
    wrong = Problem(code="E-SCHEMA", path="mneme.yaml", line=1, message="no")
    assert "mneme.yaml:1 E-SCHEMA no" in failures(whole, judged(problems=(wrong,)))
