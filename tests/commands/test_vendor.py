"""`mneme vendor`: a pack from a real git repository, reviewed, pinned, and in force in every repository that takes it."""

from __future__ import annotations

import json

import pytest

from mneme_cli.commands.vendor.pinned import pinned
from mneme_cli.commands.vendor.taken import BYTES, taken
from mneme_cli.errors import MnemeError
from tests.repo import Repo

HERE = ".mneme/vendor/org"
ADR = "docs/decisions/ADR-1-http.yaml"
FINAL = """\
id: ADR-1
title: One HTTP client
status: accepted
date: 2026-01-01
rules:
  no-requests:
    forbid:
      packages: [requests]
    level: final
    may_be_empty: true
    say: Use httpx.
"""
CONFIG = """\
# what holds here
approvers:
  - ana

extends:
  # the organisation's
  - name: org   # everybody takes it
    git: {url}
    commit: {commit}

base: main  # and no other
"""


@pytest.fixture
def org(tmp_path, repo):
    """The organisation's repository: decisions beside code that is nobody's business."""
    made = Repo.make(tmp_path / "org")
    made.commit("one", {ADR: FINAL, "mneme.yaml": "components:\n  web: src/web/**\n", "setup.py": "raise SystemExit\n"})
    return made


def head(repo):
    return repo.git("rev-parse", "HEAD")


def app(place, org, url="../org"):
    """A repository that extends the organisation's."""
    made = Repo.make(place)
    made.commit("app", {"mneme.yaml": CONFIG.format(url=url, commit=head(org)), "src/a.py": "import json\n"})
    return made


@pytest.fixture
def taker(tmp_path, org, monkeypatch):
    made = app(tmp_path / "app", org)
    monkeypatch.chdir(made.path)
    return made


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


HOSTILE = {
    "is no plain file but a link": ("120000", "docs/decisions/ADR-9.yaml"),
    "is no path that can be written anywhere": ("100644", "docs/decisions/..\\..\\a.yaml"),
    "differ in case alone": ("100644", "docs/decisions/adr-1-http.yaml"),
}


@pytest.mark.parametrize("why", HOSTILE)
def test_a_hostile_pack_is_refused(taker, org, mneme, why):
    mode, path = HOSTILE[why]
    oid = org.git("hash-object", "-w", "--stdin", given="../../../../etc/passwd")
    org.git("update-index", "--add", "--cacheinfo", f"{mode},{oid},{path}")
    org.git("commit", "-qm", "hostile")
    code, _, err = mneme("vendor", "org", "--commit", "main")

    assert (code, why in err) == (2, True), err
    assert not (taker.path / ".mneme").exists()


def test_paths_and_sizes_that_no_pack_has():
    def listed(path, size=3, mode="100644"):
        return f"{mode} blob {'0' * 40} {size:>7}\t{path}\0".encode()

    for path in ("docs/decisions/../../x.yaml", "docs/decisions/.git/x.yaml", "docs/decisions//x.yaml"):
        with pytest.raises(MnemeError, match="no path that can be written"):
            taken("org", listed(path), lambda _: b"")
    with pytest.raises(MnemeError, match="are the most"):
        taken("org", listed(ADR, BYTES + 1), lambda _: b"")
    with pytest.raises(MnemeError, match="are the most"):
        taken("org", b"".join(listed(f"docs/decisions/{at}.yaml") for at in range(2001)), lambda _: b"")
    with pytest.raises(MnemeError, match="holds no decisions"):
        taken("org", listed("src/a.py"), lambda _: b"")
    assert list(taken("org", listed("PY-1.yaml") + listed(".ci.yaml"), lambda _: b"")) == ["PY-1.yaml"]


@pytest.mark.parametrize("url", ["ext::sh -c touch% /tmp/x", "--upload-pack=touch x", "../nowhere"])
def test_what_is_no_repository_is_not_started(taker, mneme, url):
    text = taker.read("mneme.yaml").decode().replace("git: ../org", f"git: '{url}'")
    taker.write({"mneme.yaml": text})
    code, _, err = mneme("vendor")
    assert (code, "try: " in err, str(taker.path.parent) in err) == (2, True, False), err


def test_a_link_in_the_place_of_the_pack_is_not_followed(taker, mneme, tmp_path):
    (tmp_path / "away").mkdir()
    taker.link(".mneme", str(tmp_path / "away"))
    code, _, err = mneme("vendor")
    assert (code, ".mneme is a symbolic link" in err) == (2, True), err
    assert list((tmp_path / "away").iterdir()) == []


@pytest.mark.parametrize(
    ("argv", "text", "why"),
    [
        (("vendor", "other"), CONFIG, "extends no pack 'other'"),
        (("vendor",), "base: main\n", "extends no pack with a `git`"),
        (("vendor",), "extends:\n  - name: org\n    git: ../org\n", "names no commit"),
        (("vendor", "org"), "extends:\n  - name: org\n", "has no `git`"),
        (("vendor",), "extends:\n  - nome: org\n", "mneme.yaml:2"),
        (("vendor",), CONFIG.replace("{commit}", "0" * 40), "cannot be had from ../org"),
        (("vendor", "org", "--commit", "nowhere"), CONFIG, "cannot be had from ../org"),
    ],
)
def test_what_cannot_be_vendored_says_why(taker, org, mneme, argv, text, why):
    taker.write({"mneme.yaml": text.replace("{url}", "../org").replace("{commit}", head(org))})
    code, out, err = mneme(*argv)
    assert (code, out, why in err) == (2, "", True), err


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("extends:\n- name: org\n", "extends:\n- name: org\n  sha256: {}\n"),
        ("extends:\n- name: org", "extends:\n- name: org\n  sha256: {}\n"),
        (
            "extends:\r\n- name: org # x\r\nbase: main\r\n",
            "extends:\r\n- name: org # x\r\n  sha256: {}\r\nbase: main\r\n",
        ),
        ("extends:\n  - {name: org}\n", "extends:\n  - {name: org, sha256: {}}\n"),
        ("extends: [{name: a}, {name: org}]\n", "extends: [{name: a}, {name: org, sha256: {}}]\n"),
        (
            "extends:\n  -\n    git: x  # where\n    name: org\n",
            "extends:\n  -\n    git: x  # where\n    sha256: {}\n    name: org\n",
        ),
    ],
)
def test_a_pin_is_put_into_the_text_as_it_is(text, after):
    pin = "a" * 64
    at = 1 if "name: a}" in text else 0
    once = pinned(text, at, {"sha256": pin})
    assert once == after.replace("{}", pin, 1)
    assert pinned(once, at, {"sha256": "b" * 64}) == after.replace("{}", "b" * 64, 1)


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
