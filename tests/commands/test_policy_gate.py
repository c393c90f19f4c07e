"""What only weakens the policy waits where people approve it, and names are compared by what they hold."""

import json

import pytest

from tests.commands.test_policy_diff import ORDER, PURE, WAIVER, edit, touches
from tests.gates.conftest import pull


def test_a_rule_that_is_weakened_alone_waits_for_an_approval_where_people_give_one(mneme, branch):
    """Else two changes do what one may not: the first takes the rule away, the second breaks what is no rule."""
    edit(branch, PURE, ("[sqlalchemy, shop.infra]", "[sqlalchemy]"))
    branch.commit("weaker")
    code, made, found = touches(mneme, "main..HEAD")

    assert (code, made["outcome"], made["open"], made["policy"]["open"]) == (1, "ask", [], 1)
    assert found["weakens", "ADR-0007#no-orm"]["approved_by"] is None
    assert mneme("ci", "--base", "main")[0] == 1
    assert "approval needed: 1 change of the policy" in mneme("ci", "--base", "main")[1]
    assert touches(mneme, "main..HEAD", "--approved-by", "eve")[0] == 1
    code, made, found = touches(mneme, "main..HEAD", "--approved-by", "platform")
    assert (code, made["outcome"], made["approved_by"], made["policy"]["open"]) == (0, "allow", "platform", 0)
    assert found["weakens", "ADR-0007#no-orm"]["approved_by"] == "platform"
    code, said, _ = mneme("ci", "--base", "main", "--approved-by", "platform")
    assert code == 0
    assert "allowed, approved by platform" in said


def test_a_check_of_ones_own_work_says_which_gate_asks(mneme, branch):
    edit(branch, PURE, ("[sqlalchemy, shop.infra]", "[sqlalchemy]"))
    code, said, _ = mneme("check")

    assert code == 0
    assert "needs approval: platform" in said
    assert "`mneme policy-diff` and `mneme ci` ask for the approval" in " ".join(said.split())
    assert "has to approve" not in said


@pytest.mark.parametrize(("setting", "expected"), [("allow", 0), ("block", 1)])
def test_what_a_weakened_rule_comes_to_is_for_the_base_to_say(mneme, shop, setting, expected):
    shop.commit("set", {"mneme.yaml": shop.read("mneme.yaml").decode() + f"on_policy_change: {setting}\n"})
    shop.git("checkout", "-q", "-b", "feature")
    edit(shop, PURE, ("[sqlalchemy, shop.infra]", "[sqlalchemy]"))
    code, said, _ = mneme("policy-diff")

    assert code == expected
    assert ("needs approval" in said) == (setting != "allow")
    assert f"on_policy_change: {setting}" in " ".join(mneme("check")[1].split())


def test_a_name_that_holds_other_files_is_told_once_and_by_what_it_holds(mneme, shop):
    rule = "id: ADR-0009\ntitle: Web\nstatus: accepted\ndate: 2026-05-01\nrules:\n  web:\n    forbid:\n      imports: [web]\n    in:\n      - domain\n"
    shop.commit("rule", {"docs/decisions/ADR-0009.yaml": rule})
    shop.git("checkout", "-q", "-b", "feature")
    edit(shop, "mneme.yaml", ("  web: src/shop/web/**", "  web: src/shop/web"))
    code, made, found = touches(mneme)
    assert (code, made["policy"]["looser"]) == (0, 0)
    assert found["changes", "components.web in mneme.yaml"]["says"] == ["other selectors, the same files"]
    assert "W-WEAKER" not in mneme("check")[1]

    edit(shop, "mneme.yaml", ("  web: src/shop/web", "  web: src/shop/web/cart.py"))
    code, made, found = touches(mneme)
    assert code == 1
    assert found["weakens", "ADR-0009#web"]["says"] == ["web means less"]
    said = " ".join(mneme("check")[1].split())
    assert "weakens ADR-0009#web docs/decisions/ADR-0009.yaml:6 web means less" in said
    problems = json.loads(mneme("check", "--format", "json")[1])["problems"]
    assert "this change weakens ADR-0009#web: web means less" in [one["message"] for one in problems]


def test_no_approval_lets_pass_what_a_change_brings_and_accepts_at_once(mneme, branch):
    """The review said that it may pass, the build that it may not, and neither why."""
    branch.write({"src/shop/domain/order.py": "import sqlalchemy\n"})
    assert mneme("baseline", "--allow-growth")[0] == 0
    branch.commit("both at once")
    why = "a baseline accepts what was there before, and no approval changes that"

    for asked in (("policy-diff", "main..HEAD"), ("ci", "--base", "main"), ("check", "--diff", "main..HEAD")):
        code, said, _ = mneme(*asked, "--approved-by", "platform")
        assert (code, asked) == (1, asked)
        assert why in " ".join(said.split())
    said = " ".join(mneme("policy-diff", "main..HEAD", "--format", "markdown", "--approved-by", "platform")[1].split())
    assert "**brought by this change, and accepted in the baseline at once**" in said
    assert "N-GROWN .mneme/baseline.json:4:1 this change brings a finding and accepts it at once" in " ".join(
        mneme("check", "--diff", "main..HEAD")[1].split()
    )


