import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mneme_cli.model.fact import Skipped
from mneme_cli.model.finding import Finding, Verdict
from mneme_cli.model.page import Page
from mneme_cli.reports import take
from mneme_cli.reports.text.code import code
from mneme_cli.reports.text.shell import command
from mneme_cli.reports.text.spans import measure, plain, wrap
from mneme_cli.reports.text.summary import summary
from tests.reports.shared_page import CHAIN, CLEAN, DIRECT, PAGE, PAGES, TEXTS

ANSI = re.compile(r"\x1b\[[0-9;]*m")
render = take("text").render


@pytest.mark.parametrize("name", PAGES)
def test_golden(name, golden):
    golden(f"{name}.txt", render(PAGES[name]))


@pytest.mark.parametrize("width", [40, 80, 120])
def test_colour_says_the_same_words(width):
    page = PAGE._replace(width=width)
    painted = render(page._replace(color=True))
    assert "\x1b[" in painted
    assert ANSI.sub("", painted) == render(page)


def test_order_of_findings_does_not_matter():
    verdict = PAGE.verdict
    turned = verdict._replace(findings=verdict.findings[::-1], skipped=verdict.skipped[::-1])
    assert render(PAGE._replace(verdict=turned)) == render(PAGE)


def test_eighty_columns_are_kept_when_piped():
    assert max(map(measure, render(PAGE).split("\n"))) <= 80


def test_a_path_is_never_broken():
    path = "src/" + "very_long_folder_name/" * 6 + "file.py"
    page = PAGE._replace(verdict=PAGE.verdict._replace(findings=(DIRECT._replace(source=path),)), width=40)
    assert f"{path}:3:6" in render(page)


def test_nothing_looked_at_is_said():
    empty = Page(verdict=Verdict(), texts={}, code={})
    assert "nothing was judged" in render(empty)
    assert "No file was looked at" in render(empty)
    assert "No rule is in force" in render(empty)
    assert "No file" not in render(CLEAN)


def test_approval_is_named():
    assert "approved by ana" in render(CLEAN._replace(verdict=CLEAN.verdict._replace(approved_by="ana")))


def test_control_characters_never_reach_the_terminal():
    evil = "a\x1b[2J\nb\u202e.py"
    finding = DIRECT._replace(source=evil, claim=f"imports {evil}", rule=f"ADR-1#{evil}", why_aside=evil, chain=())
    verdict = PAGE.verdict._replace(findings=(finding, finding._replace(aside=f"waiver {evil}")))
    text = render(PAGE._replace(verdict=verdict, texts={}, code={(evil, 3): evil}))
    assert not [char for char in text if not char.isprintable() and char != "\n"]
    assert r"a\x1b[2J\nb\u202e.py:3:6" in text


def test_a_long_chain_is_shortened():
    page = PAGE._replace(verdict=Verdict(findings=(CHAIN._replace(chain=CHAIN.chain * 10),), outcome="block"))
    assert "18 hops more" in render(page)
    assert render(page).count("imports shop.app.discount") < 10


def test_no_way_out_that_cannot_work():
    texts = {DIRECT.rule: TEXTS[DIRECT.rule]._replace(level="final")}
    page = PAGE._replace(verdict=Verdict(findings=(DIRECT,), outcome="block"), texts=texts)
    assert "mneme waive" not in render(page)
    named = {DIRECT.rule: texts[DIRECT.rule]._replace(waivable_by=("bo",))}
    assert "--by bo" in render(page._replace(texts=named, approvers=("eve",)))


def test_without_texts_it_still_speaks():
    page = PAGE._replace(texts={}, code={}, verdict=Verdict(findings=(Finding(rule="A#b", source="x.py"),)))
    assert "BLOCK  A#b  x.py" in render(page)


def test_the_caret_stands_under_the_column():
    for text, column in (
        ("import a", 1),
        ("\tx = 1; import a", 9),
        ("  税 = 1; import a", 10),
        ("x" * 300 + "IMP", 301),
    ):
        shown, caret = plain(code(text, 1, column, 60)).splitlines()
        at = measure(caret) - 1
        wanted = text[column - 1]
        seen = next(char for place, char in enumerate(shown) if measure(shown[:place]) == at and measure(char))
        assert seen == wanted
        assert measure(shown) <= 60


