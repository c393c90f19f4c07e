"""What is asked is what is judged: a subfolder, paths, a range, a proposed text, the index."""

from __future__ import annotations

from tests.commands.ask import ADR, BAD, ORDER, RULE, mneme
from tests.commands.repositories.conftest import at, blocked


def test_from_a_subfolder_the_whole_repository_is_judged(shop):
    shop.write({ORDER: BAD})
    said = blocked(mneme("check", cwd=shop.path / "docs"))
    assert f"{ORDER}:1:1" in said.words


def test_paths_are_seen_from_where_one_stands(shop):
    shop.write({ORDER: BAD})
    inner = shop.path / "src" / "shop" / "domain"
    blocked(mneme("check", "order.py", cwd=inner))
    blocked(mneme("check", ".", cwd=inner))
    assert mneme("check", "../infra", cwd=inner).code == 0
    blocked(mneme("check", ORDER, cwd=inner))  # seen from the root, as reports print it
    said = mneme("check", "../../../../elsewhere.py", cwd=inner)
    assert said.code == 2
    assert "lies outside the repository" in said.words


def test_two_dots_and_three_dots(shop):
    shop.git("checkout", "-q", "-b", "side")
    shop.commit("side", {"src/shop/domain/side.py": "import json\n"})
    shop.git("checkout", "-q", "main")
    shop.commit("bad", {ORDER: BAD})
    forked = mneme("check", "--diff", "main...side", "--format", "json").page
    assert (forked["findings"], forked["counts"]["files"]) == ([], 1)
    plain = mneme("check", "--diff", "side..main", "--format", "json").page
    assert at(plain) == [(ORDER, "introduced")]
    assert plain["counts"]["files"] == 2
    assert mneme("check", "--diff", "side...main").code == 1
    assert mneme("check", "--diff", "side..").code == 1
    said = mneme("check", "--diff", "nowhere..HEAD")
    assert said.code == 2
    assert "there is no commit 'nowhere'" in said.words


def test_a_proposed_text(shop):
    blocked(mneme("check", "--stdin-path", ORDER, given=BAD.encode()))
    blocked(mneme("check", "--stdin-path", "src/shop/domain/new.py", given=BAD.encode()))
    assert mneme("check", "--stdin-path", "src/shop/infra/new.py", given=BAD.encode()).code == 0
    assert mneme("check").code == 0  # nothing was written


def test_given_paths_are_judged_whole(shop):
    """Who points at a file wants to know what is wrong in it, changed or not."""
    shop.commit("old", {ORDER: BAD, "src/shop/domain/other.py": BAD})
    assert mneme("check").code == 0
    said = mneme("check", ORDER, "--format", "json")
    assert at(said.page) == [(ORDER, "found")]
    assert (said.code, said.page["counts"]["files"]) == (1, 1)
    assert at(mneme("check", "src/shop/domain", "--format", "json").page) == [
        (ORDER, "found"),
        ("src/shop/domain/other.py", "found"),
    ]
    shop.write({ORDER: BAD + "import shop.infra\n"})
    page = mneme("check", ORDER, "--format", "json").page
    assert [each["status"] for each in page["findings"]] == ["found", "introduced"]
    page = mneme("check", "--stdin-path", ORDER, "--format", "json", given=BAD.encode()).page
    assert at(page) == [(ORDER, "found")]


def test_partially_staged_files_are_judged_as_staged(shop):
    shop.stage({ORDER: BAD})
    shop.write({ORDER: "import os\n"})
    blocked(mneme("check", "--staged"))
    assert mneme("check").code == 0
    shop.git("reset", "-q", "--hard")
    shop.stage({ORDER: "import json\n"})
    shop.write({ORDER: BAD})
    assert mneme("check", "--staged").code == 0
    blocked(mneme("check"))


def test_a_decision_edited_and_not_staged_does_not_count_for_the_index(shop):
    shop.write({ADR: RULE.replace("shop.infra", "json")})
    shop.stage({ORDER: "import json\nimport shop.infra\n"})
    shop.write({ADR: RULE.replace("shop.infra", "json")})
    said = mneme("check", "--staged", "--format", "json")
    assert [each["target"] for each in said.page["findings"]] == ["src/shop/infra/__init__.py"]


def test_a_decision_that_is_only_in_the_index_counts(shop):
    shop.stage({ADR: RULE.replace("shop.infra", "json"), ORDER: "import json\n"})
    shop.write({ADR: RULE})
    blocked(mneme("check", "--staged"))


def test_a_new_decision_not_added_does_not_count_for_the_index(shop):
    shop.write({"docs/decisions/ADR-0002.yaml": RULE.replace("0001", "0002").replace("shop.infra", "json")})
    shop.stage({ORDER: "import json\n"})
    assert mneme("check", "--staged").code == 0
    blocked(mneme("check"))
