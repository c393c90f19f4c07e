"""`mneme report`: what it counts, what it never lets a record do, and the page in a real browser."""

import json
from pathlib import Path

import jsonschema
import pytest

from mneme_cli.commands.report.history import spread
from mneme_cli.resources import asset
from tests.browser import Browser, chromium

SCHEMA = Path(__file__).parents[2] / "schemas" / "report.schema.json"
HOSTILE = """</script><script>document.title = 'owned'</script><img src="http://example.invalid/x" onerror="alert(1)"> & \\u202E"""
DEAD = f"""\
id: ADR-0020
title: "{HOSTILE.replace('"', "'")}"
status: accepted
date: 2026-05-01
rules:
  none:
    forbid:
      calls: [nothing]
    in:
      - src/shop/nowhere/**
    may_be_empty: true
    say: <b>no</b>
context: |
  </article></main><h1>hello</h1>
"""


def at(repo, day, texts):
    return repo.commit(day, texts, GIT_COMMITTER_DATE=f"{day}T12:00:00Z")


@pytest.fixture
def past(mneme, shop):
    """The shop with a past: debt that came, was accepted and was paid in part; and a record that means no good."""
    at(
        shop,
        "2026-03-10",
        {"src/shop/domain/one.py": "import sqlalchemy\n", "src/shop/web/two.py": "import requests\n"},
    )
    assert mneme("baseline")[0] == 0
    at(shop, "2026-04-10", {})
    shop.remove("src/shop/domain/one.py")
    assert mneme("baseline", "--shrink")[0] == 0
    at(shop, "2026-05-10", {"docs/decisions/ADR-0020.yaml": DEAD})
    return shop


def made(mneme, *argv):
    code, out, err = mneme("report", "--format", "json", *argv)
    assert (code, err) == (0, "")
    report = json.loads(out)
    jsonschema.validate(report, json.loads(SCHEMA.read_text("utf-8")), jsonschema.Draft202012Validator)
    return report


def test_the_past_is_read_from_commits(mneme, past):
    points = made(mneme)["debt"]["points"]

    assert [one["day"] for one in points] == ["2026-03-01", "2026-03-10", "2026-04-10", "2026-05-10"]
    assert [one["accepted"] for one in points] == [{}, {}, {"domain": 1, "web": 1}, {"web": 1}]
    assert [one["found"] for one in points] == [
        {"reports": 1},  # an override of 2026-04-20 sets that aside
        {"reports": 1, "web": 1},  # ADR-0007 is of 2026-03-14
        {"domain": 1, "reports": 1, "web": 1},
        {"web": 1},
    ]


def test_a_few_commits_are_judged_and_the_last_one_always(mneme, past):
    points = made(mneme, "--samples", "1")["debt"]["points"]

    assert [one["found"] is not None for one in points] == [False, False, False, True]
    assert [one["found"] for one in made(mneme, "--samples", "0")["debt"]["points"]] == [None] * 4
    assert [one["commit"] for one in made(mneme, "--branch", "main~1")["debt"]["points"]] == [
        one["commit"] for one in points[:-1]
    ]


@pytest.mark.parametrize(
    ("many", "most", "chosen"), [(3, 8, (0, 1, 2)), (9, 3, (0, 4, 8)), (5, 1, (4,)), (5, 0, ()), (0, 4, ())]
)
def test_commits_are_spread_evenly(many, most, chosen):
    assert spread(many, most) == chosen


def test_a_commit_that_cannot_be_judged_says_so(mneme, past):
    good = past.read("mneme.yaml").decode()
    at(past, "2026-05-20", {"mneme.yaml": "components: [\n"})
    at(past, "2026-05-21", {"mneme.yaml": good})

    assert [one["failed"] for one in made(mneme)["debt"]["points"]] == [False, False, False, False, True, False]


def test_rules_without_work_are_told_apart(mneme, past):
    found = {one["id"]: one for one in made(mneme)["never_exercised"]}

    assert found["ADR-0020#none"] == {"id": "ADR-0020#none", "why": "no file lies where it speaks", "dead": True}
    assert found["ADR-0001#layers"]["why"].startswith("obeyed: no finding in ")
    assert "ADR-0003#one-client" not in found  # it has findings


