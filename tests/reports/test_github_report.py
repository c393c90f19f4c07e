import pytest

from mneme_cli.model.fact import Skipped
from mneme_cli.model.rule import Texts
from mneme_cli.reports import take
from tests.reports.hostile import NAMES
from tests.reports.shared_page import CYCLE, DIRECT, PAGE, PAGES

render = take("github").render


def test_golden(golden):
    golden("broken.github.txt", render(PAGES["broken"]))


def test_a_clean_check_says_nothing():
    assert render(PAGES["clean"]) == ""


def test_escaping():
    finding = DIRECT._replace(source="a:b,c%.py", claim="imports 100%\r\n::error::forged", chain=(), group="")
    text = render(PAGE._replace(verdict=PAGE.verdict._replace(findings=(finding,), problems=(), skipped=()), texts={}))
    assert text.startswith("::error ")
    assert "file=a%3Ab%2Cc%25.py,line=3,col=6" in text
    assert "imports 100%25\\r\\n::error::forged" in text
    assert text.count("\n") == 1


@pytest.mark.parametrize("count", [10, 11, 12])
def test_ten_of_each_then_a_note(count):
    errors = tuple(DIRECT._replace(line=line, group="") for line in range(1, count + 1))
    warnings = tuple(CYCLE._replace(line=line, group="") for line in range(1, 14))
    verdict = PAGE.verdict._replace(findings=warnings + errors, problems=(), skipped=(), changed_policy=())
    lines = render(PAGE._replace(verdict=verdict)).splitlines()
    commands, rest = lines[:21], lines[21:]
    assert [line.split()[0] for line in commands] == ["::error"] * 10 + ["::warning"] * 10 + ["::notice"]
    assert [line.split()[0] for line in rest] == ["error:"] * (count - 10) + ["warning:"] * 3
    assert "and the log has them all" in commands[-1]
    if count == 12:
        assert "2 more errors and 3 more warnings not shown" in commands[-1]
        assert (
            rest[1]
            == "  error:  src/shop/domain/order.py:12:6  ADR-0012#no-orm Domain code does not import infrastructure  imports sqlalchemy.orm"
        )
    if count == 11:
        assert "1 more error and 3" in commands[-1]


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_no_name_is_a_command(name):
    """A runner takes a line for a command if it begins with `::` behind spaces, or has `##[` anywhere."""
    findings = tuple(DIRECT._replace(line=line, source=name, claim=name, group="") for line in range(1, 14))
    lines = render(
        PAGE._replace(verdict=PAGE.verdict._replace(findings=findings), texts={DIRECT.rule: Texts(title=name)})
    ).split("\n")
    plain = [line for line in lines if not line.startswith("::")]
    assert len([line for line in lines if line.startswith("::error ")]) == 10
    assert len(plain) == 3 + 1
    assert not [line for line in plain if line.lstrip().startswith("::") or "##[" in line or "\r" in line]


def test_an_approval_is_asked_for():
    verdict = PAGE.verdict._replace(findings=(), problems=(), outcome="ask")
    text = render(PAGE._replace(verdict=verdict))
    assert text.startswith("::error title=approval needed::this change passes only because it changes ADR-0012#no-orm")


def test_a_changed_file_that_is_not_understood_is_an_error():
    skipped = (Skipped(path="a.py", why="has a syntax error", line=3, fatal=True),)
    verdict = PAGES["clean"].verdict._replace(skipped=skipped)
    text = render(PAGE._replace(verdict=verdict))
    assert text == "::error title=cannot judge,file=a.py,line=3,col=1::has a syntax error\n"
