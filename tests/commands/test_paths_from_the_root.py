"""A path that a report prints works where it was printed: from the root, unless there is such a file from where one stands."""

import shlex

import pytest

from tests.commands.ask import ADR, BAD, ORDER, RULE, mneme, small_shop

TOP = RULE.replace("      - src/shop/domain/**\n", "      - src/**\n      - ./tool.py\n")
WAIVE = ("waive", "ADR-0001#no-infra", "--until", "2026-12-31", "--by", "ana", "--because", "it moves", "--in")


@pytest.fixture
def shop(repo):
    """A shop whose folder src/shop has a `tool.py`, as the root has, and whose order breaks the rule."""
    small_shop(repo).write(
        {"tool.py": "x = 1\n", "src/shop/tool.py": "x = 1\n", ADR: TOP, "src/shop/domain/[id].py": ""}
    )
    repo.commit("shop")
    repo.git("checkout", "-qb", "feature")
    return repo.write({ORDER: "import os\n" + BAD})


def said(shop, *words, cwd="src/shop"):
    return mneme(*words, cwd=f"{shop.root}/{cwd}")


@pytest.mark.parametrize("cwd", ["", "src/shop", "src/shop/domain", "docs"])
def test_a_place_that_a_report_prints_is_understood_in_every_folder(shop, cwd):
    assert said(shop, "why", f"{ORDER}:2", cwd=cwd).words.startswith(f"{ORDER}:2 imports shop.infra.db")
    assert said(shop, "check", ORDER, cwd=cwd).code == 1
    assert said(shop, "may", ORDER, "src/shop/infra/db.py", cwd=cwd).words.startswith(f"no {ORDER} may not import")
    assert said(shop, "packet", ORDER, cwd=cwd).words.startswith(f'# Decisions in force: "{ORDER}" ')
    assert "src/shop/infra" in said(shop, "imports", "src/shop/domain", cwd=cwd).words
    assert mneme("check", "--stdin-path", ORDER, cwd=f"{shop.root}/{cwd}", given=BAD.encode()).code == 1
    assert f"  - {ORDER}\n" in shop.read(said(shop, *WAIVE, ORDER, cwd=cwd).text.split()[1].partition(":")[0]).decode()


@pytest.mark.parametrize("command", [("check",), ("why", ORDER), ("may", ORDER, "src/shop/infra/db.py")])
@pytest.mark.parametrize(
    ("cwd", "path"), [("src/shop", ORDER), ("src/shop", "tool.py"), ("src/shop/domain", "src/shop/domain/[id].py")]
)
def test_the_command_that_a_finding_prints_waives_that_file_there(shop, command, cwd, path):
    shop.write({ORDER: "", path: BAD})
    up = "../" * (cwd.count("/") + 1)
    printed = said(shop, *(word.replace(ORDER, up + path) for word in command), cwd=cwd).text
    line = printed[printed.index("mneme waive") :].partition("\n\n")[0].replace("\\\n", " ")
    words = ["ana" if word == "NAME" else "it moves" if word == "WHY" else word for word in shlex.split(line)]

    done = said(shop, *words[1:], cwd=cwd)

    assert done.code == 0, done
    assert "(waiver W-0001)" in said(shop, "check", cwd=cwd).words


def test_a_file_to_come_is_seen_from_the_root_if_only_there_is_its_folder(shop):
    assert "src/shop/src" not in said(shop, "packet", "src/shop/domain/new.py").words
    assert "nor its folder" not in said(shop, "may", "src/shop/domain/new.py", "json").words
    assert "src/shop/src" not in said(shop, "why", "src/shop/domain/new.py").words


def test_what_is_there_from_here_is_what_is_meant_and_so_is_what_says_so(shop):
    assert said(shop, "why", "tool.py").words.startswith("src/shop/tool.py ")
    assert "there is no file or folder src/shop/src/shop/domain" in said(shop, "check", "./src/shop/domain").words
    assert "there is no file src/shop/src/shop/domain" in said(shop, *WAIVE, "./src/shop/domain/order.py").words


def test_a_record_is_renumbered_by_the_path_that_lint_prints(shop):
    shop.write({"docs/decisions/ADR-0001-twin.yaml": RULE.replace("no-infra", "twin").replace("The domain", "A twin")})
    printed = said(shop, "lint").words
    words = printed[printed.index("mneme renumber") :].split()[1:3]

    assert "is now ADR-0002" in said(shop, words[0], words[1]).words
