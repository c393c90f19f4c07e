"""Names that lead nowhere are said: layers, children of containers, components that tie, words that are near others."""

from __future__ import annotations

import pytest

from mneme_cli.judge.outcome import exit_code
from mneme_cli.model.day import parse
from mneme_cli.pipeline.texts import judged
from tests.commands.ask import quick

HEAD = "id: ADR-1\ntitle: T\nstatus: accepted\ndate: 2026-01-01\nrules:\n  r:\n"
ADR = "docs/decisions/ADR-1.yaml"
SHOP = {
    f"src/shop/{name}.py": ""
    for name in ("web/v", "billing/b", "infra/i", "stock/s", "prices/p", "domain/o", "__init__")
}
FEATURES = {
    f"src/shop/features/{one}/{part}.py": "" for one in ("cart", "stock") for part in ("web", "domain", "api/v1")
}


def verdict(rule, files, config="source_roots: [src]\n"):
    tree = {"mneme.yaml": config, ADR: HEAD + "".join(f"    {line}\n" for line in rule.splitlines()), **files}
    return judged(None, {path: text.encode() for path, text in tree.items()}, parse("2026-06-01")).verdict


def said(rule, files, config="source_roots: [src]\n"):
    return [(one.code, one.message, one.fix) for one in verdict(rule, files, config).problems]


def test_an_optional_layer_need_not_exist():
    order = 'layers: {order: [shop.web, "shop.admin?", [shop.billing, shop.infra], {peers: [shop.stock]}, shop.domain]}'
    assert said(order, SHOP) == []
    ((code, message, _),) = said(order.replace("?", ""), SHOP)
    assert (code, "'shop.admin'" in message) == ("E-EMPTY", True)


def test_an_optional_layer_that_exists_is_judged():
    files = {**SHOP, "src/shop/admin.py": "", "src/shop/domain/o.py": "import shop.admin\n"}
    (finding,) = verdict('layers: [shop.web, "shop.admin?", shop.domain]', files).findings
    assert finding.claim == "imports src/shop/admin.py: shop.domain lies below shop.admin"


@pytest.mark.parametrize(
    "rule",
    [
        "layers: {order: [web, domian], containers: [src/shop/features/*]}",
        "layers: {order: [web, [domain, domian]], containers: [src/shop/features/*]}",
        "independent: {each_child_of: [src/shop/features/cart], but: [domian]}",
    ],
)
def test_a_child_of_no_container_is_empty_and_the_nearest_is_named(rule):
    ((code, message, fix),) = said(rule, FEATURES)
    assert code == "E-EMPTY"
    assert message == "ADR-1#r: 'domian' is a child of none of its folders"
    assert fix.startswith("did you mean 'domain'?")


@pytest.mark.parametrize(
    "rule",
    [
        'layers: {order: [web, "admin?", domain], containers: [src/shop/features/*]}',
        "layers: {order: [api.v1, domain], containers: [src/shop/features/*]}",
        "layers: {order: [api/v1, domain], containers: [src/shop/*/cart]}",
        "layers: {order: [cart, stock], containers: [src/shop/features]}",
        "independent: {each_child_of: src/shop/features, but: [stock]}",
        "layers: {order: [cart, zzz], containers: [src/shop/features]}\nmay_be_empty: true",
    ],
)
def test_a_child_of_any_container_will_do(rule):
    assert said(rule, FEATURES) == []


@pytest.mark.parametrize(
    ("rule", "wrong"),
    [
        ('only: {std: [dataclasses, fs, "std:python/jsn", json.tool, "std:node/test"]}', "jsn"),
        ('only: {std: [test, "node:fs/promises", "std:bun/sqlit", "node:childprocess"]}', "childprocess"),
        ('forbid: {imports: ["node:sqlite", "std:node/node:childprocess"]}', "childprocess"),
        ("only: {std: [dataclases, os]}", "dataclases"),
        ("forbid: {imports: [std:python/subproces]}", "subproces"),
        ("forbid: {imports: [std:python/xml.etree, std:python/json]}", ""),
        ('only: {std: ["*"]}', ""),
    ],
)
def test_a_module_that_no_standard_library_has_is_asked_about(rule, wrong):
    found = said(rule, SHOP)
    assert [(code, f"no standard library has a module '{wrong}'" in text) for code, text, _ in found] == [
        ("W-NEAR", True)
    ] * bool(wrong)


