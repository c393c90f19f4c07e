"""layers over hand-made graphs: what a page cannot show."""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator

from mneme_cli import kinds
from mneme_cli.model.fact import TYPE, Change, Edge, Facts, Want
from mneme_cli.model.region import Region
from tests.kinds.chained import asked, change, found, graph, law, pairs, way, whole, world

ORDER = ["web", "app", "domain"]
WEB, APP, DOMAIN, LOG = "src/web/v.py", "src/app/c.py", "src/domain/o.py", "src/log.py"


@pytest.mark.parametrize(
    "written",
    [
        {"order": ["web", "admin?", ["a", "b"], {"peers": ["x", "y"]}, "core"]},
        {"order": ["web", "core"], "direct": True, "closed": ["web"]},
        {"order": ["web", "core"], "containers": ["src/shop/*"], "exhaustive": True},
        {"order": ["web", "core"], "containers": ["src/shop/*"], "exhaustive": {"but": ["_version"]}},
    ],
)
def test_the_schema_takes_what_the_page_says(written):
    assert Draft202012Validator(kinds.schema("layers")).is_valid(written)


@pytest.mark.parametrize(
    "written", [{}, {"order": []}, {"order": ["a", 1]}, {"order": ["a"], "closed": "a"}, {"order": [{"peer": ["a"]}]}]
)
def test_the_schema_refuses_the_rest(written):
    assert not Draft202012Validator(kinds.schema("layers")).is_valid(written)


@pytest.mark.parametrize(
    ("params", "message"),
    [
        (["web", "app", "web"], "order.2: 'web' stands twice"),
        (["web", ["app", "web?"]], "order.1: 'web' stands twice"),
        ({"order": ORDER, "closed": ["app", "core"]}, "closed.1: 'core' is no entry"),
        ({"order": ORDER, "exhaustive": True}, "exhaustive: it speaks of the children"),
    ],
)
def test_what_no_schema_can_refuse_is_told_with_its_place(params, message):
    with pytest.raises(ValueError, match=message.replace(".", r"\.")):
        law("layers", params)


def test_a_rule_over_chains_bears_on_every_file_and_a_direct_one_on_its_own():
    chained, direct = law("layers", ORDER), law("layers", {"order": ORDER, "direct": True})
    assert (chained.everywhere, chained.reads, chained.moment) == (True, ("graph",), "edit")
    assert (direct.everywhere, direct.reads, direct.moment) == (False, ("imports",), "edit")


def test_an_entry_that_need_not_exist_says_so_in_its_text():
    assert [one.text for one in law("layers", ["web", "admin?"]).far] == ["web", "admin?"]


def test_the_shortest_chain_is_told_hop_by_hop():
    world_ = world(f"{DOMAIN} -> src/x.py src/y.py\nsrc/x.py -> src/z.py\nsrc/z.py -> {WEB}\nsrc/y.py -> {WEB}")
    (finding,) = found(law("layers", ORDER), whole(world_))
    assert way(finding) == f"{DOMAIN} src/y.py {WEB}"
    assert finding.claim == f"reaches {WEB}: domain lies below web"
    assert (finding.kinds, finding.line) == (0, 0)


def test_the_longest_literal_prefix_owns_a_file():
    inner = law("layers", ["src/app/inner", "app"])
    assert pairs(inner, whole(world(f"{APP} -> src/app/inner/x.py"))) == [(APP, "src/app/inner/x.py")]
    assert pairs(inner, whole(world("src/app/inner/x.py -> src/app/c.py"))) == []


def test_findings_are_anchored_where_the_rule_speaks():
    rule = law("layers", ORDER, near=Region(inside=("src/app/**",)))
    assert pairs(rule, whole(world(f"{DOMAIN} -> {WEB}\n{APP} -> {WEB}"))) == [(APP, WEB)]


def test_without_a_graph_it_is_wanted_once_for_all_rules():
    rules = law("layers", ORDER), law("layers", ["web", "domain"], "S")
    assert list(asked(rules, Facts())) == [Want(what="graph")]


def test_a_change_without_the_graph_before_wants_that():
    facts = change(set(), world(f"{DOMAIN} -> {WEB}"))._replace(was=None)
    assert list(asked((law("layers", ORDER),), facts)) == [Want(what="graph", side="before")]


def test_a_change_that_adds_no_edge_wants_nothing():
    assert list(asked((law("layers", ORDER),), Facts(added=()))) == []


