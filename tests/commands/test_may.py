"""May this import that: asked before it is written, answered with the decision and the way that is open."""

import json

import pytest

CLOSED = """\
id: ADR-0020
title: The domain is small
status: accepted
date: 2026-05-01
rules:
  closed:
    only:
      imports: [shop.domain]
      std: ["std:python/decimal"]
    in:
      - src/shop/domain/**
    when:
      not: [type]
  no-yaml:
    forbid:
      packages: [pyyaml]
    level: advise
"""
ORDER = "src/shop/domain/order.py"


def asked(mneme, *argv):
    code, out, err = mneme("may", *argv, "--json")
    assert err == ""
    return code, json.loads(out)


def rules(found):
    return sorted({each["rule"] for one in found["targets"] for each in one["blocked"]})


@pytest.mark.parametrize(
    ("source", "target", "by"),
    [
        (ORDER, "sqlalchemy", ["ADR-0007#no-orm"]),
        (ORDER, "pkg:sqlalchemy", ["ADR-0007#no-orm"]),
        (ORDER, "pkg:pypi/SQLAlchemy", ["ADR-0007#no-orm"]),
        (ORDER, "sqlalchemy.orm.Session", ["ADR-0007#no-orm"]),
        (ORDER, "shop.infra.http", ["ADR-0007#no-orm"]),
        (ORDER, "src/shop/infra/db.py", ["ADR-0007#no-orm"]),
        (ORDER, "shop.infra.http.client", ["ADR-0007#no-orm"]),
        (ORDER, "json", []),
        (ORDER, "std:python/json", []),
        (ORDER, "shop.domain.ports.prices", []),
        ("src/shop/domain/not_written_yet.py", "shop.infra", ["ADR-0007#no-orm"]),
        ("src/shop/domain/new/part.py", "shop.infra", ["ADR-0007#no-orm"]),
        ("domain", "infra", ["ADR-0007#no-orm"]),
        ("shop.domain", "infra", ["ADR-0007#no-orm"]),
        ("src/shop/domain", "src/shop/infra/", ["ADR-0007#no-orm"]),
        ("web", "app", []),
        ("app", "web", ["ADR-0001#layers", "ADR-0005#no-cycles"]),
        ("src/shop/web/cart.py", "requests", ["ADR-0003#one-client"]),
        ("src/shop/web/cart.py", "shop.billing.ledger", ["ADR-0006#surface"]),
        ("src/shop/web/cart.py", "shop.billing.api", []),
        ("src/shop/billing/api.py", "shop.app.checkout", ["ADR-0005#no-cycles"]),
        ("src/shop/reports/monthly.py", "shop.billing.ledger", []),
    ],
)
def test_the_answer_and_who_gives_it(shop, mneme, source, target, by):
    code, found = asked(mneme, source, target)

    assert (code, rules(found)) == (int(bool(by)), by)


def test_the_text_of_a_no(shop, mneme):
    code, out, _ = mneme("may", ORDER, "sqlalchemy")

    assert code == 1
    assert max(map(len, out.splitlines())) <= 80
    for part in (
        f"no  {ORDER} may not import sqlalchemy\n  means       pkg:pypi/sqlalchemy\n",
        "ADR-0007#no-orm  Domain code does not import infrastructure",
        "instead     Depend on a port in domain/ports; put the adapter in shop/infra.",
        f"mneme waive ADR-0007#no-orm --in {ORDER}",
    ):
        assert part in out


def test_the_text_of_a_yes(shop, mneme):
    code, out, _ = mneme("may", "src/shop/web/new.py", "app")

    assert (code, out.splitlines()[0]) == (0, "yes  src/shop/web/new.py may import all of app")
    assert "the file is not there yet" in out
    assert "4 rules speak there, and none objects" in out


def test_what_the_file_has_already_does_not_hide_the_answer(shop, mneme):
    text = shop.read(ORDER).decode()
    shop.commit("debt", {ORDER: f"import shop.app.checkout\nimport sqlalchemy\n{text}"})

    assert asked(mneme, ORDER, "sqlalchemy")[0] == 1
    assert asked(mneme, ORDER, "shop.app.checkout")[0] == 1
    assert asked(mneme, ORDER, "decimal")[0] == 0


def test_a_chain_that_would_close_behind_the_target(shop, mneme):
    shop.commit("tools", {"src/shop/tools.py": "import shop.web.cart\n"})

    code, out, _ = mneme("may", ORDER, "shop.tools")

    assert code == 1
    assert "chain       src/shop/domain/order.py:1:1  imports shop.tools\n" in out
    assert "src/shop/tools.py:1:1  imports shop.web.cart\n" in out


def test_layers_name_what_lies_below(shop, mneme):
    assert asked(mneme, "src/shop/app/checkout.py", "shop.web.cart")[1]["instead"] == ["domain"]
    assert "allowed     domain\n" in mneme("may", "app", "web")[1]


def test_a_public_part_names_its_surface(shop, mneme):
    _, found = asked(mneme, "src/shop/web/cart.py", "shop.billing.ledger")

    assert found["instead"] == ["shop.billing.api"]


