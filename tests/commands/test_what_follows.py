"""One mistake is one problem: what merely follows from it is not said, least of all as an advice to throw something away."""

import pytest

from tests.commands.ask import BAD, ORDER, mneme, small_shop

ADR = "docs/decisions/ADR-0001-domain.yaml"
RULE = """\
id: ADR-0001
title: Domain code does not import infrastructure
status: accepted
date: 2026-02-01
rules:
  no-infra:
    forbid:
      imports: [shop.infra]
    in:
      - src/shop/domain/**
  short:
    limit:
      metric: lines
      at_most: 1
    in:
      - src/shop/domain/**
"""


@pytest.fixture
def shop(repo):
    small_shop(repo).commit("one", {ADR: RULE, ORDER: BAD + "import os\nimport re\n"})
    assert mneme("baseline").code == 0
    repo.commit("debt")
    repo.git("checkout", "-q", "-b", "feat")
    return repo


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("2026-02-01", "26.11.2026", "E-DATES"),
        ("status: accepted", "status: Accepted", "E-STATUS"),
        ("title:", "\ttitle:", "E-SCHEMA"),
        ("at_most: 1", 'at_most: "800"', "E-SCHEMA"),
        ("at_most: 1", "max: 1", "E-SCHEMA"),
        ("metric: lines", "metric: loc", "E-SCHEMA"),
        ("imports: [shop.infra]", "text: 'TODO('", "E-SCHEMA"),
    ],
)
@pytest.mark.parametrize("verb", [("lint",), ("check", "--all"), ("check",)])
def test_a_rule_that_cannot_be_read_was_not_removed_undone_or_paid(shop, verb, old, new, code):
    shop.write({ADR: RULE.replace(old, new)})
    said = mneme(*verb)

    assert said.code == 2
    assert code in said.words
    assert said.words.count("ERROR E-") == said.words.count(f"ERROR {code} ")
    for wrong in ("W-WEAKER", "W-UNUSED", "cannot become", "--shrink", "goes "):
        assert wrong not in said.words


def test_nor_were_those_of_a_folder_that_is_not_there(shop):
    shop.write({"mneme.yaml": "decisions: [docs/decision]\nsource_roots: [src]\n"})
    said = mneme("lint")

    assert "there is no decision in docs/decision" in " ".join(said.words.split())
    assert "W-WEAKER" not in said.words
    assert "W-UNUSED" not in said.words


def test_a_rule_that_is_removed_is_said_and_so_is_debt_that_is_paid(shop):
    shop.write({ADR: RULE.replace("[shop.infra]", "[shop.web]"), ORDER: "x = 1\n"})
    said = mneme("lint").words

    assert "W-WEAKER" in said
    assert "W-UNUSED" in said


def test_a_status_is_answered_with_those_that_there_are(shop):
    shop.write({ADR: RULE.replace("accepted", "aproved")})
    assert "write proposed, accepted, deprecated, rejected or retired" in " ".join(mneme("lint").words.split())


def test_a_waiver_of_a_rule_that_is_superseded_is_told_a_rule(shop):
    paper = "waiver: W-0001\nwaives:\n  - ADR-0001#no-infra\nuntil: 2099-01-01\napproved_by: ana\nbecause: soon\n"
    shop.write({"docs/decisions/W-0001.yaml": paper})
    assert mneme("supersede", "ADR-0001", "--status", "accepted").code == 0
    said = " ".join(mneme("lint").words.split())

    assert "W-0001.yaml:3:5 ADR-0001#no-infra was superseded by ADR-0002 write ADR-0002#no-infra instead" in said
    assert "W-DEAD-REF .mneme/baseline.json" not in said


def test_a_record_that_is_not_there_is_not_answered_with_any_that_is(shop):
    assert "did you mean" not in mneme("supersede", "ADR-0099").words
    assert "did you mean ADR-0001?" in mneme("supersede", "ADR-001").words or mneme("show", "ADR-001").code == 0


def test_a_key_that_nothing_reads_is_no_key(shop):
    """A setting that does nothing is worse than an error: people rely on it."""
    shop.write({"mneme.yaml": "source_roots: [src]\nlanguages: [python]\nchecks: {unit: make test}\n"})
    said = " ".join(mneme("lint").words.split())

    assert "'languages' is no key of mneme.yaml delete it: a file's suffix says" in said
    assert "'checks' is no key of mneme.yaml delete it: a decision calls no command" in said