def test_a_rule_that_names_nothing_that_is_here_is_dead(mneme, past):
    text = DEAD.replace("ADR-0020", "ADR-0021").replace("src/shop/nowhere/**", "src/shop/web/**")
    past.write({"docs/decisions/ADR-0021.yaml": text.replace("calls: [nothing]", "imports: [src/shop/nowhere/**]")})
    found = {one["id"]: one["why"] for one in made(mneme)["never_exercised"]}

    assert found["ADR-0021#none"] == "nothing that it names is here"


def test_waivers_are_told_by_expiry_with_whether_they_are_needed(mneme, past):
    past.write(
        {
            "docs/decisions/W-0002.yaml": "waiver: W-0002\nwaives:\n  - ADR-0001#layers\nuntil: 2026-05-30\napproved_by: platform\nbecause: It moves.\n"
        }
    )
    found = made(mneme)["waivers"]

    assert [(one["id"], one["left"], one["used"]) for one in found] == [("W-0002", -2, False), ("W-0001", 394, True)]


def test_states_are_counted_and_the_day_is_an_input(mneme, past):
    assert made(mneme)["states"]["superseded"] == 2
    assert made(mneme, "--as-of", "2024-03-01")["as_of"] == "2024-03-01"


def test_the_same_bytes_twice_and_nothing_of_this_machine(mneme, past):
    first, second = mneme("report"), mneme("report")

    assert first == second
    assert past.root not in first[1]
    assert "2026-06-01" in first[1]


def test_without_commits_or_decisions_there_is_a_page(mneme, repo):
    assert "There is no history: nothing is committed." in mneme("report")[1]
    assert made(mneme)["decisions"] == []


def test_broken_settings_are_said(mneme, past):
    past.write({"mneme.yaml": "components: [\n"})

    assert "Nothing could be judged." in mneme("report", "--samples", "0")[1]


def test_what_cannot_be_asked(mneme, past):
    assert mneme("report", "--format", "pdf")[0] == 2
    assert mneme("report", "--samples", "51")[0] == 2
    assert mneme("report", "--branch", "--output=/tmp/x")[0] == 2
    assert mneme("report", "--branch", "nowhere")[0] == 2
    assert mneme("report", "--samples", "0", "--output", "no/such/folder.html")[0] == 2


def test_a_file_s_name_says_its_format(mneme, past):
    assert mneme("report", "--samples", "0", "-o", "report.json")[1] == "report.json: written\n"
    assert json.loads(past.read("report.json"))["version"] == 1


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    if not chromium():
        pytest.skip("there is no Chromium here: apt-get install chromium")
    opened = Browser(tmp_path_factory.mktemp("chromium"))
    yield opened
    opened.close()


@pytest.fixture
def page(mneme, past, tmp_path):
    assert mneme("report", "--samples", "2", "--output", str(tmp_path / "report.html"))[0] == 0
    return tmp_path / "report.html"


def test_the_library_lies_beside_its_licence_and_keeps_its_own_words():
    assert "Copyright (c) 2016-2026, The Cytoscape Consortium" in asset("report", "cytoscape.min.js")
    assert "Permission is hereby granted" in asset("report", "cytoscape.LICENSE")


def test_the_page_loads_without_a_complaint_and_asks_for_nothing(browser, page):
    browser.open(page)

    assert browser.complaints == []
    assert browser.requests == [f"file://{page}"]
    assert browser.value("document.title") == "Decisions as of 2026-06-01"
    assert browser.value("document.querySelectorAll('h1, img, main script').length") == 1
    assert browser.value("document.querySelectorAll('canvas').length") > 0


def test_the_search_narrows_tables_records_and_the_count(browser, page):
    browser.open(page)
    everything = browser.value("document.querySelectorAll('article:not([hidden])').length")
    browser.value("document.getElementById('search').focus()")
    browser.ask("Input.insertText", text="sqlalchemy uses")
    browser.until("document.getElementById('count').textContent === '1 of 10 records'")

    assert everything == 10
    assert browser.value(
        "[...document.querySelectorAll('article[id]:not([hidden]) h3')].map((each) => each.textContent)"
    ) == ["ADR-0004 superseded"]
    assert browser.value(
        "[...document.querySelectorAll('tr[data-record]:not([hidden])')].every((each) => each.textContent.includes('ADR-0004'))"
    )
    browser.value(
        "document.getElementById('search').value = ''; document.getElementById('search').dispatchEvent(new Event('input'))"
    )
    assert browser.value("document.querySelectorAll('article[id]:not([hidden])').length") == everything


