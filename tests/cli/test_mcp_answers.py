"""What each tool and resource answers, and what it says to whoever asks wrongly; the server in this process."""

import os
import subprocess
import sys

import pytest

from mneme_cli.cli.mcp import answers, decisions
from mneme_cli.cli.mcp.tools import TOOLS
from tests.cli.shared_agent import here
from tests.commands.ask import ADR, BAD, DAY, ORDER, RULE, small_shop

FINE = "import os\n"
PATCH = f"*** Begin Patch\n*** Update File: {ORDER}\n@@\n-import os\n+import shop.infra\n*** End Patch\n"
DIFF = f"--- a/{ORDER}\n+++ b/{ORDER}\n@@ -1 +1 @@\n-import os\n+import shop.infra\n"


@pytest.fixture
def shop(repo, monkeypatch):
    monkeypatch.setenv("MNEME_AS_OF", DAY)
    small_shop(repo).commit("a shop")
    return repo


def called(tool, **given):
    (heard,) = here(lambda agent: agent.call(tool, **given))
    return heard


@pytest.mark.parametrize(
    ("given", "outcome"),
    [
        ({"path": ORDER, "content": BAD}, "block"),
        ({"path": ORDER, "content": FINE}, "allow"),
        ({"path": ORDER, "old_string": "import os", "new_string": "import shop.infra"}, "block"),
        ({"path": ORDER, "old_string": "import os", "new_string": "import json", "replace_all": True}, "allow"),
        ({"path": "src/shop/domain/new.py", "old_string": "", "new_string": BAD}, "block"),
        ({"patch": PATCH}, "block"),
        ({"patch": DIFF}, "block"),
        ({"path": ORDER, "patch": "@@\n-import os\n+import shop.infra\n"}, "block"),
        ({"path": ADR, "content": RULE.replace("shop.infra", "shop.web")}, "ask"),
        ({"path": "notes.txt", "content": BAD}, "allow"),
    ],
)
def test_an_edit_gets_the_verdict_of_the_hook_and_is_not_written(shop, given, outcome):
    heard = called("check_edit", **given)

    assert heard.data["outcome"] == outcome
    assert sorted(heard.data) == ["context", "outcome", "reason", "told", "version"]
    assert heard.text.startswith(f"{outcome}: ")
    assert given.get("path", ORDER) in heard.text
    assert heard.data["reason"] in heard.text
    assert not heard.failed
    assert shop.git("status", "--porcelain") == ""


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"path": ORDER, "old_string": "import nothing", "new_string": FINE}, f"old_string is not in the file {ORDER}"),
        ({"path": ORDER, "old_string": "o", "new_string": "a"}, f"old_string stands 2 times in {ORDER}"),
        ({"path": ORDER, "old_string": "", "new_string": FINE}, f"old_string is empty, and {ORDER} is not"),
        ({"path": "src/no.py", "old_string": "a", "new_string": "b"}, "there is no file src/no.py"),
        ({"patch": PATCH.replace("-import os", "-import nothing")}, f"the patch does not fit {ORDER}"),
        ({"patch": DIFF.replace("-import os", "-import nothing")}, f"the patch does not fit {ORDER}"),
        ({"patch": PATCH.replace(ORDER, "src/no.py")}, "there is no file src/no.py"),
        ({"patch": "*** Begin Patch\n*** Delete File: src/no.py\n*** End Patch\n"}, "there is no file src/no.py"),
    ],
)
def test_an_edit_that_does_not_fit_the_file_is_said_and_not_judged(shop, given, said):
    heard = called("check_edit", **given)

    assert heard.failed
    assert said in heard.text


def test_an_edit_fits_whatever_the_line_ends(shop):
    shop.write({ORDER: "import os\r\nx = 1\r\n"})

    heard = called("check_edit", path=ORDER, old_string="import os\nx = 1", new_string="import shop.infra\nx = 1")

    assert heard.data["outcome"] == "block"


def test_a_warning_stops_nothing_and_is_said(shop):
    shop.commit("only advice", {ADR: RULE + "    level: advise\n"})

    heard = called("check_edit", path=ORDER, content=BAD)

    assert (heard.data["outcome"], heard.data["reason"]) == ("warn", "")
    assert heard.text.startswith(f"warn: nothing stops this edit of {ORDER}\n")
    assert "ADR-0001#no-infra" in heard.text


