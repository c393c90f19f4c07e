"""tach: small configurations in, decisions and the table out."""

from __future__ import annotations

import pytest

from tests.importers.conftest import odd, rules

HEAD = 'source_roots = ["src"]\n'
NOT_TYPE = {"not": ["type"]}


def module(path, *lines):
    return "\n".join(["[[modules]]", f'path = "{path}"', *lines, ""])


WEB = "shop.web: what it may import and who may import it"
APP = "shop.app: what it may import and who may import it"
ALL = "shop: what it may import and who may import it"
CASES = {
    "depends_on": (
        module("shop.web", 'depends_on = ["shop.app", {path = "shop.infra", deprecated = true}]')
        + module("shop.app")
        + module("shop.infra", "utility = true"),
        {
            f"{WEB}#depends-on": {
                "only": {"imports": ["shop.app", "shop.infra", "outside-tach"]},
                "in": ["shop.web"],
                "when": NOT_TYPE,
            },
            f"{WEB}#deprecated": {
                "forbid": {"imports": ["shop.infra"], "through": False},
                "in": ["shop.web"],
                "when": NOT_TYPE,
                "level": "advise",
            },
        },
        {},
    ),
    "inner modules are modules of their own": (
        module("shop", "depends_on = []") + module("shop.web", 'depends_on = ["shop"]') + module("shop.app"),
        {
            f"{ALL}#depends-on": {
                "only": {"imports": []},
                "in": ["shop"],
                "when": NOT_TYPE,
                "except": {"shop.app": False, "shop.web": False},
            },
            f"{ALL}#not-these": {
                "forbid": {"imports": ["shop.app", "shop.web"], "through": False},
                "in": ["shop"],
                "when": NOT_TYPE,
                "except": {"shop.app": False, "shop.web": False},
            },
            f"{WEB}#depends-on": {"only": {"imports": ["shop"]}, "in": ["shop.web"], "when": NOT_TYPE},
            f"{WEB}#not-these": {
                "forbid": {"imports": ["shop.app"], "through": False},
                "in": ["shop.web"],
                "when": NOT_TYPE,
            },
        },
        {},
    ),
    "layers": (
        'layers = ["hi", {name = "mid", closed = true}, "lo", "none"]\n'
        + module("shop.web", 'layer = "hi"', "depends_on = []", 'cannot_depend_on = ["shop.infra"]')
        + module("shop.app", 'layer = "mid"')
        + module("shop.infra", 'layer = "lo"')
        + module("shop.infra.db", 'layer = "lo"')
        + module("shop.infra.mail", "unchecked = true"),
        {
            "Layers: hi, mid, lo, none#layers": {
                "layers": {
                    "order": ["shop.web", "shop.app", {"peers": ["shop.infra", "shop.infra.db"]}],
                    "direct": True,
                    "closed": ["shop.app"],
                },
                "when": NOT_TYPE,
                "except": {"shop.infra.mail": False, "-> shop.infra.mail": False},
            },
            f"{WEB}#depends-on": {
                "only": {"imports": ["shop.app", "shop.infra", "shop.infra.db", "outside-tach"]},
                "in": ["shop.web"],
                "when": NOT_TYPE,
            },
            f"{WEB}#not-these": {
                "forbid": {"imports": ["shop.infra.mail"], "through": False},
                "in": ["shop.web"],
                "when": NOT_TYPE,
            },
            f"{WEB}#cannot-depend-on": {
                "forbid": {"imports": ["shop.infra"], "through": False},
                "in": ["shop.web"],
                "when": NOT_TYPE,
            },
        },
        {("shop.web", "cannot_depend_on"): "approximate"},
    ),
    "layers that have to be declared": (
        'layers = ["hi", "lo"]\nlayers_explicit_depends_on = true\nignore_type_checking_imports = false\n'
        + module("shop.web", 'layer = "hi"', "depends_on = []")
        + module("shop.app", 'layer = "lo"', 'cannot_depend_on = ["shop.web"]'),
        {
            "Layers: hi, lo#layers": {"layers": {"order": ["shop.web", "shop.app"], "direct": True}},
            f"{WEB}#depends-on": {"only": {"imports": ["outside-tach"]}, "in": ["shop.web"]},
            f"{APP}#cannot-depend-on": {"forbid": {"imports": ["shop.web"], "through": False}, "in": ["shop.app"]},
        },
        {},
    ),
    "visibility": (
        module("shop.app", 'visibility = ["shop.web.*", "shop.infra"]') + module("shop.app.order"),
        {
            f"{APP}#visibility": {
                "protect": {"what": ["shop.app"], "allow": ["shop.web", "shop.infra"]},
                "when": NOT_TYPE,
                "except": {"-> shop.app.order": False},
            }
        },
        {("shop.app", "visibility"): "approximate"},
    ),
    "interfaces": (
        module("shop.app")
        + module("shop.web")
        + '[[interfaces]]\nexpose = ["page"]\nfrom = ["shop.web"]\n'
        + '[[interfaces]]\nexpose = ["order.*", "Price", "o.d.*"]\nfrom = ["shop\\\\.a.*"]\nvisibility = ["shop.web"]\n'
        + 'exclusive = true\ndata_types = "primitive"\n',
        {
            f"{APP}#interface": {
                "public": {"of": ["shop.app"], "surface": ["exact:shop.app", "shop.app.order", "exact:shop.app.order"]},
                "when": NOT_TYPE,
            },
            f"{WEB}#interface": {
                "public": {"of": ["shop.web"], "surface": ["exact:shop.web", "shop.web.page"]},
                "when": NOT_TYPE,
            },
        },
        {
            ("shop.app", "interface"): "approximate",
            ("shop.app", "interface: visibility"): "approximate",
            ("shop.app", "interface: exclusive"): "not importable",
            ("shop.app", "interface: data_types"): "not importable",
        },
    ),
    "an interface of a module that is only named there, all open elsewhere": (
        module("shop.app")
        + '[[interfaces]]\nexpose = ["page"]\nfrom = ["shop.web"]\n'
        + '[[interfaces]]\nexpose = [".*"]\nfrom = ["shop.app"]\n',
        {
            f"{WEB}#interface": {
                "public": {"of": ["shop.web"], "surface": ["exact:shop.web", "shop.web.page"]},
                "when": NOT_TYPE,
            }
        },
        {},
    ),
    "external": (
        "[external]\nexclude = ['x']\nrename = ['y:z']\n"
        + module("shop.app", 'depends_on_external = ["requests"]', 'cannot_depend_on_external = ["django", "x"]'),
        {
            f"{APP}#external": {"only": {"packages": ["requests", "x"]}, "in": ["shop.app"], "when": NOT_TYPE},
            f"{APP}#not-external": {"forbid": {"packages": ["django"]}, "in": ["shop.app"], "when": NOT_TYPE},
        },
        {
            ("", "external: rename"): "not importable",
            ("", "undeclared packages"): "not importable",
            ("", "unused packages"): "not importable",
        },
    ),
    "circles, coverage, exclusion and what has no rule": (
        'forbid_circular_dependencies = true\nroot_module = "forbid"\nexact = true\nexclude = ["src/shop/web"]\n'
        'cache = {backend = "disk"}\nbogus = 1\n' + module("shop.web", "strict = true") + module("shop.app"),
        {
            "Modules do not import in circles#circles": {
                "acyclic": {"by": "component", "components": ["shop.app", "shop.web"]},
                "when": NOT_TYPE,
                "except": {"src/shop/web/**": True},
            },
            "Every file belongs to a module#covered": {
                "covered": {"by": ["shop.app", "shop.web"]},
                "in": ["src/**/*.py"],
            },
        },
        {
            ("", "forbid_circular_dependencies"): "approximate",
            ("", "root_module"): "approximate",
            ("<root>", "imports"): "not importable",
            ("", "exact"): "not importable",
            ("", "cache"): "not importable",
            ("", "bogus"): "not importable",
            ("shop.web", "strict"): "not importable",
        },
    ),
    "wildcards": (
        module("shop.web", 'depends_on = ["shop.infra.*"]')
        + module("shop.infra.db")
        + module("shop.infra.mail")
        + module("shop.app.*", "depends_on = []")
        + module("<root>", "depends_on = []"),
        {
            f"{WEB}#depends-on": {
                "only": {"imports": ["shop.infra.db", "shop.infra.mail", "outside-tach"]},
                "in": ["shop.web"],
                "when": NOT_TYPE,
            }
        },
        {("shop.app.*", "path"): "not importable", ("<root>", "depends_on"): "not importable"},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_modules_become_rules(brought, name):
    text, expected, rest = CASES[name]

    made = brought("tach", "tach.toml", HEAD + text)

    assert rules(made) == expected
    assert odd(made) == rest


def test_what_lies_in_no_module_and_the_layers_are_components(brought):
    made = brought("tach", "tach.toml", HEAD + CASES["layers"][0])

    assert made.components["shop.web"] == ("shop.web",)
    assert made.components["outside-tach"] == ("exact:shop",)
    assert made.tags["shop.app"] == ("mid",)


def test_a_mneme_yaml_that_is_there_names_its_own_parts(brought):
    made = brought("tach", "tach.toml", HEAD + CASES["layers"][0], {"mneme.yaml": "components: {}\n"})

    assert set(made.components) == {"outside-tach"}


def test_domain_files_are_read_from_where_they_lie(brought):
    domain = """
[root]
depends_on = ["//shop.web"]
[[modules]]
path = "db"
depends_on = ["mail", "<domain_root>"]
[[modules]]
paths = ["mail"]
depends_on = []
[[interfaces]]
expose = ["sql"]
from = ["db"]
"""
    made = brought(
        "tach", "tach.toml", HEAD + module("shop.web", "depends_on = []"), {"src/shop/infra/tach.domain.toml": domain}
    )

    found = {key.partition(":")[0] + "#" + key.partition("#")[2]: rule for key, rule in rules(made).items()}
    assert found["shop.infra#depends-on"]["only"] == {"imports": ["shop.web", "outside-tach"]}
    assert found["shop.infra.db#depends-on"]["only"] == {"imports": ["shop.infra.mail", "shop.infra", "outside-tach"]}
    assert found["shop.infra.db#interface"]["public"]["surface"] == ["exact:shop.infra.db", "shop.infra.db.sql"]
    assert found["shop.infra.mail#depends-on"]["only"] == {"imports": ["outside-tach"]}


def test_comments_that_set_an_import_aside_are_counted(brought):
    code = {"src/shop/web/page.py": "import shop.app  # tach-ignore(old)\n"}

    made = brought("tach", "tach.toml", HEAD + module("shop.web", "depends_on = []"), code)

    assert odd(made) == {("", "# tach-ignore"): "not importable"}
