"""What the documentation promises, end to end: real repositories, both doors, what they say and their exit codes."""

from __future__ import annotations

import json
import os
import subprocess

import pytest

from mneme_cli.store import policy as policies
from tests.commands.ask import ADR, BAD, DB, ORDER, RULE, environment, mneme, small_shop
from tests.commands.conftest import SHOP
from tests.real.conftest import sdist
from tests.real.projects import PROJECTS, Scratch

CHECK = ("check", "--format", "json")
WAIVER = """\
waiver: W-0001
waives: [ADR-0001#no-infra]
in: [src/shop/domain/order.py]
until: 2026-04-30
approved_by: platform
because: moves out with SHOP-812
"""


@pytest.fixture
def shop(repo):
    """A small shop, committed on main, with a branch checked out."""
    small_shop(repo).write({"mneme.yaml": "source_roots:\n  - src\napprovers: [platform]\n"}).commit("shop")
    repo.git("checkout", "-q", "-b", "feature")
    return repo


def told(page):
    return [(one["rule"], one["path"], one["line"], one["status"], one["outcome"]) for one in page["findings"]]


def hook(repo, path, text, day):
    payload = {
        "hook_event_name": "PreToolUse",
        "session_id": "s",
        "cwd": repo.root,
        "tool_name": "Write",
        "tool_input": {"file_path": f"{repo.root}/{path}", "content": text},
    }
    said = mneme("hook", "claude", "pre-tool", cwd=repo.root, given=json.dumps(payload).encode(), MNEME_AS_OF=day)
    assert said.code == 0
    answer = json.loads(said.out)["hookSpecificOutput"] if said.out else {}
    return answer.get("permissionDecision"), answer.get("permissionDecisionReason", "")


def test_an_unchanged_file_whose_import_breaks_because_another_was_renamed(shop):
    rule = RULE.replace("imports:\n        - shop.infra", "unresolved: true")
    shop.commit("a file that imports", {ADR: rule, ORDER: "import os\nimport shop.infra.db\n"})
    shop.git("mv", DB, "src/shop/infra/store.py")

    for how in (("--staged",), ()):
        said = mneme(*CHECK, *how, cwd=shop.root)
        assert told(said.page) == [("ADR-0001#no-infra", ORDER, 2, "introduced", "block")]
        assert said.code == 1
    shop.git("commit", "-qm", "rename")
    assert told(mneme(*CHECK, "--diff", "HEAD~1..HEAD", cwd=shop.root).page)[0][3] == "introduced"
    assert told(mneme(*CHECK, "--diff", "HEAD..HEAD", cwd=shop.root).page) == []


def test_a_rename_that_moves_a_file_into_what_others_must_not_import(shop):
    shop.commit("ports", {"src/shop/ports/__init__.py": "from .db import x\n", "src/shop/ports/db.py": "x = 1\n",
                          ORDER: "from shop.ports import x\n"})  # fmt: skip
    shop.git("mv", "src/shop/ports/db.py", "src/shop/infra/pg.py")
    shop.stage({"src/shop/ports/__init__.py": "from shop.infra.pg import x\n"})

    said = mneme(*CHECK, "--staged", cwd=shop.root)

    assert told(said.page) == [("ADR-0001#no-infra", ORDER, 1, "introduced", "block")]
    assert "through src/shop/ports/__init__.py" in said.page["findings"][0]["claim"]


def test_an_old_violation_blocks_neither_an_edit_nor_a_commit(shop):
    old = f"import os\n{BAD}"
    shop.git("checkout", "-q", "main")
    shop.commit("old debt", {ORDER: old})
    shop.git("checkout", "-q", "-B", "feature")

    assert hook(shop, ORDER, f"import os\nimport sys\n{BAD}", "2026-04-01") == (None, "")
    assert hook(shop, ORDER, f"{old}\nx = os.sep\n", "2026-04-01") == (None, "")
    verdict, why = hook(shop, ORDER, f"{old}import shop.infra\n", "2026-04-01")
    assert verdict == "deny"
    assert f"{ORDER}:3 " in why
    assert f"{ORDER}:2 " not in why

    shop.stage({ORDER: f"import sys\n\n\n{old}"})
    said = mneme(*CHECK, "--staged", cwd=shop.root)
    assert (said.code, told(said.page)) == (0, [("ADR-0001#no-infra", ORDER, 5, "existing", "allow")])
    shop.git("mv", ORDER, "src/shop/domain/moved.py")
    said = mneme(*CHECK, "--staged", cwd=shop.root)
    assert (said.code, [one[3] for one in told(said.page)]) == (0, ["existing"])
    assert mneme(*CHECK, "--all", cwd=shop.root).code == 1


