"""Writing commands in a real repository: what they write is checked first, and paths are taken from where one stands."""

import pytest
import yaml

from tests.commands.ask import ADR, RULE, mneme, small_shop

LINTER = """\
[importlinter]
root_package = shop
[importlinter:contract:1]
name = The domain is pure
type = forbidden
source_modules = shop.domain
forbidden_modules = shop.infra
"""
WAIVE = ("waive", "ADR-0001#no-infra", "--until", "2026-12-31", "--by", "platform", "--because", "it moves")


@pytest.fixture
def shop(repo):
    small_shop(repo).write({"mneme.yaml": "source_roots: [src]\ncomponents:\n  domain: src/shop/domain/**\n"})
    repo.write({"src/shop/domain/[id].py": "", "src/shop/web/bad.py": ""})
    repo.commit("shop")
    return repo


def written(shop, *words, cwd=""):
    said = mneme(*words, cwd=f"{shop.root}/{cwd}")
    assert said.code == 0, said
    return yaml.safe_load(shop.read(said.words.split("  ")[0].split()[1].partition(":")[0]))


def refused(shop, *words, cwd=""):
    before = sorted(path.name for path in shop.path.rglob("*.yaml"))
    said = mneme(*words, cwd=f"{shop.root}/{cwd}")
    assert said.code == 2
    assert sorted(path.name for path in shop.path.rglob("*.yaml")) == before
    return said.words


@pytest.mark.parametrize(
    ("cwd", "given", "kept"),
    [
        ("", "src/shop/domain/order.py", "src/shop/domain/order.py"),
        ("src/shop", "domain/order.py", "src/shop/domain/order.py"),
        ("src/shop", "./domain", "src/shop/domain/**"),
        ("src/shop/domain", "order.py", "src/shop/domain/order.py"),
        ("src/shop/domain", ".", "src/shop/domain/**"),
        ("src/shop/web", "../domain/**", "src/shop/domain/**"),
        ("src/shop", "domain", "domain"),
        ("src", "shop.domain", "shop.domain"),
        ("src/shop", "path:domain/order.py", "path:src/shop/domain/order.py"),
        ("", "src/shop/domain/o*.py", "src/shop/domain/o*.py"),
        ("src/shop", "src/shop/domain/order.py", "src/shop/domain/order.py"),
        ("src/shop/web", "src/shop/domain/**", "src/shop/domain/**"),
    ],
)
def test_a_place_is_seen_from_where_one_stands(shop, cwd, given, kept):
    assert written(shop, *WAIVE, "--in", given, cwd=cwd)["in"] == [kept]
    assert written(shop, "new", "Title", "--scope", given, cwd=cwd)["scope"] == [kept]
    assert mneme("lint", cwd=shop.root).code == 0


@pytest.mark.parametrize("option", [(*WAIVE, "--in"), ("new", "Title", "--scope")])
@pytest.mark.parametrize(
    ("cwd", "given", "said"),
    [
        ("", "src/nope/order.py", "did you mean src/shop/domain/order.py?"),
        ("src/shop", "./src/shop/domain/order.py", "did you mean domain/order.py?"),
        ("", "src/shop/domain/nothere.py", "name files that are there"),
        ("", "domian", "did you mean 'domain'?"),
        ("", "shop.domian", "did you mean src/shop/domain?"),
        ("", "src/shop/domian/**", "did you mean src/shop/domain?"),
        ("src/shop", "src/shop/domian/**", "did you mean domain?"),
        ("", "nope.py", "there is no file nope.py"),
        ("", "./nope.py", "there is no file nope.py"),
        ("src/shop/domain", "ordr.py", "there is no file src/shop/domain/ordr.py try: did you mean order.py?"),
        ("", "!src/shop/domain", "there is no `!`"),
        ("", "tag:nope", "no component has the tag 'nope'"),
        ("", "src/**/*.rs", "there is no file in src/**/*.rs"),
        ("", "../elsewhere", "outside the repository"),
        ("", "", "is given an empty word"),
    ],
)
def test_a_place_that_is_nowhere_is_not_written(shop, option, cwd, given, said):
    assert said in refused(shop, *option, given, cwd=cwd)


