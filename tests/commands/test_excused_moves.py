"""What is excused under one name is not excused under the next: a rename launders no waiver, and no exception either."""

import json
from pathlib import Path

import pytest

from tests.commands.ask import DAY, mneme

ADR, PAPER = "docs/decisions/ADR-0001.yaml", "docs/decisions/W-0001.yaml"
RULE = """\
id: ADR-0001
title: The domain stands alone
status: accepted
date: 2026-01-01
rules:
  alone:
"""
BAN = RULE + "    forbid:\n      imports: [shop.infra]\n    in: [shop/domain/**]\n"
VERBS = {
    "imports": BAN,
    "reaches": BAN.replace("imports:", "reaches:"),
    "layers": RULE + "    layers: [shop/infra, shop/domain]\n",
}
WAIVER = """\
waiver: W-0001
waives: [ADR-0001#alone]
in: [shop/domain/order.py]
until: 2026-12-31
approved_by: platform
because: it moves out soon.
"""
ENDED = WAIVER.replace("2026-12-31", "2026-03-31")
ORDER, NEW = "shop/domain/order.py", "shop/domain/orders.py"
BAD = "import shop.infra.db\n" + "".join(f"x{at} = {at}\n" for at in range(9))
GONE = "W-0001 ended 2026-03-31, 1 day before 2026-04-01"
LIVE = "waiver W-0001 holds for shop/domain/order.py, which this change renames"


@pytest.fixture(params=VERBS)
def law(request):
    return VERBS[request.param]


@pytest.fixture
def shop(repo):
    """A shop on a branch, without a decision yet."""
    repo.write({f"shop/{name}__init__.py": "" for name in ("", "domain/", "infra/", "app/")})
    repo.commit("shop", {"shop/infra/db.py": "x = 1\n", ORDER: BAD, "shop/app/a.py": "import shop.domain.order\n"})
    repo.git("checkout", "-q", "-b", "feature")
    return repo


def based(repo, texts):
    repo.commit("law", texts)
    repo.git("branch", "-f", "main", "feature")


def moved(repo, edited=""):
    repo.git("mv", ORDER, NEW)
    repo.write({NEW: BAD + edited, "shop/app/a.py": "import shop.domain.orders\n"})


def told(*argv):
    said = mneme(*argv, *(("-o", "said.json") if argv[0] == "ci" else ("--format", "json")))
    page = said.page if argv[0] == "check" else json.loads(Path("said.json").read_text())
    rows = [(one["path"], one["status"], one["outcome"], one["due"]) for one in page["findings"]]
    return said.code, rows


ASKED = {
    "check": ("check",),
    "staged": ("check", "--staged"),
    "range": ("check", "--diff", "main..HEAD"),
    "ci": ("ci", "--base", "main", "--as-of", DAY),
}


@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
@pytest.mark.parametrize(("paper", "why"), [(ENDED, GONE), (WAIVER, LIVE)], ids=["ended", "live"])
def test_a_rename_takes_no_waiver_along(shop, law, paper, why, asked):
    based(shop, {ADR: law, PAPER: paper})
    moved(shop)
    shop.stage()
    if asked[-1] == "main..HEAD" or asked[0] == "ci":
        shop.commit("move")

    assert told(*asked) == (1, [(NEW, "due", "block", why)])


@pytest.mark.parametrize("edited", ["", "y = 1\n"], ids=["renamed", "edited too"])
@pytest.mark.parametrize(
    ("paper", "why"), [(ENDED, GONE), (WAIVER, "W-0001 held until 2026-12-31")], ids=["ended", "live"]
)
def test_a_waiver_that_goes_with_a_rename_leaves_what_it_covered_due(shop, law, paper, why, edited):
    based(shop, {ADR: law, PAPER: paper})
    moved(shop, edited)
    shop.remove(PAPER)
    shop.commit("both at once")

    assert told("check") == (1, [(NEW, "due", "block", f"{why}, and this change takes it away")])


def test_a_rename_takes_no_exception_along(shop, law):
    based(shop, {ADR: f"{law}    except:\n      {ORDER}: legacy\n"})
    moved(shop)

    why = f"except {ORDER} holds for {ORDER}, which this change renames"
    assert told("check") == (1, [(NEW, "due", "block", why)])


def test_an_edge_that_is_excused_by_name_is_not_excused_under_another(shop):
    law = BAN + '    except:\n      "shop.domain.order -> shop.infra.db": wired once\n'
    based(shop, {ADR: law, ORDER: BAD})
    shop.git("mv", "shop/infra/db.py", "shop/infra/store.py")
    shop.write({ORDER: BAD.replace("infra.db", "infra.store")})

    code, ((path, status, outcome, why),) = told("check")
    assert (code, path, status, outcome) == (1, ORDER, "due", "block")
    assert why == "except shop.domain.order -> shop.infra.db holds for shop/infra/db.py, which this change renames"


def test_an_exception_that_holds_for_both_names_goes_on(shop, law):
    based(shop, {ADR: law, PAPER: WAIVER.replace("order.py", "*.py")})
    moved(shop)

    assert told("check")[0] == 0
    assert told("check", "--all") == (0, [(NEW, "found", "allow", None)])


def test_a_waiver_that_follows_its_file_is_one_that_somebody_approves_of(shop, law):
    based(shop, {ADR: law, PAPER: WAIVER})
    moved(shop)
    shop.write({PAPER: WAIVER.replace(ORDER, NEW)})

    assert told("check") == (1, [(NEW, "due", "ask", LIVE)])
    assert told("check", "--approved-by", "platform")[0] == 1  # nobody is named in mneme.yaml
    shop.commit("both")
    assert told("check", "--staged")[0] == 0


def test_what_was_accepted_goes_along_with_a_rename(shop, law):
    based(shop, {ADR: law, ORDER: BAD})
    mneme("baseline", "--allow-growth")
    based(shop, {PAPER: ENDED})
    moved(shop)

    assert told("check")[0] == 0


def test_an_ended_waiver_of_a_rule_on_chains_blocks_whoever_touches_its_file(shop, law):
    based(shop, {ADR: law, PAPER: ENDED})
    shop.write({ORDER: BAD + "y = 1\n"})

    assert told("check") == (1, [(ORDER, "due", "block", GONE)])


def test_debt_that_nothing_excused_goes_on_as_debt(shop, law):
    based(shop, {ADR: law})
    moved(shop)

    code, rows = told("check")
    assert (code, [each[1] for each in rows if each[1] != "existing"]) == (0, [])