def test_a_waiver_ends_at_midnight_though_nothing_was_written(shop):
    shop.commit("waived", {"docs/decisions/W-0001.yaml": WAIVER})
    shop.git("branch", "-f", "main", "HEAD")  # an exception that the base does not have is asked about
    stored = f"{shop.root}/.git/mneme/policy"

    assert hook(shop, ORDER, BAD, "2026-04-30") == (None, "")
    last = policies.load(stored).until
    verdict, why = hook(shop, ORDER, BAD, "2026-05-01")
    assert verdict == "deny"
    assert "ADR-0001#no-infra" in why
    assert policies.load(stored).since == last + 1
    assert hook(shop, ORDER, BAD, "2026-04-30") == (None, ""), "the day counts, not which policy was compiled last"

    shop.stage({ORDER: BAD})
    codes = [mneme(*CHECK, "--staged", "--as-of", day, cwd=shop.root).code for day in ("2026-04-30", "2026-05-01")]
    assert codes == [0, 1]
    shop.git("commit", "-qm", "used")
    shop.stage({ORDER: f"{BAD}import os\n"})
    due = mneme(*CHECK, "--staged", "--as-of", "2026-05-01", cwd=shop.root)
    assert due.code == 1
    assert "W-0001 ended 2026-04-30" in due.text


@pytest.mark.parametrize(
    "weaker",
    [
        RULE.replace("accepted", "retired"),
        RULE.replace("- src/shop/domain/**", "- src/shop/infra/**"),
        RULE + "    except:\n      src/shop/domain/order.py: just this once\n",
        RULE + "    level: advise\n",
    ],
    ids=["retired", "narrowed", "excepted", "advised"],
)
def test_a_diff_that_edits_the_rule_it_breaks_needs_approval(shop, weaker):
    shop.stage({ADR: weaker, ORDER: BAD})

    asked = mneme(*CHECK, "--staged", cwd=shop.root)
    assert asked.code == 1
    assert (asked.page["outcome"], asked.page["changed_policy"]) == ("ask", ["ADR-0001#no-infra"])
    words = mneme("check", "--staged", cwd=shop.root).words
    assert "approval needed: 1 finding" in words
    assert "ADR-0001#no-infra" in words
    assert mneme(*CHECK, "--staged", "--approved-by", "somebody", cwd=shop.root).code == 1
    granted = mneme(*CHECK, "--staged", "--approved-by", "platform", cwd=shop.root)
    assert (granted.code, granted.page["approved_by"]) == (0, "platform")

    shop.git("commit", "-qm", "both at once")
    assert mneme(*CHECK, "--diff", "main..HEAD", cwd=shop.root).code == 1
    assert mneme(*CHECK, "--diff", "main..HEAD", "--approved-by", "platform", cwd=shop.root).code == 0


def test_a_diff_that_brings_its_own_approver_is_not_approved(shop):
    shop.stage({"mneme.yaml": "source_roots:\n  - src\napprovers: [me]\n", ADR: RULE.replace("accepted", "retired"),
                ORDER: BAD})  # fmt: skip
    assert mneme(*CHECK, "--staged", "--approved-by", "me", cwd=shop.root).code == 1
    assert mneme(*CHECK, "--staged", "--approved-by", "platform", cwd=shop.root).code == 0


@pytest.mark.parametrize(("hide", "found"), [(False, ["src/shop/web/page.py"]), (True, [])])
def test_an_excused_edge_hides_no_chain_unless_it_says_so(shop, hide, found):
    law = (
        "id: ADR-0002\ntitle: Order\nstatus: accepted\ndate: 2026-01-01\nrules:\n  layers:\n"
        "    layers: [src/shop/web, src/shop/domain]\n    except:\n"
        f'      "shop.domain.order -> shop.tools": {{because: it is only tools, hide: {str(hide).lower()}}}\n'
    )
    shop.write({"docs/decisions/ADR-0002.yaml": law, "src/shop/tools.py": "import shop.web.page\n",
                "src/shop/web/page.py": "", ORDER: "import shop.tools\n"})  # fmt: skip

    page = mneme(*CHECK, "--all", cwd=shop.root).page

    assert [one["target"] for one in page["findings"] if one["outcome"] == "block"] == found
    assert all(one["chain"][0]["target"] == "src/shop/tools.py" for one in page["findings"])


