"""`mneme import --verify` with import-linter itself: by contract and by import, and no reason that is not proven."""

from __future__ import annotations

import json

import pytest

from mneme_cli.cli.words.difference import difference
from mneme_cli.commands.importing import plan
from mneme_cli.commands.importing.verify import verify
from mneme_cli.importers import Answer, Said
from mneme_cli.pipeline.corpus import load, worktree
from tests.commands.conftest import mneme  # noqa: F401 (a fixture)

DAY = 20777
HEAD = "[importlinter]\nroot_package = shop\ninclude_external_packages = True\n"
WEB_LOW = "[importlinter:contract:a]\nname = Web is low\ntype = layers\nlayers =\n    shop.app\n    shop.web\n"
NO_HTTP = (
    "[importlinter:contract:b]\nname = No HTTP in web\ntype = forbidden\n"
    "source_modules = shop.web\nforbidden_modules = requests\n"
)
EMPTY = {"src/shop/__init__.py": "", "src/shop/app/__init__.py": "", "src/shop/web/__init__.py": ""}


@pytest.fixture
def compared(repo, monkeypatch):
    """Compare in a small repository; change: what is done to the plan first."""

    def compare(config, files, change=lambda made: made):
        repo.commit("shop", {**EMPTY, **files, ".importlinter": config})
        monkeypatch.chdir(repo.root)
        corpus = load(str(repo.root), DAY)
        made = plan(str(repo.root), worktree(str(repo.root)), corpus, ".importlinter")
        return verify(str(repo.root), change(made), corpus)

    return compare


def rows(seen):
    return [(row.who, row.said.source, row.said.line, row.said.target, row.reason) for row in seen.rows]


def page(seen):
    return "\n".join("".join(text for text, _ in line) for line in difference(seen, 100))


CHAIN = {
    "src/shop/web/page.py": "import os\n\nfrom shop import halfway\n",
    "src/shop/halfway.py": "from shop.app import order\n",
    "src/shop/app/order.py": "",
}


def test_every_import_of_a_chain_is_compared_with_its_line(compared):
    seen = compared(HEAD + WEB_LOW + NO_HTTP, CHAIN)

    assert rows(seen) == [
        ("same", "shop.halfway", 1, "shop.app.order", ""),
        ("same", "shop.web.page", 3, "shop.halfway", ""),
    ]
    assert [tuple(held) for held in seen.contracts] == [
        ("No HTTP in web", "kept", "kept"),
        ("Web is low", "broken", "broken"),
    ]
    assert "Web is low  broken for both\n  both  shop.halfway:1 -> shop.app.order\n" in page(seen)
    assert "both keep   No HTTP in web" in page(seen)


UNSEEN = {
    "a function": (
        {"src/shop/web/page.py": "import importlib\nimportlib.import_module('shop.app')\n"},
        "import-linter does not see shop.web.page:2 -> shop.app: a function imports it, with its name as text",
    ),
    "a folder without __init__": (
        {"src/shop/web/late/page.py": "import shop.app\n"},
        "import-linter does not see shop.web.late.page:1 -> shop.app: there is no src/shop/web/late/__init__.py",
    ),
    "a stub": (
        {"src/shop/web/page.pyi": "import shop.app\n"},
        "import-linter does not see shop.web.page:1 -> shop.app: src/shop/web/page.pyi is a stub, and it reads .py alone",
    ),
}


@pytest.mark.parametrize("name", UNSEEN)
def test_what_import_linter_does_not_see_is_proven_from_its_graph_and_our_tree(compared, name):
    files, why = UNSEEN[name]

    seen = compared(HEAD + WEB_LOW, files)

    assert [row[4] for row in rows(seen)] == [why]
    assert [tuple(held) for held in seen.contracts] == [("Web is low", "kept", "broken")]
    assert "Web is low  kept for import-linter, broken for mneme" in page(seen)


def test_the_else_of_type_checking_is_seen_by_both(compared):
    text = (
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import shop.app.order\nelse:\n    import shop.app\n"
    )

    seen = compared(
        HEAD + "exclude_type_checking_imports = True\n" + WEB_LOW,
        {"src/shop/web/page.py": text, "src/shop/app/order.py": ""},
    )

    assert rows(seen) == [("same", "shop.web.page", 5, "shop.app", "")]