def test_a_click_on_a_node_shows_its_decision(browser, page):
    browser.open(page)
    x, y = browser.value(
        "(() => { const box = document.getElementById('picture').getBoundingClientRect();"
        " const at = document.getElementById('picture')._cyreg.cy.getElementById('n0').renderedPosition();"
        " return [box.x + at.x, box.y + at.y]; })()"
    )
    browser.click(x, y)
    browser.until("document.querySelector('#detail h3') !== null")

    assert browser.value("document.querySelector('#detail h3').textContent").startswith("ADR-0001")
    assert browser.value("document.querySelector('#detail .prose').textContent") != ""
    assert browser.value("document.querySelectorAll('#detail [id]').length") == 0
    assert browser.complaints == []


CONTRAST = """
(() => {
  const light = (text) => {
    const [r, g, b] = text.match(/[0-9.]+/g).slice(0, 3).map((each) => {
      const part = each / 255;
      return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (!/, 0\\)$/.test(colour)) { return colour; }
    }
    return "rgb(255, 255, 255)";
  };
  const ratio = (node) => {
    const [one, other] = [light(getComputedStyle(node).color), light(ground(node))].sort((a, b) => b - a);
    return (one + 0.05) / (other + 0.05);
  };
  const shown = [...document.querySelectorAll("h1, h2, h3, p, td, th, a, b, .state, .good, .bad, code")];
  return Math.min(...shown.filter((each) => each.offsetParent).map(ratio));
})()
"""


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("wide", [1280, 420])
def test_light_and_dark_can_be_read_at_any_width(browser, page, wide, dark):
    browser.open(page, wide=wide, dark=dark)

    assert browser.value("matchMedia('(prefers-color-scheme: dark)').matches") is dark
    assert browser.value(CONTRAST) >= 4.5
    assert browser.value("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert browser.complaints == []


INSIDE = """
(() => { const graph = picture._cyreg.cy, box = graph.elements().renderedBoundingBox();
  const inside = Math.min(box.x1, box.y1, picture.clientWidth - box.x2, picture.clientHeight - box.y2) >= 0;
  return [inside, graph.zoom() * 13 > 9, hint.hidden]; })()"""


@pytest.mark.parametrize("wide", [480, 700, 1280])
def test_the_graph_fits_its_frame_or_says_that_it_can_be_moved(browser, page, wide):
    browser.open(page, wide=wide)
    assert browser.value(INSIDE) == [True, True, True]
    browser.value("document.getElementById('picture')._cyreg.cy.getElementById('n0').data('y', 8800) && 0")
    browser.value("dispatchEvent(new Event('resize'))")
    fits, _, hidden = browser.value(INSIDE)
    assert (fits, browser.complaints) == (hidden, [])


def test_code_between_backticks_is_code_and_the_branch_has_its_name(mneme, past):
    past.write(
        {"docs/decisions/ADR-0022.yaml": DEAD.replace("ADR-0020", "ADR-0022").replace("<b>no</b>", "call `run`")}
    )
    said = mneme("report", "--samples", "0")[1]
    assert "<br>call <code>run</code>" in said
    assert "branch main<" in said
    past.git("checkout", "-q", "--detach")
    assert made(mneme, "--samples", "0")["debt"]["branch"] == "HEAD"


def test_without_javascript_everything_is_there(browser, page):
    browser.open(page, script=False)
    browser.ask("Emulation.setScriptExecutionDisabled", value=False)

    assert browser.value("document.querySelectorAll('article').length") == 10
    assert browser.value("document.querySelectorAll('tbody tr').length") > 12
    assert browser.value("document.getElementById('search').offsetParent === null")
    assert browser.value("document.getElementById('split').offsetParent === null")
