"""Verbs over hand-made facts: what the pages cannot show, because a pipeline would answer every want."""

from __future__ import annotations

import pytest

from mneme_cli.kinds import _matchers
from mneme_cli.model.fact import RUNTIME, TYPE, Change, Use, Want
from mneme_cli.model.scan import loads
from mneme_cli.relations._far import row
from tests.kinds.made import check, edge, facts, found, rule

A, B, DB = "src/shop/a.py", "src/shop/b.py", "src/shop/infra/db.py"


@pytest.mark.parametrize(
    ("verb", "params", "wanted"),
    [
        ("forbid", {"imports": ["shop.infra"]}, "imports"),
        ("forbid", {"calls": ["print"]}, "uses"),
        ("forbid", {"text": ["x"]}, "text"),
        ("only", {"imports": []}, "imports"),
        ("require", {"imports": ["shop.infra"]}, "imports"),
        ("require", {"imports": ["shop.infra"], "where": {"calls": ["f"]}}, "uses"),
        ("require", {"imports": ["shop.infra"], "some": True}, "files"),
        ("protect", {"what": ["shop.infra"]}, "imports"),
        ("public", {"of": ["shop.infra"], "surface": ["shop.infra.api"]}, "imports"),
        ("covered", {}, "files"),
        ("limit", {"metric": "lines", "at_most": 1}, "lines"),
        ("limit", {"metric": "fan_out", "at_most": 1}, "imports"),
        ("limit", {"metric": "fan_in", "at_most": 1}, "graph"),
        ("ratchet", {"count": {"calls": ["print"]}}, "uses"),
    ],
)
def test_what_is_not_known_is_wanted_and_never_found(verb, params, wanted, monkeypatch):
    monkeypatch.setattr("mneme_cli.languages.of", lambda path: path.endswith(".py") or None)
    said = check(rule(verb, params), facts(demand=[A]))
    assert said
    assert {(type(one), one.what) for one in said} == {(Want, wanted)}


def test_a_want_names_the_file_and_a_file_outside_near_is_not_asked_for():
    made = rule("forbid", {"imports": ["shop.infra"]}, near="src/shop/a.py")
    assert check(made, facts(demand=[A, B])) == [Want(what="imports", side="after", paths=(A,))]


def test_parts_of_one_rule_come_back_as_they_went_in():
    made = rule(
        "forbid", {"imports": ["shop.infra"], "through": False, "calls": ["f", "g"], "paths": ["x/**"], "on": ["add"]}
    )
    calls, imports, paths = _matchers.split(made)
    assert made.relation == ""
    assert [part.relation for part in (calls, imports, paths)] == ["calls", "imports", "paths"]
    assert [one.text for one in calls.far] == ["f", "g"]
    assert [one.text for one in imports.far] == ["shop.infra"]
    assert not imports.through
    assert loads(paths.terms) == {"on": ["add"]}


def test_one_matcher_is_the_rule_itself():
    made = rule("forbid", {"imports": ["shop.infra"]}, near="src/shop/web/**")
    assert (made.relation, made.through, made.moment, made.tokens) == ("imports", True, "edit", (b"infra",))
    assert _matchers.split(made) == (made,)


def test_tokens_of_several_matchers_are_all_of_theirs_or_none():
    both = rule("forbid", {"imports": ["shop.infra"], "calls": ["f"]}, near="src/shop/web/**")
    assert both.tokens == (b"f", b"infra")
    assert rule("forbid", {"imports": ["shop.infra"], "text": ["f"]}).tokens == ()


@pytest.mark.parametrize("verb", ["only", "require", "ratchet"])
def test_no_bytes_clear_a_file_of_what_it_lacks(verb):
    params = {"count": {"imports": ["shop.infra"]}} if verb == "ratchet" else {"imports": ["shop.infra"]}
    made = rule(verb, params, near="src/shop/web/**")
    assert (made.tokens, made.relation) == ((), "")


def test_the_bytes_of_where_clear_a_file():
    params = {"imports": ["shop.infra"], "where": {"calls": ["app.route"]}}
    assert rule("require", params).tokens == (b"route",)


def test_an_option_without_its_matcher_is_refused():
    with pytest.raises(ValueError, match="through: belongs to none of calls"):
        rule("forbid", {"calls": ["f"], "through": False})


def test_a_rule_without_a_matcher_is_refused():
    with pytest.raises(ValueError, match="nothing to look for"):
        rule("forbid", {})


@pytest.mark.parametrize(
    ("verb", "params", "said"),
    [
        ("only", {"imports": ["pkg:attrs"]}, "imports.0: pkg:attrs belongs under packages"),
        ("only", {"packages": ["std:python/os"]}, "packages.0: std:python/os belongs under std"),
        ("protect", {"what": ["shop.a"], "allow": ["pkg:attrs"]}, "allow.0: pkg:attrs imports nothing"),
        ("public", {"of": ["pkg:attrs"], "surface": ["shop.a"]}, "of: pkg:attrs is not ours"),
        ("public", ["shop.a"], "surface: is missing"),
        ("limit", {"metric": "lines"}, "at_most: is missing"),
        ("limit", {"metric": "lines", "at_most": 1, "at_least": 2}, "no file can be within"),
        ("ratchet", {"count": {"paths": ["x/**"]}}, "count.paths: cannot be counted"),
        ("covered", False, "declare some in mneme.yaml"),
    ],
)
def test_parameters_that_no_schema_can_refuse(verb, params, said):
    with pytest.raises(ValueError, match=said):
        rule(verb, params)