def test_a_chain_behind_an_ignored_import_is_told_with_that_import(compared):
    seen = compared(HEAD + WEB_LOW + "ignore_imports = shop.halfway -> shop.app.order\n", CHAIN)

    assert rows(seen) == []
    (hidden,) = seen.hidden
    assert hidden.ignored == ("Web is low", "shop.halfway", "shop.app.order", 1, "")
    assert hidden.way == ("src/shop/web/page.py", "src/shop/halfway.py", "src/shop/app/order.py")
    assert "ignored  shop.halfway:1 -> shop.app.order  (Web is low)" in page(seen)


def test_an_exception_that_is_wider_here_explains_what_it_takes_out_and_nothing_else(compared):
    files = {"src/shop/web/old/__init__.py": "import requests\n", "src/shop/web/old/page.py": "import requests\n"}

    seen = compared(HEAD + NO_HTTP + "ignore_imports = shop.*.old.** -> requests\n", files)

    assert rows(seen) == [
        (
            "theirs",
            "shop.web.old",
            1,
            "requests",
            "`except` takes out shop.web.old -> requests: 'shop.*.old.**' covers the package's own module as well",
        )
    ]


TWO_WAYS = {
    "src/shop/web/page.py": "import shop.one\nimport shop.two\n",
    "src/shop/one.py": "import shop.app\n",
    "src/shop/two.py": "import shop.app\n",
}


def test_another_chain_is_explained_if_its_imports_are_there_for_both(compared):
    seen = compared(HEAD + WEB_LOW, TWO_WAYS)

    assert seen.unexplained == 0
    told = {row.said.source: row for row in seen.rows if row.who == "theirs"}
    assert set(told) <= {"shop.one", "shop.two", "shop.web.page"}
    assert all("is one for mneme" in row.reason for row in told.values())
    assert [tuple(held) for held in seen.contracts] == [("Web is low", "broken", "broken")]


def changed(made, **params):
    (one,) = made.decisions
    (rule,) = one.clauses
    return made._replace(decisions=(one._replace(clauses=(rule._replace(**params),)),))


DIRECT = {
    "src/shop/web/page.py": "import requests\nimport shop.halfway\n",
    "src/shop/halfway.py": "import shop.app\n",
}


def test_a_rule_that_forbids_too_much_is_not_explained(compared):
    wider = {"params": {"reaches": ["requests", "shop.app"]}}

    seen = compared(HEAD + NO_HTTP, DIRECT, lambda made: changed(made, **wider))

    assert ("same", "shop.web.page", 1, "requests", "") in rows(seen)
    assert {row[1:4] for row in rows(seen) if row[0] == "ours" and not row[4]} == {
        ("shop.web.page", 2, "shop.halfway"),
        ("shop.halfway", 1, "shop.app"),
    }
    assert "nothing explains it" in page(seen)


def test_a_chain_from_elsewhere_is_not_explained_by_sharing_an_import_with_a_breach(compared):
    files = {**CHAIN, "src/shop/jobs.py": "import shop.web.page\n"}
    near = {"params": {"reaches": ["shop.app"]}, "inside": ("shop.web", "shop.jobs"), "verb": "forbid"}

    seen = compared(HEAD + WEB_LOW, files, lambda made: changed(made, **near))

    assert seen.unexplained == 0  # the last file inside is shop.web.page: the chain is the same
    near["inside"] = ("shop.jobs",)
    seen = compared(HEAD + WEB_LOW, files, lambda made: changed(made, **near))
    assert [row[1:] for row in rows(seen) if row[0] == "ours"] == [("shop.jobs", 1, "shop.web.page", "")]


def test_a_rule_that_forbids_too_little_is_not_explained(compared):
    seen = compared(HEAD + NO_HTTP, DIRECT, lambda made: changed(made, params={"reaches": ["httpx"]}))

    assert {row[0] for row in rows(seen)} == {"theirs"}
    assert seen.unexplained == len(seen.rows) >= 1
    assert [tuple(held) for held in seen.contracts] == [("No HTTP in web", "broken", "kept")]