def test_of_many_files_some_are_named(shop):
    patch = "".join(f"*** Add File: src/shop/domain/f{at}.py\n+import os\n" for at in range(8))

    assert called("check_edit", patch=patch).text == (
        "allow: no rule objects to this edit of src/shop/domain/f0.py, src/shop/domain/f1.py, src/shop/domain/f2.py, "
        "src/shop/domain/f3.py, src/shop/domain/f4.py and 3 more\n"
    )


WAYS = "give path and content; or path, old_string and new_string; or a patch"


@pytest.mark.parametrize(
    ("tool", "given", "message", "hint"),
    [
        ("check_edit", {}, "an edit is said in one way", WAYS),
        ("check_edit", {"path": ORDER}, "an edit is said in one way", WAYS),
        ("check_edit", {"path": ORDER, "content": "", "patch": PATCH}, "an edit is said in one way", WAYS),
        ("check_edit", {"content": ""}, "the edit names no file", WAYS),
        ("check_edit", {"path": ORDER, "new_string": ""}, "a replacement has two texts", "old_string, as it stands"),
        ("check_edit", {"patch": "nonsense"}, "the patch names no file", "*** Update File: PATH"),
        ("check_edit", {"path": "src/shop", "content": ""}, "src/shop is a folder", "name the file"),
        ("check_edit", {"path": ".", "content": ""}, ". is a folder", "name the file"),
        ("check_edit", {"path": "../x.py", "content": ""}, "../x.py lies outside the repository", "inside it"),
        ("check_edit", {"patch": PATCH.replace("src/", "../")}, "lies outside the repository", "inside it"),
        ("may", {}, "'from' is missing; 'to' is missing", "may takes from (a text), to (a text)"),
        ("may", {"form": "a", "to": 3}, "there is no argument 'form' (did you mean 'from'?); 'from' is missing", ""),
        ("may", {"from": "a", "to": 3}, "'to' is not a text", "may takes from"),
        ("may", {"from": "nothing", "to": "json"}, "nothing here is called 'nothing'", "name a file"),
        ("why", {"what": ""}, "'what' is empty", "why takes what (a text)"),
        ("why", {"what": "ADR-0009"}, "'ADR-0009' is no file, no rule and no finding", "did you mean ADR-0001?"),
        ("packet", {"budget": 3}, "'budget' is not between 100 and 100000", "paths (a list of texts, optional)"),
        ("packet", {"budget": True}, "'budget' is not an integer", ""),
        ("packet", {"paths": "src"}, "'paths' is not a list of texts", ""),
        ("packet", {"paths": ["src", 1]}, "'paths' is not a list of texts", ""),
        ("packet", {"paths": ["/elsewhere"]}, "/elsewhere lies outside the repository", "inside it"),
        ("search", {"words": "?"}, "there is no word to search for", "give words"),
        ("search", {"words": "a", "state": "live"}, "'state' is none of not-decided, scheduled, in-force", ""),
        ("search", {"words": "a", "limit": 0}, "'limit' is not between 1 and 100", ""),
        ("enforce", {}, "there is no tool 'enforce'", "one of: packet, may, check_edit, why, search"),
    ],
)
def test_who_asks_wrongly_is_told_what_is_wrong_and_what_to_do(shop, tool, given, message, hint):
    heard = called(tool, **given)

    assert heard.failed
    assert message in heard.data["error"]["message"]
    assert hint in heard.data["error"]["hint"]
    assert heard.text.startswith("mneme: ")
    assert message in heard.text
    assert hint in heard.text


def test_a_search_says_who_holds_which_words(shop):
    heard = called("search", words="infrastructure, domain kafka", state="in-force")

    assert heard.data == {
        "version": 1,
        "words": ["infrastructure", "domain", "kafka"],
        "left_out": 0,
        "decisions": [
            {
                "id": "ADR-0001",
                "title": "The domain knows no infrastructure",
                "state": "in-force",
                "by": [],
                "date": "2026-01-01",
                "live": 1,
                "rules": 1,
                "path": ADR,
                "pack": "",
                "held": ["infrastructure", "domain"],
            }
        ],
    }
    assert heard.text == (
        "Holding only infrastructure, domain\nADR-0001  in-force  2026-01-01  The domain knows no infrastructure\n"
    )