@given(st.text(max_size=200), st.integers(1, 220), st.integers(1, 120))
def test_any_line_of_code_can_be_shown(text, column, width):
    shown = plain(code(text, 7, column, width)).splitlines()
    assert len(shown) == 2
    assert all(line.isprintable() for line in shown)


@given(st.text(max_size=300), st.integers(1, 100))
def test_wrapping_loses_nothing(text, width):
    assert " ".join(wrap(text, width)).split() == text.split()


@pytest.mark.parametrize(
    "word", ["a b", "it's", "src/[x]/{y}.py", "$(boom)", "価格.py", "a\nb", "#x", "", "\\'\x1b", "`x`"]
)
def test_commands_can_be_pasted(word):
    line = command("printf", "%s", word)
    out = subprocess.run(["bash", "-c", line], capture_output=True, check=True).stdout
    assert out.decode() == word


def test_piped_text_does_not_import_rich():
    program = (
        "import sys; from tests.reports.shared_page import PAGE; from mneme_cli.reports import take; "
        "take('text').render(PAGE); sys.exit(bool({'rich', 'typer', 'textwrap', 're'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-S", "-c", program], check=False).returncode == 0


def test_a_changed_file_that_is_not_understood_leaves_the_verdict_open():
    skipped = (Skipped(path="a.py", why="has a syntax error", line=3, fatal=True),)
    text = render(PAGES["clean"]._replace(verdict=PAGES["clean"].verdict._replace(skipped=skipped)))
    assert "cannot judge: 1 changed file not understood" in text
    assert "`on_unparsed: warn`" in text


def test_the_summary_keeps_its_dots_where_it_wraps():
    asides = [DIRECT._replace(aside=tag, line=at) for at, tag in enumerate(("except x", "override A", "waiver W"), 1)]
    verdict = PAGE.verdict._replace(findings=tuple(asides), problems=(), skipped=(), files=31, rules=5)
    page = PAGE._replace(verdict=verdict._replace(outcome="allow"))

    for width in range(40, 100):
        lines = plain(summary(page, width)).splitlines()
        assert max(map(len, lines)) <= width
        assert " ".join(lines).count("·") == 3
        assert [line for line in lines[1:] if not line.startswith("  ")] == []


def test_a_long_first_part_of_the_summary_wraps():
    lines = plain(summary(PAGE._replace(base="origin/main-of-the-fork"), 40)).splitlines()
    assert max(map(len, lines)) <= 40


@pytest.mark.parametrize("number", [1, 6, 7, 25, 60, 4000])
@pytest.mark.parametrize("width", [40, 80])
def test_many_findings_of_one_rule_are_no_flood(number, width):
    many = tuple(DIRECT._replace(source=f"src/a{at:04}.py", chain=(), more=0, group="") for at in range(number))
    text = render(PAGE._replace(verdict=CLEAN.verdict._replace(findings=many, outcome="block"), width=width))

    assert text.count("BLOCK") == (number if number <= 6 else 5)
    assert len(set(re.findall(r"src/a\d{4}\.py", text))) == min(number, 25)
    assert len(text.splitlines()) < 100
    words = " ".join(text.split())
    assert (f"and {number - 25} in other places (all of them: mneme check --format json)" in words) == (number > 25)
    assert f"{number} finding" in words


def test_the_way_out_names_who_may_waive():
    said = render(PAGE._replace(approvers=("platform", "ana", "bo")))

    assert "--by NAME" not in said.replace("--approved-by NAME", "")
    assert "or by ana, bo\n" in said
    assert "or by ana, bo\n" not in render(PAGE._replace(approvers=("platform",)))


def test_a_file_that_is_torn_in_two_ways_is_one_file():
    torn = tuple(
        Skipped(path="a.py", why=why, line=3, fatal=True) for why in ("has a syntax error", "is not valid utf-16")
    )
    text = " ".join(render(PAGES["clean"]._replace(verdict=PAGES["clean"].verdict._replace(skipped=torn))).split())
    assert "cannot judge: 1 changed file not understood" in text
    assert "1 file not read whole" in text
