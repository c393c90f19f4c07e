import re

import pytest
from markdown_it import MarkdownIt

from mneme_cli.model.finding import Verdict
from mneme_cli.reports import take
from mneme_cli.reports._markdown.escape import MOST, code, prose
from mneme_cli.reports.markdown import MARK
from tests.reports.hostile import NAMES, page
from tests.reports.shared_page import AS_OF, CLEAN, DIRECT, GONE, OLD, PAGE, PAGES, WAIVED

render = take("markdown").render
summary = take("summary").render


@pytest.mark.parametrize("name", PAGES)
def test_golden(name, golden):
    golden(f"{name}.md", render(PAGES[name]._replace(ends={"W-0007": AS_OF + 11})))


def test_the_summary_is_the_same_without_the_mark(golden):
    assert MARK + "\n" + summary(PAGE) == render(PAGE)
    golden("blocked.summary.md", summary(PAGE))


def test_a_comment_is_found_again_by_its_first_line():
    assert {render(one).splitlines()[0] for one in PAGES.values()} == {MARK}


def test_what_was_fixed_is_told_even_if_all_is_well():
    text = render(CLEAN._replace(verdict=CLEAN.verdict._replace(findings=(GONE,))))
    assert "### mneme: allowed\n" in text
    assert "#### Fixed\n\n- `src/shop/domain/clean.py` imports sqlalchemy.orm" in text
    assert "#### New" not in text


@pytest.mark.parametrize(
    ("left", "words"), [(0, "**ends in 0 days**"), (1, "**ends in 1 day**"), (14, "**ends in 14 days**"), (15, "")]
)
def test_waivers_that_run_out(left, words):
    text = render(CLEAN._replace(verdict=CLEAN.verdict._replace(findings=(WAIVED,)), ends={"W-0007": AS_OF + left}))
    assert "- `W-0007` sets 1 finding aside until 202" in text
    assert (words in text) if words else ("ends in" not in text)


def many(count, long=150):
    found = tuple(DIRECT._replace(source=f"src/{'x' * long}{at}.py", group="", chain=()) for at in range(count))
    gone = tuple(one._replace(status="fixed", outcome="allow", target="f") for one in found)
    waived = tuple(WAIVED._replace(source=one.source, aside=f"waiver W-{at:05}") for at, one in enumerate(found))
    verdict = Verdict(
        outcome="block",
        findings=(*found, *gone, *waived, *OLD),
        changed_policy=tuple(f"A#{at}" for at in range(count)),
        as_of=AS_OF,
    )
    return PAGE._replace(verdict=verdict)


def test_a_comment_stays_below_what_github_takes_and_says_what_it_left_out():
    text = render(many(3000))
    assert 50_000 < len(text.encode()) < 65_536
    for title in ("New", "Fixed", "Waivers in use", "This change edits the policy it is judged by"):
        part = text.partition(f"#### {title}\n")[2].partition("\n####")[0]
        shown = part.count("\n- `" if title != "New" else "\n- **block**")
        (left,) = map(int, re.findall(r"- and (\d+) more: there is no room", part))
        assert shown > 10
        assert shown + left == 3000


def test_a_summary_stays_below_a_mebibyte():
    text = summary(many(3000, long=1500))
    assert 900_000 < len(text.encode()) < 1 << 20
    assert "more: there is no room for them here" in text
    assert "no room" not in summary(many(300))


def parsed(text):
    """Return the inline tokens that a reader of Markdown makes of a text."""
    blocks = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    assert {block.content.strip() for block in blocks if block.type == "html_block"} <= {MARK}
    assert not {block.type for block in blocks} & {"table_open", "fence", "code_block", "blockquote_open", "hr"}
    return [token for block in blocks for token in block.children or ()]


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_names_do_nothing(name):
    """Services look for names, numbers and addresses in what is shown, so what is shown must hold none."""
    text = render(page(name, name))
    tokens = parsed(text)
    assert text.replace("\n", "").isprintable()
    assert {token.type for token in tokens} <= {
        "text",
        "text_special",
        "code_inline",
        "softbreak",
        "html_inline",
        "strong_open",
        "strong_close",
    }
    assert all(
        re.fullmatch("<!-- mneme:[0-9a-f]{64} -->", token.content) for token in tokens if token.type == "html_inline"
    )
    assert text.count("<!-- mneme:") == 6
    shown = "".join(token.content for token in tokens if token.type in ("text", "text_special"))
    assert not re.search(r"@\w|#\d|GH-\d", shown)
    for wrong in ("https://", "www.x", "##["):
        assert not [line for line in text.splitlines() if wrong in re.sub("`.*?`", "", line)]
    if name.isprintable():
        assert name in shown.replace("\u200b", "")


def test_code_is_fenced_by_more_than_it_has():
    assert code("a") == "`a`"
    assert code("a`b") == "``a`b``"
    assert code("`a") == "`` `a ``"
    assert code("") == "`   `"
    assert code("a\nb") == "`a\\nb`"


def test_long_texts_are_cut():
    assert len(prose("x" * 1000)) == MOST
    assert prose("x" * 1000).endswith("…")