def test_a_rule_is_waived_where_it_speaks(shop):
    words = refused(shop, *WAIVE, "--in", "src/shop/web/bad.py")
    assert "ADR-0001#no-infra does not speak in src/shop/web/bad.py" in words
    assert "src/shop/domain/**" in words


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"--by": "plattform"}, "did you mean platform?"),
        ({"--until": "2026-13-01"}, "'2026-13-01' is not a calendar day"),
        ({"--until": "2025-12-31"}, "2025-12-31 has passed"),
        ({"--because": "  "}, "needs a reason"),
        ({"--because": "WHY"}, "needs a reason"),  # the words of the command that a finding shows
        ({"--by": "NAME"}, "needs somebody who approves it"),
    ],
)
def test_a_value_that_the_reader_would_refuse_is_not_written(shop, change, said):
    shop.write({"mneme.yaml": "source_roots: [src]\napprovers: [platform, ana]\n"})
    words = list(WAIVE)
    for option, value in change.items():
        words[words.index(option) + 1] = value
    assert said in refused(shop, *words, "--in", "src/shop/domain/order.py")


@pytest.mark.parametrize("words", [("supersede", "ADR-0001"), ("amend", "ADR-0001#no-infra")])
def test_a_broken_record_is_not_copied(shop, words):
    broken = "  extra:\n    forbid:\n      imprts: [json]\n"
    shop.write({ADR: RULE + broken})
    said = refused(shop, *words)
    assert f"{ADR}:14" in said
    assert "imprts" in said


def test_names_that_yaml_would_misread_survive(shop):
    assert written(shop, "new", "yes: #1 [x]", "--by", "@ana", "--by", "no")["by"] == ["@ana", "no"]
    assert mneme("lint", cwd=shop.root).code == 0


def test_what_the_reader_refuses_is_not_written(shop):
    said = refused(shop, "new", "Title", "--by", " ")
    assert "nothing was written" in said
    assert ":" in said


def test_the_folder_of_an_import_is_seen_from_where_one_stands(shop):
    shop.write({".importlinter": LINTER})
    said = mneme("import", "../.importlinter", "--into", "adr", "--dry-run", "--json", cwd=f"{shop.root}/docs")
    assert '"docs/adr/ADR-0002' in said.text


def test_the_example_in_a_new_decision_is_about_its_own_scope(shop):
    mneme("new", "One", "--scope", "src/shop/domain", cwd=shop.root)
    text = shop.read("docs/decisions/ADR-0002-one.yaml").decode()
    shown = "\n".join(line[2:] for line in text.splitlines() if line.startswith("# "))
    rule = yaml.safe_load(shown)["rules"]["no-orm"]
    assert sorted(rule) == ["forbid", "say"]


def test_what_is_only_proposed_has_no_state_since(shop):
    mneme("new", "One", cwd=shop.root)
    assert "state not-decided status proposed" in mneme("show", "2", cwd=shop.root).words


def test_what_is_in_force_is_not_told_to_be_accepted_and_its_questions_are_no_reason(shop):
    told = mneme("supersede", "ADR-0001", "--status", "accepted", cwd=shop.root).words
    assert "then set" not in told
    assert "Answer the questions" in told
    assert "then set `status: accepted`" in mneme("new", "Another", cwd=shop.root).words

    linted = mneme("lint", cwd=shop.root)
    assert linted.code == 0
    path = "docs/decisions/ADR-0002-the-domain-knows-no-infrastructure.yaml"
    line = shop.read(path).decode().partition("context:")[0].count("\n") + 1
    assert f"W-QUESTION {path}:{line}:" in linted.words
    assert "ADR-0002 is in force, and its context, decision, consequences are not written" in linted.words
    assert "ADR-0003" not in linted.words

    shop.write({"src/shop/domain/order.py": "import shop.infra.db\n"})
    assert "What made this decision necessary" not in mneme("check", "--all", cwd=shop.root).words
    text = shop.read(path).decode()
    shop.write({path: text.partition("context:")[0] + "context: Prices went wrong twice.\n"})
    assert "why Prices went wrong twice." in mneme("check", "--all", cwd=shop.root).words
    assert "W-QUESTION" not in mneme("lint", cwd=shop.root).words