def test_of_a_component_only_its_surface(shop, mneme):
    code, found = asked(mneme, "web", "billing")

    assert (code, found["answer"]) == (1, "in part")
    assert [one["asked"] for one in found["targets"] if one["allowed"]] == ["src/shop/billing/api.py"]
    assert "allowed     src/shop/billing/api.py\n" in mneme("may", "web", "billing")[1]


def test_a_closed_list_names_what_is_on_it_and_annotations_may_be_open(shop, mneme):
    shop.write({"docs/decisions/ADR-0020.yaml": CLOSED})

    code, found = asked(mneme, ORDER, "json")

    assert (code, rules(found), found["instead"]) == (1, ["ADR-0020#closed"], ["std:python/decimal"])
    assert found["targets"][0]["for_annotations"]
    assert "for annotations only, behind `if TYPE_CHECKING:`" in mneme("may", ORDER, "json")[1]
    assert not asked(mneme, ORDER, "sqlalchemy")[1]["targets"][0]["for_annotations"]


def test_advice_is_a_yes_with_a_word(shop, mneme):
    shop.write({"docs/decisions/ADR-0020.yaml": CLOSED})

    code, out, _ = mneme("may", "src/shop/web/cart.py", "yaml")

    assert code == 0
    assert "advice      ADR-0020#no-yaml advises against it: The domain is small" in out


def test_a_waiver_opens_the_way_and_is_named(shop, mneme):
    code, out, _ = mneme("may", "src/shop/billing/gateway.py", "requests")
    assert code == 0
    assert "excused     from ADR-0003#one-client by waiver W-0001: The payment" in out

    code, out, _ = mneme("may", "billing", "requests")
    assert code == 1
    assert "excused     src/shop/billing/gateway.py (ADR-0003#one-client, waiver W-0001)" in out
    assert "mneme waive" not in out


def test_a_waiver_that_ended_opens_nothing(shop, mneme):
    text = shop.read("docs/decisions/W-0001-vendor-gateway.yaml").decode()
    shop.write({"docs/decisions/W-0001-vendor-gateway.yaml": text.replace("2027-06-30", "2026-05-31")})

    assert asked(mneme, "src/shop/billing/gateway.py", "requests")[0] == 1


def test_a_file_to_come_on_the_other_side(shop, mneme):
    code, found = asked(mneme, ORDER, "src/shop/infra/planned.py")

    assert (code, rules(found)) == (1, ["ADR-0007#no-orm"])


def test_demands_that_a_new_file_does_not_meet_yet_are_no_answer(shop, mneme):
    text = CLOSED.replace(
        "only:\n      imports: [shop.domain]\n      std:", "require:\n      packages: [attr]\n      imports:"
    )
    text = text.replace('["std:python/decimal"]', "[shop.domain]")
    shop.write({"docs/decisions/ADR-0020.yaml": text})

    assert asked(mneme, "src/shop/domain/new.py", "json")[0] == 0


def test_from_a_folder_below(shop, mneme, monkeypatch):
    monkeypatch.chdir(shop.path / "src" / "shop" / "domain")

    assert asked(mneme, "order.py", "shop.infra")[1]["file"] == ORDER


def test_a_folder_to_come_is_said_as_it_may_be_a_slip(shop, mneme):
    code, out, _ = mneme("may", "src/shop/domian/order.py", "shop.infra")

    assert code == 0
    assert "neither the file nor its folder is there yet" in out


def test_nothing_is_written(shop, mneme):
    asked(mneme, "domain", "infra")

    assert shop.git("status", "--porcelain") == ""


@pytest.mark.parametrize(
    ("source", "target", "hint"),
    [
        ("domian", "x", "did you mean domain?"),
        ("elsewhere/new.py", "x", "file"),
        (ORDER, "shop.infra.htp", "did you mean shop.infra.http?"),
        (ORDER, "pkg:", "pkg:"),
        (ORDER, "no-such", "pkg:NAME"),
        ("mneme.yaml", "json", "source file"),
        ("src/shop/app", "src/shop/app", "name a file"),
    ],
)
def test_what_cannot_be_told(shop, mneme, source, target, hint):
    code, out, err = mneme("may", source, target)

    assert (code, out) == (2, "")
    assert hint in err


def test_errors_in_decisions_are_said(shop, mneme):
    shop.write({"docs/decisions/ADR-0012.yaml": "id: ADR-0012\n"})

    code, found = asked(mneme, ORDER, "json")

    assert (code, found["answer"]) == (2, "cannot tell")


def test_without_git(clean, tmp_path, monkeypatch, mneme):
    (tmp_path / "docs" / "decisions").mkdir(parents=True)
    (tmp_path / "docs" / "decisions" / "ADR-1.yaml").write_text(
        "id: ADR-1\ntitle: T\nstatus: accepted\ndate: 2026-01-01\nrules:\n  r:\n    forbid:\n      reaches: [b]\n    in: [./a.py]\n"
    )
    (tmp_path / "a.py").write_text("")
    (tmp_path / "b.py").write_text("")
    (tmp_path / "c.py").write_text("import b\n")
    monkeypatch.chdir(tmp_path)

    assert asked(mneme, "./a.py", "c")[0] == 1
