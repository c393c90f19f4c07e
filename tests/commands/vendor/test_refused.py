"""What cannot or must not be vendored: hostile trees, addresses that are none, links, mistakes in mneme.yaml."""

from __future__ import annotations

import pytest

from mneme_cli.commands.vendor.taken import BYTES, taken
from mneme_cli.errors import MnemeError
from tests.commands.vendor.conftest import ADR, CONFIG, head

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
