"""`mneme vendor`: a pack from a real git repository, reviewed, pinned, and in force in every repository that takes it."""

from __future__ import annotations

import json

import pytest

from tests.commands.vendor.conftest import ADR, FINAL, HERE, app, head


def test_a_pack_is_fetched_pinned_and_then_checked_without_any_network(taker, org, mneme):
    before = taker.read("mneme.yaml").decode()
    code, out, err = mneme("vendor")

    assert (code, err) == (0, "")
    assert "org:ADR-1#no-requests" in out.partition("appear")[2]
    after = taker.read("mneme.yaml").decode()
    (pin,) = set(after.splitlines()) - set(before.splitlines())
    assert after.replace(pin + "\n", "") == before
    assert pin.startswith("    sha256: ")
    assert sorted(str(path.relative_to(taker.path / HERE)) for path in (taker.path / HERE).rglob("*.*")) == [
        ADR,
        "mneme.yaml",
    ]

    org.path.rename(org.path.with_name("gone"))
    assert mneme("lint")[0] == 0
    assert mneme("check", "--all")[0] == 0
    taker.write({"src/a.py": "import requests\n"})
    assert mneme("check", "--all")[0] == 1


@pytest.mark.parametrize("form", ["file://{}", "{}", "../org"])
def test_a_repository_may_be_a_url_or_a_path(tmp_path, org, form, monkeypatch, mneme):
    made = app(tmp_path / "app", org, url=form.format(org.root))
    monkeypatch.chdir(made.path)
    assert mneme("vendor", "org")[0] == 0
    assert (made.path / HERE / ADR).read_text() == FINAL


def test_a_dry_run_shows_the_review_and_writes_nothing(taker, mneme):
    before = taker.read("mneme.yaml")
    code, out, _ = mneme("vendor", "--dry-run")

    assert code == 0
    assert "org:ADR-1#no-requests" in out
    assert "would write .mneme/vendor/org and mneme.yaml" in " ".join(out.split())
    assert taker.read("mneme.yaml") == before
    assert not (taker.path / ".mneme").exists()


def test_again_there_is_nothing_to_do(taker, mneme):
    mneme("vendor")
    before = taker.read("mneme.yaml")
    code, out, _ = mneme("vendor")
    assert (code, out.splitlines()[-1]) == (0, "nothing to write")
    assert taker.read("mneme.yaml") == before


def test_an_update_is_reviewed_first(taker, org, mneme):
    mneme("vendor")
    org.commit(
        "two",
        {
            ADR: FINAL.replace("final", "advise")
            + "  new:\n    forbid:\n      packages: [urllib3]\n    may_be_empty: true\n"
        },
    )
    said = json.loads(mneme("vendor", "org", "--commit", "main", "--json")[1])

    assert said["appear"] == ["org:ADR-1#new"]
    assert said["change"] == ["org:ADR-1#no-requests"]
    assert said["weaker"] == ["this change weakens org:ADR-1#no-requests: level final → advise"]
    assert f"commit: {head(org)}\n" in taker.read("mneme.yaml").decode()
    assert mneme("lint")[0] == 0

    org.remove(ADR).commit("three", {"docs/decisions/ADR-2.yaml": FINAL.replace("ADR-1", "ADR-2")})
    by_hand = taker.read("mneme.yaml").decode().splitlines(keepends=True)
    by_hand = "".join(line for line in by_hand if "sha256" not in line).replace(said["packs"][0]["commit"], head(org))
    taker.write({"mneme.yaml": by_hand})
    said = json.loads(mneme("vendor", "--json")[1])

    assert said["go"] == ["org:ADR-1#new", "org:ADR-1#no-requests"]
    assert said["packs"][0]["files"] == [ADR, "docs/decisions/ADR-2.yaml"]
    assert not (taker.path / HERE / ADR).exists()
    assert mneme("lint")[0] == 0


def test_what_changed_without_its_digest_is_an_error_that_says_how_to_mend_it(taker, org, mneme):
    mneme("vendor")
    kept = taker.read("mneme.yaml")
    taker.write({f"{HERE}/{ADR}": FINAL.replace("final", "advise")})

    code, out, _ = mneme("lint")
    assert code == 2
    assert "delete the folder and run: mneme vendor org" in " ".join(out.split())
    code, _, err = mneme("vendor")
    assert (code, "was changed in .mneme/vendor/org" in err) == (2, True)

    taker.remove(HERE)
    assert "run: mneme vendor org" in " ".join(mneme("lint")[1].split())
    assert mneme("vendor")[0] == 0
    assert mneme("lint")[0] == 0

    old = head(org)
    org.commit("two", {ADR: FINAL.replace("final", "advise")})
    taker.write({"mneme.yaml": kept.decode().replace(old, head(org))})
    code, _, err = mneme("vendor")
    assert code == 2
    assert "is not what is pinned: its digest is" in err
    assert "delete its `sha256`" in err


def test_a_final_rule_of_the_organisation_holds_in_every_repository(tmp_path, org, monkeypatch, mneme):
    for name in ("one", "two"):
        repo = app(tmp_path / name, org)
        monkeypatch.chdir(repo.path)
        assert mneme("vendor")[0] == 0
        repo.commit("vendored")
        repo.git("checkout", "-q", "-b", "feature")
        repo.write({"src/a.py": "import requests\n"})
        assert blocked(mneme) == ["org:ADR-1#no-requests"]

        repo.write({"mneme.yaml": repo.read("mneme.yaml").decode() + "exclude:\n  - src/**\n"})
        assert blocked(mneme) == ["org:ADR-1#no-requests"]
        repo.git("checkout", "-q", "mneme.yaml")

        assert mneme("baseline", "--allow-growth")[0] in (0, 1)
        assert blocked(mneme) == ["org:ADR-1#no-requests"]

        repo.write({"docs/decisions/ADR-9.yaml": OVERRIDE})
        code, out, _ = mneme("check", "--all", "--format", "json")
        said = json.loads(out)
        assert code == 2
        assert [each["code"] for each in said["problems"] if each["fatal"]] == ["E-FINAL"]
        assert [each["rule"] for each in said["findings"] if each["outcome"] == "block"] == ["org:ADR-1#no-requests"]


OVERRIDE = """\
id: ADR-9
title: We need requests
status: accepted
date: 2026-02-01
overrides:
  - rule: org:ADR-1#no-requests
    in: ["src/**"]
    because: the vendor's client takes a session
"""


def blocked(mneme):
    code, out, _ = mneme("check", "--all", "--format", "json")
    assert code == 1
    return [each["rule"] for each in json.loads(out)["findings"] if each["outcome"] == "block"]
