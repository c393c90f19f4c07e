"""reaches over hand-made graphs: what a page cannot show."""

from __future__ import annotations

from itertools import pairwise

import pytest

from mneme_cli import kinds, relations
from mneme_cli.model.fact import TYPE, Facts, Want
from mneme_cli.model.region import Region
from mneme_cli.model.rule import Aside
from mneme_cli.model.selector import Selector
from tests.kinds.chained import change, forbid, found, pairs, select, way, whole, world

DOMAIN = Region(inside=("src/domain/**",))
ORDER, CLOCK, DB = "src/domain/order.py", "src/clock.py", "src/infra/db.py"
THROUGH = world(f"{ORDER} -> {CLOCK}\n{CLOCK} -> {DB}")


def test_lowering():
    rule = forbid(["infra"])
    assert (rule.relation, rule.everywhere, rule.reads, rule.moment) == ("reaches", True, ("graph",), "change")


def test_a_row_says_what_is_reached_and_how():
    (row,) = found(forbid(["infra"], near=DOMAIN), whole(THROUGH))
    assert (row.path, row.target, row.claim, row.hit, row.universe) == (ORDER, DB, f"reaches {DB}", True, "internal")
    assert way(row) == f"{ORDER} {CLOCK} {DB}"


@pytest.mark.parametrize(
    ("target", "names", "form", "universe"),
    [
        ("pkg:pypi/sqlalchemy.orm", ("pypi/sqlalchemy",), "package", "packages"),
        ("pkg:pypi/sqlalchemy.orm", ("sqlalchemy.orm",), "module", "packages"),
        ("pkg:npm/@x/ui", ("npm/@x/*",), "package", "packages"),
        ("std:python/os.path", ("python/os",), "std", "std"),
        ("std:python/os.path", ("=os.path",), "module", "std"),
        ("?shop.gone", ("shop",), "module", "internal"),
    ],
)
def test_what_is_no_file_of_the_tree_is_reached_by_its_name(target, names, form, universe):
    rule = forbid(["infra"], near=DOMAIN)._replace(far=(Selector(text="x", form=form, names=names),))
    edges = world(f"{ORDER} -> {CLOCK}\n{CLOCK} -> {target} pkg:pypi/sqlalchemyx std:python/osx ?shopx")
    assert [(row.target, row.universe) for row in found(rule, whole(edges))] == [(target, universe)]
    assert pairs(rule, change(world(f"{ORDER} -> {CLOCK}"), edges)) == [(ORDER, target)]


def test_each_entry_is_sought_by_itself():
    """A chain may pass one entry on its way to another: excusing the first must not hide the second."""
    edges = THROUGH | world(f"{DB} -> pkg:pypi/sqlalchemy")
    assert pairs(forbid(["infra", "pkg:pypi/sqlalchemy"], near=DOMAIN), whole(edges)) == [
        (ORDER, "pkg:pypi/sqlalchemy"),
        (ORDER, DB),
    ]


def test_hidden_edges_are_gone_from_both_sides_of_a_change():
    hide = Aside(how="except", by="x", where=Region(inside=(CLOCK,)), target=(select("infra"),), hide=True)
    rule = forbid(["infra"], near=DOMAIN, asides=(hide,))
    assert pairs(rule, whole(THROUGH)) == []
    more = THROUGH | world(f"{ORDER} -> src/util.py\nsrc/util.py -> {DB}")
    assert pairs(rule, change(THROUGH, more)) == [(ORDER, DB)]
    everything = forbid(["infra"], near=DOMAIN, asides=(hide._replace(target=()),))
    assert pairs(everything, whole(THROUGH)) == []


def test_an_edge_that_becomes_one_of_run_time_is_added():
    rule = forbid(["infra"], near=DOMAIN, without=TYPE)
    base = world(f"{ORDER} -> {CLOCK}:2\n{CLOCK} -> {DB}")
    assert pairs(rule, change(base, base | THROUGH)) == [(ORDER, DB)]


def test_captures_are_bound_by_scope_and_by_in():
    near = Region(inside=("src/*/*.py",), allof=(Region(inside=("src/{name}/**",)),))
    rule = forbid(["src/{!name}/**"], near=near)
    edges = world("src/b.c/x.py -> lib/u.py src/b.c/y.py\nlib/u.py -> src/bxc/x.py")
    assert pairs(rule, whole(edges)) == [("src/b.c/x.py", "src/bxc/x.py")]
    same = forbid(["src/{name}/inner/**"], near=near)
    assert pairs(same, whole(world("src/a/x.py -> src/a/inner/y.py src/b/inner/y.py"))) == [
        ("src/a/x.py", "src/a/inner/y.py")
    ]


def test_wants():
    rule = forbid(["infra"])
    rows = relations.take("reaches").rows
    assert list(rows(rule, Facts())) == [Want(what="graph")]
    assert list(rows(rule._replace(kind="require"), Facts())) == [Want(what="graph")]
    assert list(rows(rule, Facts(added=()))) == []


def test_what_is_required_may_be_reached_through_whatever():
    rule = forbid(["infra"], kind="require", near=DOMAIN)
    edges = THROUGH | world(f"src/domain/a.py -> {ORDER}\nsrc/domain/z.py -> {ORDER}:2")
    assert [way(row) for row in found(rule, whole(edges))] == [
        f"src/domain/a.py {ORDER} {CLOCK} {DB}",
        f"{ORDER} {CLOCK} {DB}",
        f"src/domain/z.py {ORDER} {CLOCK} {DB}",
    ]
    assert len(found(rule._replace(without=TYPE), whole(edges))) == 2


def test_a_thousand_rules_are_one_pass(monkeypatch):
    """Rules that hold cost no search: only the one that is broken is followed."""
    from mneme_cli.relations._chains import breach

    searched = []
    monkeypatch.setattr(
        breach, "_behind", lambda *given, behind=breach._behind: searched.append(given) or behind(*given)
    )
    files = [f"src/p{at}/m.py" for at in range(1000)]
    edges = {(one, other, 1) for one, other in pairwise(files)}
    holding = tuple(
        forbid([f"src/p{at}/**"], rule_id=f"R{at}", near=Region(inside=(f"src/p{at + 1}/**",))) for at in range(999)
    )
    broken = forbid(["src/p999/**"], rule_id="B", near=Region(inside=("src/p0/**",)))
    said = list(kinds.take("forbid").check((*holding, broken), whole(edges)))
    assert [(one.rule, one.source, one.target, len(one.chain)) for one in said] == [("B", files[0], files[-1], 999)]
    assert len(searched) == 1
