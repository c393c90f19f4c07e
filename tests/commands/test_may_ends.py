"""Who speaks for several files, what the baseline accepts, and what is nearly called something else."""

import json

import pytest

from tests.commands.test_may import CLOSED, ORDER, asked, rules


@pytest.fixture
def literal(shop):
    """A component of two files, of which a new file beside them is no part, and a module with a folder of its own."""
    text = shop.read("mneme.yaml").decode()
    held = "domain:\n    - src/shop/domain/order.py\n    - src/shop/domain/ports/prices.py"
    assert "domain: src/shop/domain/**" in text
    shop.write({"mneme.yaml": text.replace("domain: src/shop/domain/**", held)})
    return shop


def test_a_component_of_named_files_is_asked_by_one_of_them(literal, mneme):
    """A new file beside them would be no part of it, so no rule on the component would see it."""
    code, found = asked(mneme, "domain", "app")
    assert (code, found["file"], "ADR-0001#layers" in rules(found)) == (1, ORDER, True)
    assert (found["planned"], found["stands_for"]) == (False, [ORDER, "src/shop/domain/ports/prices.py"])

    code, out, _ = mneme("may", "domain", "app")
    assert f"asked of    {ORDER}, one of its 2 files\n" in out
    assert "a_new_file" not in out


def test_a_file_that_is_excused_does_not_speak_for_its_component(literal, mneme):
    text = CLOSED.replace("    when:\n", f"    except:\n      {ORDER}: moves out\n    when:\n")
    literal.write({"docs/decisions/ADR-0020.yaml": text})

    code, found = asked(mneme, "domain", "json")
    assert (code, rules(found), found["file"]) == (1, ["ADR-0020#closed"], "src/shop/domain/ports/prices.py")


def test_a_new_file_stands_in_the_folder_that_is_asked_for(shop, mneme):
    """`shop.tools` is tools.py and what lies below: a new file beside tools.py is not part of it."""
    shop.write({"src/shop/tools.py": "", "src/shop/tools/part.py": ""})

    assert asked(mneme, "shop.tools", "json")[1]["file"] == "src/shop/tools/a_new_file.py"


def test_what_the_baseline_accepted_is_a_yes_as_it_is_for_a_check(shop, mneme):
    text = shop.read(ORDER).decode()
    shop.commit("debt", {ORDER: f"import shop.app.checkout\nimport sqlalchemy\n{text}"})
    assert asked(mneme, ORDER, "sqlalchemy")[0] == 1
    mneme("baseline")
    assert mneme("check", "--all")[0] == 0

    code, found = asked(mneme, ORDER, "sqlalchemy")
    assert (code, [one["aside"]["how"] for one in found["targets"][0]["excused"]]) == (0, ["baseline"])
    code, out, _ = mneme("may", ORDER, "src/shop/app/checkout.py")
    assert code == 0
    assert "excused     from ADR-0001#layers: accepted in the baseline\n" in out
    assert asked(mneme, ORDER, "shop.infra")[0] == 1
    assert asked(mneme, "src/shop/domain/new.py", "sqlalchemy")[0] == 1


def test_files_that_the_baseline_excuses_are_named_beside_a_no(shop, mneme):
    text = shop.read(ORDER).decode()
    shop.commit("debt", {ORDER: f"import shop.app.checkout\nimport sqlalchemy\n{text}"})
    mneme("baseline")

    code, out, _ = mneme("may", "domain", "sqlalchemy")
    assert code == 1
    assert f"excused     {ORDER} (ADR-0007#no-orm, baseline)" in out


@pytest.mark.parametrize(
    ("word", "like"),
    [("billin", "billing"), ("billin.api", "billing"), ("apps", "app"), ("wbe", "web"), ("shpo", "shop")],
)
def test_a_target_that_nothing_declares_and_that_is_nearly_another_is_refused(shop, mneme, word, like):
    """A yes would be about a package that nobody has: the slip is asked about, as it is for the importer."""
    code, out, err = mneme("may", "web", word)
    assert (code, out) == (2, "")
    assert f"nothing here is called '{word}'" in err
    assert f"did you mean {like}? A package that nothing declares yet is asked for as pkg:{word}" in " ".join(
        err.split()
    )


@pytest.mark.parametrize("word", ["numpy", "six", "os", "attr", "json", "pkg:six"])
def test_a_target_that_is_like_nothing_of_ours_is_a_package(shop, mneme, word):
    code, found = asked(mneme, "web", word)
    assert (code, found["near"]) == (0, None)