def test_a_search_that_finds_nothing_or_too_much_says_so(shop):
    shop.write({f"docs/decisions/ADR-{at:04}.yaml": RULE.replace("ADR-0001", f"ADR-{at:04}") for at in (2, 3, 4)})

    assert called("search", words="kafka").text == "No decision holds kafka. `mneme list` shows all decisions.\n"
    assert called("search", words="a1 b2 c3").text.startswith("No decision holds at least half of a1, b2, c3.")
    few = called("search", words="domain", limit=1)
    assert few.text.endswith("\nand 3 decisions more: search for more words\n")
    assert (few.data["left_out"], [each["id"] for each in few.data["decisions"]]) == (3, ["ADR-0001"])


def test_a_packet_says_where_there_is_nothing_yet_and_where_nothing_holds(shop):
    assert called("packet", paths=["src/shop/new.py"]).text.endswith("\nThere is nothing at src/shop/new.py yet.\n")
    assert "No decision in force governs this." in called("packet", paths=["src/shop/infra/"]).text
    assert called("packet", paths=["src/shop/infra/"]).data["entries"] == []


def test_what_has_no_decisions_is_served_too(repo):
    repo.commit("nothing decided", {"a.py": "import os\n"})

    made = here(
        lambda agent: agent.may("a.py", "json"),
        lambda agent: agent.call("check_edit", path="a.py", content="import json\n"),
        lambda agent: agent.call("search", words="anything"),
        lambda agent: agent.listed(),
    )

    assert [each.failed for each in made[:3]] == [False] * 3
    assert (made[0].data["answer"], made[1].data["outcome"], made[2].data["decisions"], made[3]) == (
        "yes",
        "allow",
        [],
        [],
    )


def test_a_file_name_that_is_no_text_is_spelled(shop):
    with open(os.fsencode(f"{shop.root}/src/shop/domain/") + b"b\xffd.py", "w") as file:
        file.write(BAD)
    shop.commit("a strange name")

    why = called("why", what="ADR-0001#no-infra")

    assert "b\\xffd.py" in why.text
    assert [each["path"] for each in why.data["rules"][0]["findings"]] == ["src/shop/domain/b\\xffd.py"]


def test_what_nobody_can_see_is_spelled(shop):
    heard = called("check_edit", path="src/\x1b[31m.txt", content="")

    assert heard.text == "allow: no rule objects to this edit of src/\\x1b[31m.txt\n"


def test_our_own_failure_is_owned_and_tells_the_client_no_secrets(shop, monkeypatch, capsys):
    def fail(*_):
        raise KeyError(shop.root)

    may = next(tool for tool in TOOLS if tool.name == "may")
    monkeypatch.setattr("mneme_cli.cli.mcp.tools.TOOLS", (may._replace(work=fail),))
    monkeypatch.setattr(decisions, "corpus", fail)

    heard, read = here(lambda agent: agent.may(ORDER, "json"), lambda agent: agent.refused("mneme://decision/ADR-0001"))

    assert heard.failed
    assert heard.data["error"]["message"] == "mneme failed: KeyError"
    assert "This is a bug of ours" in heard.text
    assert (read[0], read[2]["message"]) == (-32603, "mneme failed: KeyError")
    assert capsys.readouterr().err.count("A report to paste into an issue") == 2


def test_errors_of_decisions_are_named_up_to_a_point(shop):
    shop.write({f"docs/decisions/ADR-{at:04}.yaml": f"id: ADR-{at:04}\n" for at in range(2, 8)})

    heard = called("search", words="domain")

    assert heard.failed
    assert heard.text.count("\nE-") == 10
    assert f"\nand {len(heard.data['problems']) - 10} more: mneme lint\n" in heard.text
    assert len(heard.data["problems"]) > 10


def test_every_tool_is_answered_by_a_function_of_its_name():
    assert [tool.work for tool in TOOLS] == [getattr(answers, tool.name) for tool in TOOLS]


def test_only_one_file_knows_the_sdk():
    """The other doors start without it; ADR-0009 holds the same for what mneme sees."""
    code = "import sys; from mneme_cli.cli.mcp import answers, decisions, tools; sys.exit('mcp' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