def test_every_format_says_what_holds_a_change_up_that_only_loosens_the_policy(mneme, branch, tmp_path, monkeypatch):
    """A red build without a word of why: the one finding that there was is none, as no code depends on it yet."""
    config = branch.read("mneme.yaml").decode()
    branch.commit("leave alone", {"mneme.yaml": f"{config}exclude: [src/shop/web/**]\n"})
    place = config.count("\n") + 1
    (tmp_path / "event").write_text(json.dumps(pull(branch.git("rev-parse", "main"), branch.git("rev-parse", "HEAD"))))
    for name, value in ("ACTIONS", "true"), ("EVENT_NAME", "pull_request"), ("EVENT_PATH", f"{tmp_path}/event"):
        monkeypatch.setenv(f"GITHUB_{name}", value)
    names = ("sarif", "gitlab", "junit", "rdjson")

    code, log, _ = mneme("ci", *(word for name in names for word in ("-o", f"{name}={tmp_path}/{name}")))

    assert code == 1
    every = [log, *((tmp_path / name).read_text() for name in names)]
    assert [each for each in every if "W-WEAKER" in each] == []
    said = "exclude in mneme.yaml weakens: leaves alone"
    (noted,) = [line for line in log.split("\n") if line.startswith("::error")]
    assert noted.startswith(f"::error title=approval needed,file=mneme.yaml,line={place}::{said}")
    assert noted.endswith("needs approval: platform")
    (issue,) = _needed(json.loads((tmp_path / "gitlab").read_text()), lambda one: one["check_name"])
    assert (issue["severity"], issue["location"]["lines"]["begin"]) == ("major", place)
    assert issue["description"].startswith(said)
    rows = json.loads((tmp_path / "rdjson").read_text())["diagnostics"]
    (told,) = _needed(rows, lambda one: one["code"]["value"])
    assert told["severity"] == "ERROR"
    assert told["message"].startswith(said)
    (run,) = json.loads((tmp_path / "sarif").read_text())["runs"]
    (notice,) = run["invocations"][0]["toolExecutionNotifications"]
    assert (notice["level"], notice["message"]["text"].startswith(f"Approval needed: {said}")) == ("error", True)
    case = (tmp_path / "junit").read_text()
    assert '<failure message="1 change of the policy without the approval that it needs"' in case
    assert said in case
    assert "contradict" not in case


@pytest.mark.parametrize("report", ["github", "sarif", "gitlab", "junit", "rdjson"])
def test_what_waits_for_nobody_here_is_told_to_a_service_as_weaker(mneme, branch, report):
    edit(branch, PURE, ("[sqlalchemy, shop.infra]", "[sqlalchemy]"))

    assert mneme("check", "--format", report)[1].count("W-WEAKER") == 1


@pytest.mark.parametrize("report", ["github", "sarif", "gitlab", "junit", "rdjson"])
def test_what_is_approved_is_told_to_a_service_as_weaker_while_another_waits(mneme, shop, report):
    rule = "id: ADR-0009\ntitle: Web\nstatus: accepted\ndate: 2026-05-01\nrules:\n  web:\n    forbid: {imports: [requests, httpx]}\n    waivable_by: [eve]\n"
    shop.commit("rule", {"docs/decisions/ADR-0009.yaml": rule})
    shop.git("checkout", "-q", "-b", "feature")
    edit(shop, "docs/decisions/ADR-0009.yaml", ("requests, httpx", "httpx"))
    edit(shop, PURE, ("[sqlalchemy, shop.infra]", "[sqlalchemy]"))
    shop.commit("both")

    code, said, _ = mneme("ci", "--base", "main", "--approved-by", "eve", "--format", report)
    assert (code, said.count("W-WEAKER")) == (1, 1)
    assert "his change weakens ADR-0009#web" in said
    assert "needs approval: platform" in said


def _needed(rows, name):
    return [one for one in rows if name(one) == "approval needed"]


def test_a_rule_that_goes_says_why_and_when(mneme, branch):
    edit(branch, PURE, ("date: 2026-03-14", "date: 2026-03-14\neffective: 2026-09-01"))
    assert touches(mneme)[2]["goes", "ADR-0007#no-orm"]["says"][0] == "scheduled: it begins on 2026-09-01"
    edit(branch, PURE, ("status: accepted", "status: proposed"))
    assert touches(mneme)[2]["goes", "ADR-0007#no-orm"]["says"][0] == "not decided: its status is proposed"


def test_a_rule_that_is_weaker_by_a_waiver_alone_is_told_at_the_waiver(mneme, branch):
    edit(branch, WAIVER, ("2027-06-30", "2027-12-31"))
    code, out, _ = mneme("check", "--format", "json")
    (told,) = [one for one in json.loads(out)["problems"] if one["code"] == "W-WEAKER"]
    assert (code, told["path"], told["message"].endswith("waiver W-0001 until 2027-12-31")) == (0, WAIVER, True)


def test_a_hint_names_the_command_that_was_asked_and_what_is_still_to_do(mneme, branch):
    """A waiver that is a commit of its own already was to be committed first; a build was to be asked as `mneme check`."""
    alone = "To commit it, commit what it does to the policy first and alone."
    branch.write({ORDER: "import sqlalchemy\n"})
    edit(branch, PURE, ("[sqlalchemy, shop.infra]", "[shop.infra]"))
    said = " ".join(mneme("check")[1].split())
    assert "passes it with `mneme check --approved-by NAME`" in said
    assert alone in said

    branch.git("commit", "-qm", "policy", "--", PURE)
    said = " ".join(mneme("check")[1].split())
    assert "passes it with `mneme check --approved-by NAME`" in said
    assert alone not in said

    branch.commit("both")
    code, said, _ = mneme("ci", "--base", "main", "-o", "said.md")
    assert code == 1
    assert "passes it with `mneme ci --approved-by NAME`" in " ".join(said.split())
    assert "`mneme ci --approved-by NAME`" in branch.read("said.md").decode()
    assert alone not in said
