"""import-linter: small configurations in, decisions and the table out."""

from __future__ import annotations

import pytest

from mneme_cli.errors import MnemeError
from mneme_cli.importers import take
from tests.importers.conftest import odd, rules, tree

HEAD = "[importlinter]\nroot_package = shop\n"
ANY = "[importlinter:contract:a]\nname = A\n"


def ini(contract, head=HEAD):
    return f"{head}\n{ANY}{contract}"


CASES = {
    "layers": (
        "type = layers\nlayers =\n    shop.web\n    (shop.app) | shop.jobs\n    shop.a : shop.b\n    shop.infra\n",
        {
            "A#layers": {
                "layers": {
                    "order": ["shop.web", ["shop.app?", "shop.jobs"], {"peers": ["shop.a", "shop.b"]}, "shop.infra"]
                }
            }
        },
        {},
    ),
    "containers": (
        "type = layers\nlayers = web\n    app\ncontainers = shop\n    shop.*\nexhaustive = true\nexhaustive_ignores = infra\n",
        {
            "A#layers": {
                "layers": {"containers": ["shop", "shop.*"], "order": ["web", "app"], "exhaustive": {"but": ["infra"]}}
            }
        },
        {},
    ),
    "forbidden": (
        "type = forbidden\nsource_modules = shop.web\nforbidden_modules =\n    shop.infra\n    sqlalchemy\n",
        {"A#forbidden": {"forbid": {"reaches": ["shop.infra", "sqlalchemy"]}, "in": ["shop.web"]}},
        {},
    ),
    "forbidden for each source, overlaps passed over": (
        "type = forbidden\nsource_modules =\n    shop.web\n    shop.infra.db\nforbidden_modules =\n    shop.infra\n    shop.app\n",
        {
            "A#shop-web": {"forbid": {"reaches": ["shop.infra", "shop.app"]}, "in": ["shop.web"]},
            "A#shop-infra-db": {"forbid": {"reaches": ["shop.app"]}, "in": ["shop.infra.db"]},
        },
        {},
    ),
    "forbidden, direct, modules alone": (
        (
            "type = forbidden\nsource_modules = shop.web\nforbidden_modules = shop.infra\n"
            "allow_indirect_imports = True\nas_packages = False\n"
        ),
        {"A#forbidden": {"forbid": {"imports": ["exact:shop.infra"], "through": False}, "in": ["exact:shop.web"]}},
        {},
    ),
    "forbidden, wildcards": (
        "type = forbidden\nsource_modules = shop.*.page\nforbidden_modules = shop.infra.*\n",
        {"A#forbidden": {"forbid": {"reaches": ["shop.infra.db", "shop.infra.mail"]}, "in": ["shop.*.page"]}},
        {("A", "forbidden_modules"): "approximate"},
    ),
    "independence": (
        "type = independence\nmodules =\n    shop.web\n    shop.app\n",
        {"A#apart": {"independent": {"units": ["shop.web", "shop.app"]}}},
        {},
    ),
    "independence of children": (
        "type = independence\nmodules = shop.*\n",
        {"A#apart": {"independent": {"each_child_of": ["src/shop"]}}},
        {},
    ),
    "protected": (
        "type = protected\nprotected_modules = shop.infra\nallowed_importers = shop.app\n",
        {"A#protected": {"protect": {"what": ["shop.infra"], "allow": ["shop.app"]}}},
        {},
    ),
    "protected modules alone, nobody allowed": (
        "type = protected\nprotected_modules = shop.infra\nallowed_importers =\nas_packages = false\n",
        {"A#protected": {"protect": {"what": ["exact:shop.infra"], "allow": []}}},
        {},
    ),
    "acyclic_siblings": (
        "type = acyclic_siblings\nancestors = shop\ndepth = 2\nskip_descendants = shop.web\n",
        {
            "A#siblings": {
                "acyclic": {"by": "children", "depth": 2},
                "in": ["shop"],
                "except": {"shop.web": False},
            }
        },
        {("A", "skip_descendants"): "approximate"},
    ),
    "acyclic_siblings, as deep as it goes by default": (
        "type = acyclic_siblings\nancestors =\n    shop.web\n    shop.app\n",
        {
            "A#shop-web": {"acyclic": {"by": "children", "depth": 10}, "in": ["shop.web"]},
            "A#shop-app": {"acyclic": {"by": "children", "depth": 10}, "in": ["shop.app"]},
        },
        {},
    ),
    "ignore_imports": (
        (
            "type = independence\nmodules =\n    shop.web\n    shop.app\nignore_imports =\n    shop.web.page -> shop.app\n"
            "    shop.infra.** -> requests\n    shop.*.page -> shop.app.*\n    shop.infra.db.** -> shop.app\n"
        ),
        {
            "A#apart": {
                "independent": {"units": ["shop.web", "shop.app"]},
                "except": {
                    "exact:shop.web.page -> exact:shop.app": True,
                    "shop.infra.* -> requests": True,
                    "src/shop/infra/*/** -> requests": True,
                    "exact:shop.*.page -> shop.app.*": True,
                    "shop.infra.db.* -> exact:shop.app": True,
                },
            }
        },
        {("A", "ignore_imports"): "approximate"},
    ),
    "what every contract may have": (
        (
            "type = independence\nmodules =\n    shop.web\n    shop.app\nbroken_contract_guidance = Ask Ana.\n"
            "unmatched_ignore_imports_alerting = none\ncolour = red\n"
        ),
        {"A#apart": {"independent": {"units": ["shop.web", "shop.app"]}, "say": "Ask Ana."}},
        {("A", "unmatched_ignore_imports_alerting"): "approximate", ("A", "colour"): "not importable"},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_contract_becomes_rules(brought, name):
    contract, expected, rest = CASES[name]

    made = brought("import_linter", ".importlinter", ini(contract))

    assert rules(made) == expected
    assert odd(made) == rest
    assert made.roots == ()


def test_type_checking_imports_are_left_out_where_the_session_says_so(brought):
    head = HEAD + "exclude_type_checking_imports = True\ninclude_external_packages = True\nroot_pakage = x\n"

    made = brought("import_linter", "setup.cfg", ini(CASES["independence"][0], head))

    assert rules(made)["A#apart"]["when"] == {"not": ["type"]}
    assert odd(made) == {("", "root_pakage"): "not importable"}


def test_toml_says_the_same(brought):
    text = """
[tool.importlinter]
root_packages = ["shop", "tests"]
contract_types = ["forbidden_import: shop.contracts.Mine"]
[[tool.importlinter.contracts]]
name = "A"
type = "layers"
layers = ["web | app", "infra"]
containers = ["shop"]
exhaustive = true
[[tool.importlinter.contracts]]
name = "B"
type = "forbidden_import"
colour = "red"
"""
    made = brought("import_linter", "pyproject.toml", text)

    assert rules(made) == {
        "A#layers": {"layers": {"containers": ["shop"], "order": [["web", "app"], "infra"], "exhaustive": True}}
    }
    assert odd(made) == {("", "contract_types"): "not importable", ("B", "type = forbidden_import"): "not importable"}


def test_the_context_says_where_it_is_from_and_what_nobody_knows(brought):
    (one,) = brought("import_linter", ".importlinter", ini(CASES["independence"][0])).decisions

    assert one.extra["x-imported-from"] == {"tool": "import-linter", "file": ".importlinter", "name": "A"}
    assert "the independence contract 'A'" in one.context
    assert "why it was decided is not written there" in one.context
    assert one.status == "accepted"


@pytest.mark.parametrize(
    ("files", "roots"),
    [
        ({"lib/py/odd/__init__.py": "", "lib/py/odd/a.py": ""}, ()),
        ({"src/odd/a.py": "", "old/src/odd/a.py": ""}, ()),
        ({"deep/nest/odd.py": ""}, ("deep/nest",)),
        ({"lib/odd/a.py": ""}, ("lib",)),
    ],
)
def test_source_roots_are_said_where_they_would_not_be_found(brought, files, roots):
    text = ini("type = independence\nmodules =\n    odd.a\n    odd.b\n", "[importlinter]\nroot_package = odd\n")

    assert brought("import_linter", ".importlinter", text, files).roots == roots


def test_a_root_package_of_somebody_else_is_said(brought):
    head = "[importlinter]\nroot_packages =\n    shop\n    elsewhere\n"

    made = brought("import_linter", ".importlinter", ini(CASES["independence"][0], head))

    assert odd(made) == {("", "root package elsewhere"): "not importable"}


BROKEN = {
    "no section": ("[other]\nimportlinter = 1\n", "no section"),
    "no root": ("[importlinter]\n\n" + ANY + "type = layers\nlayers = a\n", "root_package"),
    "no contracts": (HEAD, "no contracts"),
    "no name": (HEAD + "[importlinter:contract:a]\ntype = layers\n", "no name"),
    "no type": (HEAD + ANY, "no type"),
    "no layers": (ini("type = layers\n"), "no layers"),
    "mixed": (ini("type = layers\nlayers = a | b : c\n"), "mixes"),
    "empty name": (ini("type = layers\nlayers = a | \n"), "empty name"),
    "no sources": (ini("type = forbidden\nforbidden_modules = a\n"), "no source_modules"),
    "all overlap": (ini("type = forbidden\nsource_modules = shop.web\nforbidden_modules = shop\n"), "every source"),
    "no arrow": (
        ini("type = independence\nmodules = shop.web\n    shop.app\nignore_imports = shop.web\n"),
        "no import expression",
    ),
    "no module": (ini("type = forbidden\nsource_modules = shop..web\nforbidden_modules = a\n"), "no module expression"),
    "no child": (
        ini("type = forbidden\nsource_modules = shop.web\nforbidden_modules = shop.none.*\n"),
        "matches no module",
    ),
    "depth": (ini("type = acyclic_siblings\nancestors = shop\ndepth = deep\n"), "no number"),
    "twice": (HEAD + ANY + "type = layers\n" + ANY, "already exists"),
    "no ini": ("importlinter\n", "no section headers"),
    "no package": (ini("type = layers\nlayers = a\n", "[importlinter]\nroot_package = none\n"), "no package none"),
    "interpolation": (HEAD + ANY + "type = %(x)s\n", "interpolat"),
    "bytes": (b"[importlinter]\nroot_package = \xff\n", "UTF-8"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_an_error_that_says_what_to_do(name):
    text, said = BROKEN[name]
    with pytest.raises(MnemeError) as raised:
        take("import_linter").read(".importlinter", tree({".importlinter": text}))
    assert said in raised.value.message
    assert raised.value.hint


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[tool.importlinter", "pyproject.toml: "),
        ("[tool.other]\nx = 1\n", "no [tool.importlinter]"),
        ("[tool.importlinter]\nroot_package = 'shop'\ncontracts = 3\n", "no array"),
        ("[tool.importlinter]\nroot_package = 'shop'\ncontracts = [3]\n", "no table"),
        (
            "[tool.importlinter]\nroot_package = 'shop'\n[[tool.importlinter.contracts]]\nname='A'\ntype='layers'\nlayers=[1]\n",
            "no list of texts",
        ),
    ],
)
def test_broken_toml(text, said):
    with pytest.raises(MnemeError) as raised:
        take("import_linter").read("pyproject.toml", tree({"pyproject.toml": text}))
    assert said in raised.value.message


def test_it_knows_its_files():
    reads = take("import_linter").reads
    assert reads(".importlinter", b"[importlinter]")
    assert reads("a/setup.cfg", b"[importlinter]")
    assert reads("pyproject.toml", b"[tool.importlinter]")
    assert not reads("setup.cfg", b"[flake8]")
    assert not reads("rules.json", b"importlinter")