def test_an_excused_edge_excuses_itself_alone(shop):
    law = (
        "id: ADR-0002\ntitle: Order\nstatus: accepted\ndate: 2026-01-01\nrules:\n  layers:\n"
        "    layers: [src/shop/web, src/shop/app, src/shop/domain]\n    except:\n"
        '      "shop.domain.order -> shop.tools": wired once\n'
        '      "shop.domain.order -> shop.app.cart": wired once\n'
    )
    shop.write({"docs/decisions/ADR-0002.yaml": law, "src/shop/tools.py": "import shop.web.page\n",
                "src/shop/web/page.py": "", "src/shop/app/cart.py": "",
                ORDER: "import shop.tools\nimport shop.app.cart\n"})  # fmt: skip

    page = mneme(*CHECK, "--all", cwd=shop.root).page

    assert sorted((one["target"], one["outcome"]) for one in page["findings"]) == [
        ("src/shop/app/cart.py", "allow"),
        ("src/shop/web/page.py", "block"),
    ]


@pytest.mark.parametrize("second", ["ADR-0001", "ADR-1"])
def test_two_files_with_one_number_are_an_error_in_both(shop, second):
    other = RULE.replace("id: ADR-0001", f"id: {second}").replace("no-infra", "again")
    shop.write({"docs/decisions/ADR-0001-other.yaml": other, ORDER: BAD})

    lint = mneme("lint", cwd=shop.root)
    assert lint.code == 2
    assert ADR in lint.words
    assert "docs/decisions/ADR-0001-other.yaml" in lint.words
    assert "renumber" in lint.words
    assert mneme("check", cwd=shop.root).code == 2


def test_an_id_of_digits_stays_what_was_written(shop):
    shop.write({ADR: RULE.replace("id: ADR-0001", "id: 0012"), ORDER: BAD})

    said = mneme(*CHECK, "--all", cwd=shop.root)

    assert (said.code, [one["rule"] for one in said.page["findings"]]) == (1, ["0012#no-infra"])
    assert "0012" in mneme("list", cwd=shop.root).text
    assert mneme("show", "0012", cwd=shop.root).code == 0
    shop.write({"docs/decisions/other.yaml": RULE.replace("id: ADR-0001", "id: 12")})
    assert mneme("lint", cwd=shop.root).code == 2


WORLDS = [("0", "UTC", "C"), ("1", "Pacific/Kiritimati", "C.UTF-8"), ("4711", "America/Los_Angeles", "tr_TR.UTF-8")]
FORMATS = ("sarif", "text", "github")


def verdicts(folder, place, formats=FORMATS):
    """Run one check under every seed, clock and language; return what was said, which must be the same bytes."""
    outputs = [word for form in formats for word in ("--format", form, "--output", f"{place}/{form}.out")]
    for seed, zone, words in WORLDS:
        env = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": words}
        yield "json", mneme("check", "--all", *outputs, "--format", "json", cwd=folder, **env).out
        for form in formats:
            with open(f"{place}/{form}.out", "rb") as file:
                yield form, file.read()


def clones(repo, folder):
    """Clone a repository into two folders of unlike names."""
    for name in ("one", "another place/deeper"):
        place = os.path.join(folder, name)
        os.makedirs(os.path.dirname(place), exist_ok=True)
        subprocess.run(["git", "clone", "-q", str(repo), place], check=True, capture_output=True, env=environment())
        yield place


def test_the_same_check_says_the_same_bytes_everywhere(repo, tmp_path):
    files = {str(path.relative_to(SHOP)): path.read_bytes() for path in SHOP.rglob("*") if path.is_file()}
    change = SHOP.parent / "change"
    files |= {str(path.relative_to(change)): path.read_bytes() for path in change.rglob("*.py")}
    repo.commit(
        "shop", {**files, "src/shop/é.py": "import shop.web\n", "src/shop/domain/ı.py": "import shop.web.cart\n"}
    )

    said = {one for place in clones(repo.path, tmp_path / "clones") for one in verdicts(place, tmp_path)}

    assert sorted(form for form, _ in said) == sorted(("json", *FORMATS))
    assert all(out for _, out in said)
    assert len(json.loads(next(out for form, out in said if form == "json"))["findings"]) > 3


@pytest.mark.slow
@pytest.mark.real
def test_a_real_project_says_the_same_bytes_everywhere(clean, tmp_path):
    project = PROJECTS["mcp-coder"]
    scratch = Scratch(project, sdist(project.name, project.version), tmp_path / "real")
    scratch.write({"src/mcp_coder/constants.py": b"import subprocess, git, httpx\nfrom mcp_coder import cli\n"})
    scratch.git("commit", "-qam", "breaches")

    said = {one for place in clones(scratch.root, tmp_path / "clones") for one in verdicts(place, tmp_path, ())}

    ((_, out),) = said
    assert len(json.loads(out)["findings"]) > 3
