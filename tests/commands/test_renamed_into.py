"""A file that a change only renames answers to the rules of its new place, on chains too; old debts go along."""

import pytest

from tests.commands.ask import mneme

CHECK = ("check", "--format", "json")
ADR = "docs/decisions/ADR-0001.yaml"
HEAD = "id: ADR-0001\ntitle: The domain stands alone\nstatus: accepted\ndate: 2026-01-01\nrules:\n"
ALONE = "  alone:\n    forbid:\n      reaches: [shop.infra]\n    in: [shop/domain/**]\n"
PURE = "  pure:\n    forbid:\n      reaches: [shop.infra]\n    in: [shop/app/**, shop/domain/**]\n"
LAWS = {
    "reaches": HEAD + ALONE,
    "layers": HEAD + "  alone:\n    layers: [shop/infra, shop/domain]\n    in: [shop/**]\n",
    "independent": HEAD + "  alone:\n    independent: [shop.domain, shop.infra]\n",
}
LOOSE, MOVED = "shop/app/loose.py", "shop/domain/loose.py"


@pytest.fixture
def shop(repo):
    """A shop with a file outside the domain that reaches the infrastructure by way of a port."""
    repo.write({f"shop/{name}__init__.py": "" for name in ("", "domain/", "infra/", "app/", "ports/")})
    repo.write({"shop/infra/db.py": "x = 1\n", "shop/ports/p.py": "import shop.infra.db\n"})
    repo.commit("shop", {LOOSE: "import shop.ports.p\n", "shop/domain/order.py": "y = 1\n"})
    return repo


def told(said):
    return [(one["rule"], one["path"], one["status"], one["outcome"]) for one in said.page["findings"]]


@pytest.mark.parametrize("law", LAWS)
def test_a_file_renamed_into_a_region_is_judged_there(shop, law):
    shop.commit("law", {ADR: LAWS[law]})
    shop.git("checkout", "-q", "-b", "feature")
    shop.git("mv", LOOSE, MOVED)

    found = [("ADR-0001#alone", MOVED, "introduced", "block")]
    staged = mneme(*CHECK, "--staged", cwd=shop.root)
    assert (staged.code, told(staged)) == (1, found)
    shop.git("commit", "-qm", "rename")
    assert told(mneme(*CHECK, "--diff", "HEAD~1..HEAD", cwd=shop.root)) == found


def test_a_debt_goes_along_where_another_rule_alone_sees_a_new_place(shop):
    shop.commit("law", {ADR: HEAD + ALONE + PURE})
    shop.git("checkout", "-q", "-b", "feature")
    shop.git("mv", LOOSE, MOVED)

    said = mneme(*CHECK, "--staged", cwd=shop.root)

    assert told(said) == [("ADR-0001#alone", MOVED, "introduced", "block")]


@pytest.mark.parametrize("law", LAWS)
def test_a_file_that_becomes_what_others_must_not_reach(shop, law):
    shop.commit("law", {ADR: LAWS[law], "shop/domain/order.py": "import shop.app.loose\n", LOOSE: "x = 1\n"})
    shop.git("checkout", "-q", "-b", "feature")
    shop.git("mv", LOOSE, "shop/infra/loose.py")
    shop.stage({"shop/domain/order.py": "import shop.infra.loose\n"})

    said = mneme(*CHECK, "--staged", cwd=shop.root)

    assert [one[2:] for one in told(said)] == [("introduced", "block")]
