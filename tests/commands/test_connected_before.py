"""A new import between two that a chain connects already: what was accepted is the chain, and not the import."""

import pytest

from tests.commands.ask import mneme, ready
from tests.hooks.shop import denial, hook, payload

pytestmark = pytest.mark.usefixtures("repo")
ORDER, DB = "shop/domain/order.py", "shop/infra/db.py"
CHAIN = "from shop.app.session import f\n"
DIRECT = CHAIN + "from shop.infra.db import x\n"
RULE = (
    "id: ADR-0001\ntitle: The domain knows no infra\nstatus: accepted\ndate: 2026-01-01\nrules:\n  no-infra:\n    {}\n"
)
FILES = {
    "shop/__init__.py": "",
    "shop/domain/__init__.py": "",
    "shop/app/__init__.py": "",
    "shop/infra/__init__.py": "",
    "shop/app/session.py": "from shop.infra import db\n",
    DB: "x = 1\n",
    ORDER: CHAIN,
}
BOTH = "{forbid: {imports: [shop.infra], reaches: [shop.infra]}, in: [shop/domain/**]}"
REACHES = "{forbid: {reaches: [shop.infra]}, in: [shop/domain/**]}"
IMPORTS = REACHES.replace("reaches", "imports")
LAYERS = "{layers: {order: [shop.infra, shop.domain]}}"
accepted = pytest.mark.parametrize("baseline", [False, True], ids=["existing", "baseline"])


def build(repo, rule, baseline):
    """Commit the shop with its chain, and accept that in the baseline or not at all."""
    repo.commit("a shop", {**FILES, "docs/decisions/ADR-0001.yaml": RULE.format(rule)})
    if baseline and rule != IMPORTS:
        assert mneme("baseline").code == 0
        repo.commit("the debt", {})
    mneme("check", "--all")
    return ready(repo)


def changed(repo):
    """Return the answer of the agent's hook to the import, and what the check says once it is committed."""
    said = hook("claude", payload("claude", repo.root, ORDER, DIRECT))
    repo.git("checkout", "-q", "-b", "feature")
    repo.commit("a shorter way", {ORDER: DIRECT})
    return said, mneme("check", "--diff", "main..feature")


@accepted
@pytest.mark.parametrize("rule", [BOTH, IMPORTS], ids=["imports and reaches", "imports"])
def test_where_the_rule_bans_the_import_by_itself_it_is_introduced(repo, rule, baseline):
    told, said = changed(build(repo, rule, baseline))

    head = "ADR-0001#no-infra blocks this" if rule == IMPORTS else "Allowed for now, and breaks ADR-0001#no-infra"
    assert f"{head}: {ORDER}:2 imports {DB} (x)." in told.text
    assert bool(denial("claude", told)) == (rule == IMPORTS)  # a rule with a part on chains stops no single edit
    assert said.code == 1
    assert f"BLOCK  ADR-0001#no-infra  {ORDER}:2:1  imports {DB} (x)" in said.text
    assert "blocked: 1 finding of 1 rule" in said.text


@accepted
@pytest.mark.parametrize("rule", [REACHES, LAYERS], ids=["reaches", "layers"])
def test_where_it_bans_chains_the_pair_is_said_to_have_been_connected(repo, rule, baseline):
    silent, said = changed(build(repo, rule, baseline))

    assert (silent.out, said.code) == (b"", 0)
    told = said.words
    assert f"{ORDER}:2 imports {DB}, which it reached before" in told
    assert "no new finding" in told
    assert "no finding" not in told
    found = mneme("check", "--diff", "main..feature", "--format", "json").page["findings"]
    assert [(each["status"], each["outcome"], bool(each.get("aside"))) for each in found] == [
        ("existing", "allow", baseline)
    ]


def test_an_import_that_only_says_more_is_none_that_is_added(repo):
    build(repo, REACHES, baseline=False)
    repo.commit("a short way", {ORDER: DIRECT})
    repo.git("checkout", "-q", "-b", "feature")
    repo.commit("renamed", {ORDER: DIRECT.replace("import x", "import x as x")})

    said = mneme("check", "--diff", "main..feature")

    assert (said.code, "no finding" in said.words, "reached before" in said.words) == (0, True, False)