def test_components_that_claim_a_file_alike_stop_the_check_as_they_stop_lint():
    config = "source_roots: [src]\ncomponents:\n  web: src/shop/web/**\n  zed: src/shop/web/**\n"
    judged_ = verdict("forbid: {imports: [shop.infra]}\nin: [web]", SHOP, config)
    ((code, message),) = [(one.code, one.message) for one in judged_.problems]
    assert (code, message) == ("E-SCHEMA", "src/shop/web/v.py belongs to several components alike: web, zed")
    assert exit_code(judged_) == 2


def test_a_file_that_comes_can_tie_though_the_decisions_were_compiled_before(repo):
    config = "components:\n  ays: src/*a*/x/**\n  ees: src/*e*/x/**\n"
    rule = HEAD + "    forbid: {imports: [requests]}\n"
    repo.commit("shop", {"mneme.yaml": config, ADR: rule, "src/ab/x/f.py": "", "src/be/x/f.py": ""})

    assert quick("check").code == 0
    repo.write({"src/ae/x/f.py": ""})
    said = quick("check")
    assert (said.code, "src/ae/x/f.py belongs to several components alike" in said.words) == (2, True)


CONFIG = "source_roots: [src]\ncomponents:\n  billing: src/shop/billing/**\n"
MANIFEST = {"pyproject.toml": '[project]\nname = "x"\ndependencies = ["sqlalchemy>2", "requests", "boto3", "attrs"]\n'}


@pytest.mark.parametrize(
    ("rule", "word", "other"),
    [
        ("forbid: {imports: [billin]}", "billin", "billing"),
        ("forbid: {imports: [sqlalchemi.orm]}", "sqlalchemi.orm", "sqlalchemy"),
        ("forbid: {packages: [reqests]}", "reqests", "requests"),
        ("forbid: {reaches: [pkg:sqlachlemy]}", "sqlachlemy", "sqlalchemy"),
        ("only: {packages: [reqeusts]}", "reqeusts", "requests"),
        ("protect: {what: shop.domain, allow: [biling]}", "biling", "billing"),
    ],
)
def test_a_word_that_nothing_declares_and_that_is_near_another_is_a_warning(rule, word, other):
    ((code, message, fix),) = said(f"{rule}\nin: [src/shop/web/**]", {**SHOP, **MANIFEST}, CONFIG)
    assert (code, message) == ("W-NEAR", f"ADR-1#r: nothing here is called '{word}', which is nearly '{other}'")
    assert fix.startswith(f"did you mean '{other}'?")


@pytest.mark.parametrize(
    "rule",
    [
        "forbid: {imports: [boto, urllib2, attr, numpy, mod:billin, sqlalchemy, shop.billing]}",
        "forbid: {packages: [boto, pkg:pypi/reqests, flask, SQLAlchemy]}",
        "forbid: {calls: [requets.get, print], std: false}".replace(", std: false", ""),
    ],
)
def test_what_is_declared_explicit_another_version_or_unlike_is_not_near(rule):
    assert said(f"{rule}\nin: [src/shop/web/**]", {**SHOP, **MANIFEST}, CONFIG) == []


@pytest.mark.parametrize(
    "rule",
    [
        "forbid: requests",
        "forbid: {imports: requests, packages: flask, reaches: shop.infra, calls: print}",
        "forbid: {written: relative}",
        "forbid: {paths: src/shop/web/**}",
        "only: {imports: shop.domain, packages: requests, std: json}",
        "require: {imports: shop.domain, where: {calls: open}}",
        "ratchet: {count: {calls: print}}",
        "covered: {by: shop}",
        "layers: {order: [web, domain], containers: src/shop/features/*, exhaustive: {but: api}}",
        "layers: {order: [shop.web, shop.domain], closed: shop.web}",
        "independent: {each_child_of: src/shop/features, but: stock}",
        "acyclic: {by: component, components: shop}",
        "protect: {what: shop.billing, allow: shop.web}",
        "public: {of: shop.billing, surface: shop.billing.b}",
    ],
)
def test_one_selector_may_stand_wherever_a_list_of_them_stands(rule):
    config = "source_roots: [src]\ncomponents:\n  shop: src/shop/**\n"
    assert [each for each in said(rule, {**SHOP, **FEATURES}, config) if each[0] == "E-SCHEMA"] == []


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("acyclic: {by: file, depth: 2}", "ADR-1#r: depth: it belongs to `by: children`"),
        ("layers: {order: [shop.web, shop.web]}", "ADR-1#r: order: 'shop.web' stands twice"),
        ("limit: {metric: lines, at_least: 5, at_most: 2}", "ADR-1#r: at_least: 5 is more than at_most 2"),
    ],
)
def test_a_message_about_a_key_names_the_key(rule, message):
    ((_, told, _),) = said(rule, SHOP)
    assert told.startswith(message)