def test_when_masks_edges():
    rows = {A: (edge(A, DB, kinds=TYPE, line=1), edge(A, DB, kinds=RUNTIME, line=2))}
    lines = [one.line for one in check(rule("forbid", ["shop.infra"], without=TYPE), facts(imports=rows))]
    assert lines == [2]


def test_a_finding_says_what_and_where():
    line = edge(A, DB, "shop.infra.db.Session", line=3, column=5)
    (one,) = check(rule("forbid", ["shop.infra"]), facts(imports={A: (line,)}))
    assert one.claim == "imports src/shop/infra/db.py (Session)"
    assert (one.line, one.column, one.chain, one.status, one.symbol) == (3, 5, (line,), "", "")


@pytest.mark.parametrize(
    ("target", "name", "said"),
    [
        (DB, "shop.infra.db", DB),
        (DB, "", DB),
        (DB, "shop.infra.db.Session.close", f"{DB} (Session.close)"),
        ("src/shop/infra/__init__.py", "shop.infra", "src/shop/infra/__init__.py"),
        ("src/shop/infra/__init__.py", "shop.infra.VERSION", "src/shop/infra/__init__.py (VERSION)"),
        ("src/infra/db.ts", "src/infra/db.default", "src/infra/db.ts (default)"),
        ("setup.py", "setup", "setup.py"),
        (DB, "elsewhere.db", f"{DB} (elsewhere.db)"),
    ],
)
def test_a_file_is_named_once(target, name, said):
    assert row(edge(A, target, name), hit=True).claim == f"imports {said}"


def test_a_definition_is_told_once():
    written = edge(A, "src/shop/infra/__init__.py", "shop.infra.Session")
    behind = edge(A, DB, "shop.infra.db.Session", via="src/shop/infra/__init__.py")
    known = facts(imports={A: (written, behind)})
    assert found(rule("forbid", ["shop.infra"]), known) == [(A, "src/shop/infra/__init__.py")]
    assert found(rule("forbid", ["shop.infra.db"]), known) == [(A, DB)]
    assert found(rule("forbid", {"imports": ["shop.infra.db"], "through": False}), known) == []
    assert found(rule("protect", {"what": ["shop.infra.db"]}), known) == []


def test_two_targets_that_are_gone_are_two_findings():
    rows = {A: (edge(A, "?", "shop.x"), edge(A, "?", "shop.y"))}
    said = check(rule("forbid", {"unresolved": True}), facts(imports=rows))
    assert len({one.identity for one in said}) == 2


def test_a_deleted_file_owes_nothing(monkeypatch):
    monkeypatch.setattr("mneme_cli.languages.of", lambda path: path.endswith(".py") or None)
    gone = (Change(path=A, op="delete"),)
    assert check(rule("require", ["shop.infra"]), facts(change=gone, imports={A: ()})) == []
    assert check(rule("limit", {"metric": "lines", "at_least": 1}), facts(change=gone, lines={A: (0,)})) == []


def test_a_matcher_that_is_not_known_yet_accuses_nobody(monkeypatch):
    monkeypatch.setattr("mneme_cli.languages.of", lambda path: path.endswith(".py") or None)
    made = rule("require", {"imports": ["shop.infra"], "calls": ["f"]})
    said = check(made, facts(imports={A: (edge(A, DB),)}))
    assert said == [Want(what="uses", side="after", paths=(A,))]


def test_a_want_without_paths_leaves_every_file_open(monkeypatch):
    monkeypatch.setattr("mneme_cli.languages.of", lambda path: path.endswith(".py") or None)
    monkeypatch.setattr("mneme_cli.kinds._matchers.rows", lambda part, known: iter([Want(what="graph")]))
    assert check(rule("require", ["shop.infra"]), facts(imports={A: ()})) == [Want(what="graph")]


def test_a_ratchet_asks_for_both_sides_and_follows_a_rename():
    made = rule("ratchet", {"count": {"calls": ["print"]}})
    moved = (Change(path=A, op="delete"), Change(path=B, op="add", was=A))
    use = Use(line=1, column=1, name="print", call=True)
    assert [(one.side, one.paths) for one in check(made, facts(change=moved))] == [("after", (B,)), ("before", (A,))]
    assert check(made, facts(change=moved, uses={B: (use,)}, before={"uses": {A: (use,)}})) == []
    more = {"change": moved, "uses": {B: (use, use._replace(line=2))}}
    first = facts(**more, before={"uses": {A: (use,)}})._replace(wide=True)
    asked = [(one.what, one.side, one.paths) for one in check(made, first)]
    assert asked == [("text", "after", (B,)), ("text", "before", (A,)), ("files", "after", ())]
    texts = {"text": {B: (b"print\nprint\n",)}, "files": {"": (B,)}}
    before = {"uses": {A: (use,)}, "text": {A: (b"print\n",)}}
    assert [one.line for one in check(made, facts(**more, **texts, before=before)._replace(wide=True))] == [2]


def test_who_has_no_time_counts_nothing_that_a_change_leaves_alone():
    made = rule("ratchet", {"count": {"calls": ["print"]}})
    use = Use(line=1, column=1, name="print", call=True)
    rows = {"uses": {A: (use, use._replace(line=2))}, "text": {A: (b"print\nprint\n",)}}
    before = {"uses": {A: (use,)}, "text": {A: (b"print\n",)}}
    (one,) = check(made, facts(change=(Change(path=A),), before=before, **rows))
    assert one.claim == "calls print, 1 more of these than before; their number may only fall"


def test_a_file_of_no_component_is_found_only_if_it_is_there():
    made = rule("covered", {})
    assert found(made, facts(demand=["src/x.py"], files={"": ("src/x.py", "src/shop/web/a.py")})) == [("src/x.py", "")]
    assert found(made, facts(demand=["src/x.py"], files={"": ()})) == []