def test_an_import_excused_here_alone_is_not_explained(compared):
    excuse = ("shop.web -> requests", "nobody knows", True)

    seen = compared(
        HEAD + NO_HTTP,
        {"src/shop/web/page.py": "import requests\n"},
        lambda made: changed(made, excuses=(excuse,)),
    )

    assert rows(seen) == [("theirs", "shop.web.page", 1, "requests", "")]


def test_another_line_is_another_import(compared):
    def elsewhere(made):
        told = made.importer.witness

        def answer(written):
            found = told.answer(written)
            return found._replace(said=tuple(each._replace(line=each.line + 5) for each in found.said))

        return made._replace(importer=made.importer._replace(witness=told._replace(answer=answer)))

    seen = compared(HEAD + WEB_LOW, {"src/shop/web/page.py": "import shop.app\n"}, elsewhere)

    assert rows(seen) == [("ours", "shop.web.page", 1, "shop.app", "")]
    assert "nothing explains it; import-linter: it tells it at line 6" in page(seen)


def test_a_contract_that_is_broken_without_an_import_is_not_explained(compared):
    def mute(made):
        told = made.importer.witness._replace(answer=lambda written: Answer((), {"Web is low": False}))
        return made._replace(importer=made.importer._replace(witness=told))

    seen = compared(HEAD + WEB_LOW, {}, mute)

    assert rows(seen) == [("theirs", "", 0, "", "")]
    assert "the contract as a whole" in page(seen)
    assert "it says that the contract is broken, and tells no import" in page(seen)


def test_siblings_in_a_circle_and_what_an_exhaustive_list_leaves_out(compared):
    circle = "[importlinter:contract:c]\nname = No circles\ntype = acyclic_siblings\nancestors = shop\n"
    whole = (
        "[importlinter:contract:d]\nname = All listed\ntype = layers\ncontainers = shop\nexhaustive = true\n"
        "layers =\n    app\n    web\n"
    )
    files = {
        "src/shop/app/order.py": "import shop.web.page\nimport shop.web.other\n",
        "src/shop/web/page.py": "import shop.app.order\n",
        "src/shop/web/other.py": "",
        "src/shop/jobs.py": "",
    }
    seen = compared(HEAD + circle + whole, files)

    assert seen.unexplained == 0
    assert ("same", "shop.jobs", 0, "shop.jobs", "") in rows(seen)
    assert {row.said[1:4] for row in seen.rows if row.said.name == "No circles"} == {
        ("shop.app.order", "shop.web.page", 1),
        ("shop.app.order", "shop.web.other", 2),
        ("shop.web.page", "shop.app.order", 1),
    }
    told = {row.reason for row in seen.rows if row.said.name == "No circles"}
    assert told == {
        "",
        "it lies in the circle of shop that import-linter would cut at shop.web.page:1 -> shop.app.order",
    }


def test_private_modules_are_read_and_have_no_rule(compared):
    private = "[importlinter:contract:e]\nname = Private\ntype = private_modules\n"
    files = {"src/shop/web/_own.py": "", "src/shop/app/order.py": "import shop.web._own\n"}

    seen = compared(HEAD + WEB_LOW + private, files)

    (row,) = seen.rows
    assert (row.who, row.said[:4]) == ("theirs", ("Private", "shop.app.order", "shop.web._own", 1))
    assert row.reason.startswith("not importable: ")
    assert "Private  broken for import-linter, not importable" in page(seen)


def test_what_nothing_explains_is_exit_code_1(repo, mneme, monkeypatch):  # noqa: F811
    from mneme_cli.importers.import_linter import reasons

    monkeypatch.setattr(reasons, "unseen", lambda edge, case: "")
    text = "import importlib\nimportlib.import_module('shop.app')\n"
    repo.commit("shop", {**EMPTY, "src/shop/web/page.py": text, ".importlinter": HEAD + WEB_LOW})

    code, out, _ = mneme("import", ".importlinter", "--verify", "--dry-run", "--json")

    assert code == 1
    seen = json.loads(out)["verified"]
    assert seen["unexplained"] == 1
    assert seen["contracts"] == [{"name": "Web is low", "ours": "broken", "theirs": "kept"}]


def test_a_said_import_is_known_by_contract_and_ends():
    assert Said("A", "a", "b", 3).edge == Said("A", "a", "b", 9, "other").edge