def test_a_package_asked_for_as_one_is_answered_and_what_it_is_near_is_said(shop, mneme):
    code, out, _ = mneme("may", "web", "pkg:billin")
    assert code == 0
    assert "nothing here is called pkg:billin; did you mean billing?" in " ".join(out.split())
    assert '"near": "billing"' in mneme("may", "web", "pkg:billin", "--json")[1]


NODE = """\
id: ADR-0050
title: The core is pure
status: accepted
date: 2026-01-01
rules:
  pure:
    forbid:
      imports:
        - std:node
        - pkg:npm/express
        - pkg:npm/@acme/ui
    in:
      - core/**
"""


@pytest.fixture
def node(repo):
    repo.write({"core/a.ts": "export const a = 1\n", "package.json": '{"dependencies": {"express": "4"}}\n'})
    repo.commit("code", {"docs/decisions/ADR-0050.yaml": NODE})
    return repo


@pytest.mark.parametrize(
    ("word", "target"),
    [
        ("node:fs", "std:node/fs"),
        ("fs", "std:node/fs"),
        ("node:fs/promises", "std:node/fs/promises"),
        ("node:test", "std:node/test"),
        ("express", "pkg:npm/express"),
        ("express/lib/router", "pkg:npm/express/lib/router"),
        ("npm:express", "pkg:npm/express"),
        ("npm:express@4", "pkg:npm/express"),
        ("@acme/ui", "pkg:npm/@acme/ui"),
        ("npm:@acme/ui@1.2.3", "pkg:npm/@acme/ui"),
        ("pkg:npm/@acme/ui", "pkg:npm/@acme/ui"),
    ],
)
def test_what_javascript_imports_is_asked_for_as_it_is_written(node, mneme, word, target):
    code, out, err = mneme("may", "core", word, "--json")

    assert err == ""
    assert (code, [each["target"] for each in json.loads(out)["targets"]]) == (1, [target])


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("pypi:requests", "no import of typescript can name pypi:requests"),
        ("std:python/json", "no import of typescript can name std:python/json"),
        ("core/typo", "'core/typo' is nothing that an import can name"),
    ],
)
def test_what_no_import_of_the_language_can_name_is_refused(node, mneme, word, said):
    code, _, err = mneme("may", "core", word)

    assert (code, said in err) == (2, True), err


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("lodash/get", "write pkg:npm/lodash/get if the package lodash is meant, which nothing declares"),
        ("core/aa", "did you mean core/a.ts?"),
    ],
)
def test_a_place_in_a_package_that_nothing_declares_is_told_how_to_ask(node, mneme, word, hint):
    code, _, err = mneme("may", "core", word)

    assert (code, hint in " ".join(err.split())) == (2, True), err
    assert mneme("may", "core", "pkg:npm/lodash/get")[0] == 0


@pytest.mark.parametrize("word", ["nosuchthing", "README.rst"])
def test_what_nobody_here_knows_is_answered_and_said_to_be_unknown(shop, mneme, word):
    shop.write({"README.rst": "shop\n"})
    code, out, _ = mneme("may", "web", word)
    assert code == 0
    assert out.startswith("yes")
    said = f"unknown no file of code, module or declared package here is called {word} asked of"
    assert said in " ".join(out.split())
    assert asked(mneme, "web", word)[1]["known"] is False


@pytest.mark.parametrize(
    "word", ["json", "shop.app", "app", "src/shop/app/checkout.py", "pkg:nosuchthing", "sqlalchemy"]
)
def test_what_is_known_is_not_said_to_be_unknown(shop, mneme, word):
    shop.write({"pyproject.toml": '[project]\nname = "shop"\nversion = "1"\ndependencies = ["sqlalchemy"]\n'})
    assert "unknown" not in mneme("may", "web", word)[1]
    assert asked(mneme, "web", word)[1]["known"] is True


def test_a_file_to_come_is_said_not_to_be_there(shop, mneme):
    code, out, _ = mneme("may", "src/shop/web/cart.py", "src/shop/web/nope.py")
    assert code == 0
    said = "unknown no file of code, module or declared package here is called src/shop/web/nope.py"
    assert said in " ".join(out.split())
    assert asked(mneme, "src/shop/web/cart.py", "src/shop/web/nope.py")[1]["known"] is False


def test_a_package_in_capitals_is_another_name_and_the_declared_one_is_named(shop, mneme):
    assert asked(mneme, "web", "httpx")[1]["near"] is None
    code, out, _ = mneme("may", "web", "HTTPX")
    assert code == 0
    assert "near nothing here is called HTTPX; did you mean httpx?" in " ".join(out.split())