def test_an_illegal_edge_of_an_edit_is_told_before_there_is_a_graph():
    edges = (
        Edge(DOMAIN, WEB, "web.v", line=3, column=5),
        Edge(DOMAIN, LOG, "log", line=4),
        Edge(DOMAIN, WEB, "", via=LOG),
    )
    finding, want = asked((law("layers", ORDER),), Facts(added=edges))
    assert (finding.source, finding.target, finding.line, finding.column) == (DOMAIN, WEB, 3, 5)
    assert want == Want(what="graph")
    (chained,) = found(law("layers", ORDER), change(set(), world(f"{DOMAIN} -> {WEB} {LOG}")))
    assert chained.identity == finding.identity


def test_where_everything_is_looked_at_known_imports_serve_until_there_is_a_graph():
    facts = Facts(after={"imports": {DOMAIN: (Edge(DOMAIN, WEB, ""),)}}, demand={"R": (DOMAIN, APP)})
    assert [type(one).__name__ for one in asked((law("layers", ORDER),), facts)] == ["Finding", "Want"]


def test_direct_rules_read_the_demanded_files_and_want_the_others():
    rule = law("layers", {"order": ORDER, "direct": True})
    edge = Edge(DOMAIN, WEB, "web.v", line=2, kinds=TYPE)
    facts = Facts(after={"imports": {DOMAIN: (edge, edge._replace(target=LOG))}}, demand={"R": (APP, DOMAIN)})
    want, finding = asked((rule,), facts)
    assert want == Want(what="imports", paths=(APP,))
    assert (finding.target, finding.line, finding.chain, finding.identity[4]) == (WEB, 2, (edge,), "type")
    assert (
        found(law("layers", {"order": ORDER, "direct": True}, without=TYPE), facts._replace(demand={"R": (DOMAIN,)}))
        == []
    )


def test_direct_and_exhaustive_is_judged_on_what_a_change_adds():
    rule = law("layers", {"order": ["web", "domain"], "containers": ["src/"], "exhaustive": True, "direct": True})
    assert rule.reads == ("graph",)
    (finding,) = found(rule, change(set(), world(f"{DOMAIN} -> {WEB}")))
    assert (finding.source, finding.target) == (DOMAIN, WEB)


def test_an_unlisted_child_is_found_at_its_first_file_and_in_a_change_when_it_is_new():
    rule = law("layers", {"order": ["web"], "containers": ["src/"], "exhaustive": {"but": ["log"]}})
    files = [WEB, LOG, "src/__init__.py", "src/jobs/a.py", "src/jobs/__init__.py", "src/cli.py"]
    says = [("src/cli.py", "src/cli"), ("src/jobs/__init__.py", "src/jobs")]
    assert pairs(rule, whole(set(), files)) == says
    new = Facts(
        graph=graph(set(), files),
        was=graph(set(), files[:3]),
        added=(),
        change=(Change("src/cli.py", op="add"), Change("src/jobs/a.py", op="add")),
    )
    assert pairs(rule, new) == says
    assert pairs(rule, new._replace(was=graph(set(), [*files[:3], "src/jobs/b.py"]))) == says[:1]
    assert pairs(rule, new._replace(change=(Change("src/web/w.py", op="add"),))) == []
    assert list(asked((rule,), new._replace(graph=None))) == [Want(what="graph")]


@pytest.mark.parametrize(
    ("names", "edge", "broken"),
    [
        (["high", "low"], "src/a/low.py -> src/a/high/x.py", True),
        (["high", "low"], "src/a/low/x.ts -> src/a/high.d.ts", True),
        (["high", "low"], "src/a/lower.py -> src/a/high/x.py", False),
        (["high", "low"], "src/a/low.py -> src/b/high.py", False),
        (["api.v1", "low"], "src/a/low.py -> src/a/api/v1/x.py", True),
        (["api.v1", "low"], "src/a/low.py -> src/a/api/v2.py", False),
        (["cart.service", "low"], "src/a/low.py -> src/a/cart.service.ts", True),
        (["high", "low"], "src/a/low.py -> pkg:pypi/high", False),
    ],
)
def test_names_in_a_container_are_folders_or_files_without_their_suffix(names, edge, broken):
    rule = law("layers", {"order": names, "containers": ["src/*"]})
    assert bool(pairs(rule, whole(world(edge)))) is broken


def test_a_container_inside_a_container_is_one_of_its_own():
    rule = law("layers", {"order": ["high", "low"], "containers": ["src/*", "src/*/*"]})
    deep = "src/a/b/low.py -> src/a/b/high.py"
    assert pairs(rule, whole(world(deep))) == [("src/a/b/low.py", "src/a/b/high.py")]
